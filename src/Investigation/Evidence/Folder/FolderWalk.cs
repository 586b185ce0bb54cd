using System.IO.Enumeration;

namespace ChatOps.Investigation.Evidence.Folder;

/// <summary>A file that may be a log.</summary>
internal sealed record FolderFile(string Key, long Length, DateTimeOffset Written);

/// <summary>Everything under a folder, links neither followed nor opened.</summary>
internal sealed class FolderWalk
{
    private static readonly string[] Endings = [".json", ".jsonl", ".log", ".txt"];

    private FolderWalk()
    {
    }

    /// <summary>Files whose names end like logs do.</summary>
    public List<FolderFile> Files { get; } = [];

    /// <summary>Other files.</summary>
    public int OtherFiles { get; private set; }

    /// <summary>Links to files or folders.</summary>
    public int Links { get; private set; }

    /// <summary>Folders that could not be opened.</summary>
    public int ClosedFolders { get; private set; }

    /// <summary>Walks the folder.</summary>
    /// <exception cref="IOException">The folder itself cannot be opened.</exception>
    public static FolderWalk Of(string root)
    {
        if (!Directory.Exists(root)) throw new DirectoryNotFoundException($"The folder {root} does not exist or cannot be opened.");
        var walk = new FolderWalk();
        using var entries = new Entries(root, walk);
        while (entries.MoveNext()) walk.Files.Add(entries.Current);
        return walk;
    }

    private static bool LooksLikeLog(ReadOnlySpan<char> name)
    {
        if (name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)) name = name[..^3];
        foreach (var ending in Endings)
        {
            if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private sealed class Entries(string root, FolderWalk walk) : FileSystemEnumerator<FolderFile>(
        root,
        new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = false })
    {
        protected override bool ShouldRecurseIntoEntry(ref FileSystemEntry entry) => !IsLink(ref entry);

        protected override bool ShouldIncludeEntry(ref FileSystemEntry entry)
        {
            if (IsLink(ref entry))
            {
                walk.Links++;
                return false;
            }

            if (entry.IsDirectory) return false;
            if (LooksLikeLog(entry.FileName)) return true;
            walk.OtherFiles++;
            return false;
        }

        protected override FolderFile TransformEntry(ref FileSystemEntry entry) => new(
            Path.GetRelativePath(entry.RootDirectory.ToString(), entry.ToFullPath()).Replace('\\', '/'),
            entry.Length,
            entry.LastWriteTimeUtc);

        protected override bool ContinueOnError(int error)
        {
            walk.ClosedFolders++;
            return true;
        }

        private static bool IsLink(ref FileSystemEntry entry) => entry.Attributes.HasFlag(FileAttributes.ReparsePoint);
    }
}
