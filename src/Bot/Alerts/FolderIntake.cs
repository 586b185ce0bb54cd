using System.Data.Common;
using ChatOps.Investigation.Entities;

namespace ChatOps.Bot.Alerts;

/// <summary>Takes findings from a folder and the folders in it: all files at the start, then what is new or changed. Reading a file again is harmless, the ledger knows its findings.</summary>
internal sealed partial class FolderIntake(FindingsFolder folder, AlertIntake intake, TimeProvider time, ILogger<FolderIntake> logger) : BackgroundService
{
    public const string SourceName = "folder";

    private const int MostAtOnce = 64;
    private const int MostRefusals = 100;
    private static readonly TimeSpan Rescan = TimeSpan.FromSeconds(10);

    /// <summary>A file that ends too early is still being written while it was changed this lately.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(30);

    /// <summary>Links are not followed: they may lead in circles, or to devices that never end.</summary>
    private static readonly EnumerationOptions Everywhere = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = true,
        MaxRecursionDepth = 16,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
    };

    private readonly Dictionary<string, FileStamp> taken = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim changed = new(0, 1);

    public override void Dispose()
    {
        changed.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var watcher = Watch();
        while (!stoppingToken.IsCancellationRequested)
        {
            await ScanAsync(stoppingToken);
            await WaitAsync(stoppingToken);
        }
    }

    /// <summary>Looks through the folder once.</summary>
    public async Task ScanAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder.Path))
        {
            Log.NoFolder(logger, folder.Path);
            return;
        }

        foreach (var path in Directory.EnumerateFiles(folder.Path, "*", Everywhere).Where(FindingsFile.IsOne).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(folder.Path, path);
            try
            {
                var stamp = FileStamp.Of(path);
                if (stamp.Length == 0 || (taken.TryGetValue(path, out var known) && known == stamp)) continue; // pipes look empty too, and opening one waits for its other end
                if (await TakeAsync(path, name, stamp, cancellationToken)) taken[path] = stamp;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or DbException)
            {
                Log.Retried(logger, VisibleText.Of(name), VisibleText.Of(failure.Message));
            }
        }
    }

    /// <summary>False when the file is to be read again.</summary>
    private async Task<bool> TakeAsync(string path, string name, FileStamp stamp, CancellationToken cancellationToken)
    {
        var batch = new List<FindingItem>();
        var refusals = new List<IntakeRefusal>();
        var refused = 0L;
        var unfinished = false;
        await foreach (var item in FindingsFile.ReadAsync(path, cancellationToken))
        {
            if (item is FindingItem finding)
            {
                batch.Add(finding);
                if (batch.Count < MostAtOnce) continue;
                await intake.TakeAsync(SourceName, batch, cancellationToken);
                batch.Clear();
                continue;
            }

            unfinished |= item is UnfinishedItem;
            if (++refused <= MostRefusals) refusals.Add(new IntakeRefusal(SourceName, $"{name} {item.Path}", ReasonOf(item), time.GetUtcNow()));
        }

        await intake.TakeAsync(SourceName, batch, cancellationToken);
        if (unfinished && time.GetUtcNow() - stamp.ChangedAt < Settled) return false;
        if (refused > MostRefusals) refusals.Add(new IntakeRefusal(SourceName, name, $"holds {refused - MostRefusals} more that cannot be taken", time.GetUtcNow()));
        if (refusals.Count > 0) await intake.RefuseAsync(refusals, cancellationToken);
        return true;
    }

    private static string ReasonOf(AlertItem item) => item switch
    {
        RefusedItem refused => refused.Reason,
        IgnoredItem ignored => $"is left out: {ignored.Reason}",
        UnfinishedItem unfinished => unfinished.Reason,
        _ => throw new InvalidOperationException($"{item.GetType()} has no reason."),
    };

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Rescan, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await changed.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nobody reported a change: watching misses some, so the folder is looked through anyway.
        }
    }

    /// <summary>Null where the system cannot watch: the folder is looked through regularly all the same.</summary>
    private FileSystemWatcher? Watch()
    {
        FileSystemWatcher? watcher = null;
        try
        {
            watcher = new FileSystemWatcher(folder.Path) { IncludeSubdirectories = true };
            watcher.Changed += (_, _) => Signal();
            watcher.Created += (_, _) => Signal();
            watcher.Renamed += (_, _) => Signal();
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception failure) when (failure is IOException or ArgumentException)
        {
            watcher?.Dispose();
            Log.NotWatched(logger, Rescan.TotalSeconds, failure);
            return null;
        }
    }

    private void Signal()
    {
        try
        {
            changed.Release();
        }
        catch (SemaphoreFullException)
        {
            // A look is due already.
        }
        catch (ObjectDisposedException)
        {
            // The host is stopping.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The folder of findings {Path} does not exist")]
        public static partial void NoFolder(ILogger logger, string path);

        [LoggerMessage(2, LogLevel.Warning, "{File} could not be taken now and is tried again: {Why}")]
        public static partial void Retried(ILogger logger, string file, string why);

        [LoggerMessage(3, LogLevel.Warning, "The folder of findings cannot be watched; it is looked through every {Seconds} s")]
        public static partial void NotWatched(ILogger logger, double seconds, Exception failure);
    }
}

/// <summary>Where findings lie.</summary>
internal sealed record FindingsFolder(string Path);

/// <summary>By what a changed file is told from an unchanged one.</summary>
internal readonly record struct FileStamp(long Length, DateTimeOffset ChangedAt)
{
    public static FileStamp Of(string path)
    {
        var file = new FileInfo(path);
        return new FileStamp(file.Length, new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero));
    }
}
