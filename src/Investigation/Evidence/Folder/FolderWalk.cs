using System.Diagnostics.CodeAnalysis;
using System.IO.Enumeration;

namespace ChatOps.Investigation.Evidence.Folder;

/// <summary>A file that may be a log, and what was found out about it; the same as long as the file does not change.</summary>
internal sealed class FolderFile(string key, long length, DateTimeOffset written)
{
    public string Key => key;

    public long Length => length;

    public DateTimeOffset Written => written;

    /// <summary>Whether it was looked into.</summary>
    public bool IsDescribed { get; private set; }

    /// <summary>The log it is; null when it is none, or was not looked into.</summary>
    public LogObject? Log { get; private set; }

    public LogObject? Describe(LogObject? log)
    {
        Log = log;
        IsDescribed = true;
        return log;
    }
}

/// <summary>Everything under a folder, links neither followed nor opened.</summary>
internal sealed class FolderWalk
{
    private readonly Dictionary<string, FolderFile> files;

    private FolderWalk(int expected) => files = new(expected, StringComparer.Ordinal);

    /// <summary>Files whose names end like logs do.</summary>
    public IReadOnlyCollection<FolderFile> Files => files.Values;

    /// <summary>Other files.</summary>
    public int OtherFiles { get; private set; }

    /// <summary>Links to files or folders.</summary>
    public int Links { get; private set; }

    /// <summary>Folders that could not be opened.</summary>
    public int ClosedFolders { get; private set; }

    /// <summary>Files that were not there before, or are others now.</summary>
    public int NewFiles { get; private set; }

    /// <summary>Walks the folder.</summary>
    /// <param name="root">Full path of the folder.</param>
    /// <param name="before">The walk before this one: what has not changed since is taken from it.</param>
    /// <exception cref="IOException">The folder itself cannot be opened.</exception>
    public static FolderWalk Of(string root, FolderWalk? before)
    {
        if (!Directory.Exists(root)) throw new DirectoryNotFoundException($"The folder {root} does not exist or cannot be opened.");
        var walk = new FolderWalk(before?.files.Count ?? 0);
        using var entries = new Entries(root, walk, before);
        while (entries.MoveNext()) walk.files[entries.Current.Key] = entries.Current;
        return walk;
    }

    /// <summary>Whether this walk found exactly what the other had found.</summary>
    public bool IsSameAs([NotNullWhen(true)] FolderWalk? before) => before is not null && NewFiles == 0
        && (files.Count, OtherFiles, Links, ClosedFolders) == (before.files.Count, before.OtherFiles, before.Links, before.ClosedFolders);

    private sealed class Entries(string root, FolderWalk walk, FolderWalk? before) : FileSystemEnumerator<FolderFile>(
        root,
        new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = false, BufferSize = 64 * 1024 })
    {
        private char[] key = new char[512];

        protected override bool ShouldRecurseIntoEntry(ref FileSystemEntry entry) => !IsLink(ref entry);

        protected override bool ShouldIncludeEntry(ref FileSystemEntry entry)
        {
            if (IsLink(ref entry))
            {
                walk.Links++;
                return false;
            }

            if (entry.IsDirectory) return false;
            if (LogName.IsLikely(entry.FileName)) return true;
            walk.OtherFiles++;
            return false;
        }

        protected override FolderFile TransformEntry(ref FileSystemEntry entry)
        {
            var name = KeyOf(ref entry);
            var (length, written) = (entry.Length, entry.LastWriteTimeUtc);
            if (before is not null && before.files.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var known) && known.Length == length && known.Written == written) return known;
            walk.NewFiles++;
            return new FolderFile(name.ToString(), length, written);
        }

        protected override bool ContinueOnError(int error)
        {
            walk.ClosedFolders++;
            return true;
        }

        private static bool IsLink(ref FileSystemEntry entry) => entry.Attributes.HasFlag(FileAttributes.ReparsePoint);

        /// <summary>The path below the root, without making a string of it: most files are known.</summary>
        private ReadOnlySpan<char> KeyOf(ref FileSystemEntry entry)
        {
            var folder = entry.Directory[entry.RootDirectory.Length..].TrimStart(Path.DirectorySeparatorChar);
            var length = folder.Length + (folder.IsEmpty ? 0 : 1) + entry.FileName.Length;
            if (length > key.Length) key = new char[2 * length];
            folder.CopyTo(key);
            if (!folder.IsEmpty) key[folder.Length] = '/';
            entry.FileName.CopyTo(key.AsSpan(length - entry.FileName.Length));
            if (Path.DirectorySeparatorChar != '/') key.AsSpan(0, length).Replace(Path.DirectorySeparatorChar, '/');
            return key.AsSpan(0, length);
        }
    }
}
