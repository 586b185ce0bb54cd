using System.Globalization;

namespace ChatOps.Investigation.Evidence.Folder;

/// <summary>Log objects in a folder: <c>.json</c>, <c>.jsonl</c>, <c>.log</c>, <c>.txt</c>, each also as <c>.gz</c>, in the layout of AWSLogs or flat, and
/// what Firehose and exports of CloudWatch Logs write, which has no such ending. Links are not followed.</summary>
public sealed class FolderLogs : ILogObjects, IDisposable
{
    private static readonly FileStreamOptions Reading = new() { Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 };
    private readonly string root;
    private readonly SemaphoreSlim walking = new(1, 1);
    private readonly Dictionary<(LogKind Kind, string? Account, string? Region), LogListing> listed = [];
    private readonly LogWords words = new();
    private FolderWalk? last;

    /// <summary>Logs under a folder, which need not exist yet.</summary>
    /// <param name="root">Path of the folder, absolute or relative to the working directory.</param>
    public FolderLogs(string root) => this.root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));

    /// <inheritdoc/>
    public string Place => root;

    /// <inheritdoc/>
    /// <remarks>A folder of 53,000 files is listed every few seconds while questions are asked: what has not changed is neither read nor made again, and a
    /// listing that would be the same is the same one.</remarks>
    public async Task<LogListing> ListAsync(LogQuery query, CancellationToken cancellationToken)
    {
        await walking.WaitAsync(cancellationToken);
        try
        {
            var walk = FolderWalk.Of(root, last);
            var asked = (query.Kind, query.Account, query.Region);
            if (!walk.IsSameAs(last)) listed.Clear();
            last = walk;
            if (!listed.TryGetValue(asked, out var listing)) listed[asked] = listing = await ListAsync(walk, query, cancellationToken);
            return listing;
        }
        finally
        {
            walking.Release();
        }
    }

    /// <inheritdoc/>
    public async Task<Stream> OpenAsync(LogObject log, CancellationToken cancellationToken)
    {
        if (log.Length == 0)
        {
            PathOf(log.Key);
            return Stream.Null; // a pipe looks empty too, and opening one waits for its other end
        }

        return await LogText.OpenAsync(Open(log.Key), cancellationToken);
    }

    /// <summary>Opens a file and makes sure that what was opened lies in the folder, reached through no link. On Linux the system tells an open file's
    /// true path in one call; elsewhere, and where the folder itself is reached through a link, every step of the path is looked at first.</summary>
    private FileStream Open(string key)
    {
        if (!OperatingSystem.IsLinux()) return new FileStream(PathOf(key), Reading);
        var path = Inside(key);
        var file = new FileStream(path, Reading);
        try
        {
            var opened = $"/proc/self/fd/{file.SafeFileHandle.DangerousGetHandle()}";
            if (File.ResolveLinkTarget(opened, returnFinalTarget: false)?.FullName != path) PathOf(key);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => walking.Dispose();

    private async Task<LogListing> ListAsync(FolderWalk walk, LogQuery query, CancellationToken cancellationToken)
    {
        var ofSource = new List<LogObject>(walk.Files.Count);
        var foreign = walk.OtherFiles;
        DateTimeOffset? from = null;
        foreach (var file in walk.Files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if ((file.IsDescribed ? file.Log : await DescribeAsync(file, cancellationToken)) is not { } log)
            {
                foreign++;
            }
            else if (query.IsOfSource(log))
            {
                ofSource.Add(log);
                if (log.Slot is { } slot && !(from <= slot.Start)) from = slot.Start;
            }
        }

        return new LogListing(ofSource, IsWhole: true, from, Notes(walk, foreign));
    }

    private async ValueTask<LogObject?> DescribeAsync(FolderFile file, CancellationToken cancellationToken)
    {
        var told = LogKey.Parse(file.Key, words);
        var kind = told.Kind;
        if (kind is null && file.Length > 0)
        {
            (kind, var isKnown) = await SniffAsync(file.Key, cancellationToken);
            if (!isKnown) return null; // looked at again by the next listing: the file need not change for that to help
        }

        return file.Describe(kind is null ? null : new LogObject(file.Key, kind.Value, told.Account, told.Region, told.Slot, file.Length, told.Series, file.Written.UtcTicks.ToString(CultureInfo.InvariantCulture)));
    }

    private async Task<(LogKind? Kind, bool IsKnown)> SniffAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            await using var text = await LogLayers.OpenAsync(await LogText.OpenAsync(Open(key), cancellationToken), cancellationToken);
            return (await LogSniffer.KindOfAsync(text, cancellationToken), true);
        }
        catch (Exception unreadable) when (unreadable is EndOfStreamException or InvalidDataException)
        {
            return (null, true); // counted with the files that are no logs, and said in the listing's notes
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return (null, false);
        }
    }

    private string Inside(string key)
    {
        var path = Path.GetFullPath(Path.Combine(root, key));
        return path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? path : throw new IOException("The object is outside of the folder.");
    }

    private string PathOf(string key)
    {
        var path = Inside(key);
        for (var at = path; at.Length > root.Length; at = Path.GetDirectoryName(at)!)
        {
            if (File.GetAttributes(at).HasFlag(FileAttributes.ReparsePoint)) throw new IOException("The object is reached through a link, which is not followed.");
        }

        return path;
    }

    private static List<string> Notes(FolderWalk walk, int foreign)
    {
        var notes = new List<string>();
        if (foreign > 0) notes.Add($"{Amount.Of(foreign, "file")} passed over: no logs of a kind we read, or unreadable");
        if (walk.Links > 0) notes.Add($"{Amount.Of(walk.Links, "link")} not followed");
        if (walk.ClosedFolders > 0) notes.Add($"{Amount.Of(walk.ClosedFolders, "folder")} could not be opened");
        return notes;
    }
}
