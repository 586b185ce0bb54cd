using ChatOps.Bot.Cards;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Investigate.Ingest;

/// <summary>Brings the evidence index up to date, one kind of log after the other, and knows how far it is.</summary>
internal sealed partial class EvidenceIngest(IEvidenceCache cache, EvidenceOptions options, TimeProvider time, ILogger<EvidenceIngest> logger, IReadOnlyList<IngestTarget> targets) : IDisposable
{
    private readonly SemaphoreSlim running = new(1, 1);
    private readonly Lock gate = new();
    private readonly IngestLine[] lines = [.. targets.Select(static target => new IngestLine(target.Catalog.Kind, target.Catalog.Logs.Place, 0, 0, 0, 0, 0, null))];
    private DateTimeOffset? lastRun;
    private string? problem;
    private bool isRunning;

    /// <summary>Whether there is anything to put into the index.</summary>
    public bool HasTargets => targets.Count > 0;

    public IngestProgress Progress
    {
        get
        {
            lock (gate) return new IngestProgress([.. lines], isRunning, lastRun, cache.Bytes, problem);
        }
    }

    /// <summary>Runs to the end, or until something is in the way, which <see cref="Progress"/> then tells.</summary>
    /// <param name="workers">Objects read at a time.</param>
    /// <param name="told">Called whenever there is progress; null when nobody listens.</param>
    /// <param name="cancellationToken">Ends it; nothing of an unfinished batch is kept.</param>
    public async Task<IngestProgress> RunAsync(int workers, Action<IngestProgress>? told, CancellationToken cancellationToken)
    {
        await running.WaitAsync(cancellationToken);
        try
        {
            lock (gate) (isRunning, problem) = (true, null);
            if (cache.TryOpen() is { } why)
            {
                lock (gate) problem = why;
            }
            else
            {
                for (var at = 0; at < targets.Count; at++) await RunAsync(at, workers, told, cancellationToken);
            }
        }
        finally
        {
            lock (gate) (isRunning, lastRun) = (false, time.GetUtcNow());
            running.Release();
        }

        return Progress;
    }

    public void Dispose() => running.Dispose();

    private async Task RunAsync(int at, int workers, Action<IngestProgress>? told, CancellationToken cancellationToken)
    {
        var (catalog, indexer) = targets[at];
        try
        {
            var now = time.GetUtcNow();
            var window = Window(await catalog.ShelfAsync(new TimeWindow(now.AddHours(-1), now), cancellationToken)); // any shelf tells how far the logs reach
            var start = Count(catalog, await catalog.ShelfAsync(window, cancellationToken), window);
            Put(start);
            var report = await new LogIngest(catalog, indexer, time) { Workers = workers }.RunAsync(window, new Listener(With), cancellationToken);
            Put(Count(catalog, await catalog.ShelfAsync(window, cancellationToken), window));
            if (report.ObjectsRead > 0) Log.Read(logger, catalog.Kind, report.ObjectsRead, report.BytesRead / 1_000_000, report.Records, report.Damaged, report.Elapsed.TotalSeconds);

            void With(IngestReport now) => Put(start with { Indexed = start.Indexed + now.ObjectsRead, IndexedBytes = start.IndexedBytes + now.BytesRead, Damaged = start.Damaged + now.Damaged });
        }
#pragma warning disable CA1031 // a worker's edge: whatever one kind of log made us do, the others go on
        catch (Exception failed) when (failed is not OperationCanceledException)
#pragma warning restore CA1031
        {
            // a place that cannot be listed, a full disk: said, and tried again later
            Log.Stopped(logger, catalog.Kind, failed.Message);
            lock (gate) lines[at] = lines[at] with { Problem = failed.Message };
            told?.Invoke(Progress);
        }

        void Put(IngestLine line)
        {
            lock (gate) lines[at] = line;
            told?.Invoke(Progress);
        }
    }

    /// <summary>The retention before the newest log there is: an archive's newest is old.</summary>
    private TimeWindow Window(LogShelf shelf)
    {
        var now = time.GetUtcNow();
        var newest = shelf.RetainedTo;
        var end = newest < now ? newest.Value : now;
        return new TimeWindow(end - DateTimeOffset.UnixEpoch > options.Retention ? end - options.Retention : DateTimeOffset.UnixEpoch.AddYears(-1), end);
    }

    private static IngestLine Count(LogCatalog catalog, LogShelf shelf, TimeWindow window)
    {
        var (objects, indexed, bytes, indexedBytes, damaged) = (0L, 0L, 0L, 0L, 0L);
        foreach (var (log, held) in shelf.Objects)
        {
            if (log.Slot?.End <= window.Start) continue;
            objects++;
            bytes += log.Length;
            if (held is null) continue;
            indexed++;
            indexedBytes += log.Length;
            if (held.Reading.IsUnreadable || held.Reading.IsOpen) damaged++;
        }

        return new IngestLine(catalog.Kind, catalog.Logs.Place, objects, indexed, bytes, indexedBytes, damaged, null);
    }

    /// <summary>Tells at once, on the thread that reads: <see cref="Progress{T}"/> would tell out of order.</summary>
    private sealed class Listener(Action<IngestReport> told) : IProgress<IngestReport>
    {
        public void Report(IngestReport value) => told(value);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Kind}: {Objects} objects, {Megabytes} MB, {Records} records put into the index in {Seconds:0.0} s, {Damaged} damaged")]
        public static partial void Read(ILogger logger, LogKind kind, long objects, long megabytes, long records, long damaged, double seconds);

        [LoggerMessage(2, LogLevel.Warning, "{Kind}: logs are not put into the index for now: {Reason}")]
        public static partial void Stopped(ILogger logger, LogKind kind, string reason);
    }
}

/// <summary>Logs, and how they are put into the index.</summary>
internal sealed record IngestTarget(LogCatalog Catalog, ILogIndexer Indexer);
