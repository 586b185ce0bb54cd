using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Evidence;

/// <summary>The log objects of one kind in one place, and which of them the index knows. Every question goes through here, so that an object is counted
/// from the index or from itself, never from both.</summary>
/// <param name="logs">Where the objects lie.</param>
/// <param name="kind">Kind of log.</param>
/// <param name="index">What was learned before; null to read every object for every question.</param>
/// <param name="time">Clock for the age of a listing.</param>
public sealed class LogCatalog(ILogObjects logs, LogKind kind, IEvidenceIndex? index, TimeProvider time) : IDisposable
{
    /// <summary>A listing younger than this is used again. Objects are delivered minutes late anyway.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(10);

    /// <summary>How long a question may work on what it found at its start; then it ends without an answer.</summary>
    internal static readonly TimeSpan LongestQuestion = TimeSpan.FromMinutes(10);

    /// <summary>Batches no longer used are removed only when no question that began before can still be reading them.</summary>
    internal static readonly TimeSpan Grace = LongestQuestion + TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim refreshing = new(1, 1);
    private readonly List<(long Batch, long Since)> dropped = []; // by the clock that never goes back
    private LogShelf? shelf;
    private long shelvedAt;
    private long generation;

    /// <summary>Where the objects lie.</summary>
    public ILogObjects Logs => logs;

    /// <summary>Kind of log.</summary>
    public LogKind Kind => kind;

    /// <summary>What was learned before; null when nothing is kept.</summary>
    public IEvidenceIndex? Index => index;

    /// <summary>More stored bytes than this, not yet in the index, are not read for one question; at least 0.</summary>
    public long ScanLimit { get; init; } = long.MaxValue;

    /// <summary>What is there for a window, listed anew when the last listing is old or did not reach as far.</summary>
    /// <exception cref="IOException">The place cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">The place refuses to be listed.</exception>
    public async Task<LogShelf> ShelfAsync(TimeWindow window, CancellationToken cancellationToken)
    {
        if (Usable(window) is { } usable) return usable;
        await refreshing.WaitAsync(cancellationToken);
        try
        {
            if (Usable(window) is { } renewed) return renewed;
            var began = time.GetTimestamp();
            var made = await MakeAsync(window, cancellationToken);
            Volatile.Write(ref shelvedAt, began);
            Volatile.Write(ref shelf, made);
            return made;
        }
        finally
        {
            refreshing.Release();
        }
    }

    /// <summary>Keeps a batch and uses it from now on; unless an object of it changed or went since it was read, then nothing of it is used.</summary>
    /// <param name="batch">Objects that were read, and their entries.</param>
    /// <param name="instead">Batches whose objects it holds, too; they are no longer used.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async Task AddAsync(IndexBatch batch, IReadOnlyCollection<long> instead, CancellationToken cancellationToken)
    {
        if (index is null) throw new InvalidOperationException("Nothing can be kept without an index.");

        // written before questions wait: no shelf speaks of it yet
        var number = await index.AddAsync(logs.Place, kind, batch, cancellationToken);
        await refreshing.WaitAsync(cancellationToken);
        try
        {
            if (shelf?.Lists(batch.Objects) == false)
            {
                Drop([number]);
                return;
            }

            Drop(instead);
            Volatile.Write(ref shelf, shelf?.With(batch.Objects.Select(held => held with { Batch = number }), instead));
        }
        finally
        {
            refreshing.Release();
        }
    }

    /// <summary>No longer uses batches: their time is over.</summary>
    public async Task ForgetAsync(IReadOnlyCollection<long> batches, CancellationToken cancellationToken)
    {
        await refreshing.WaitAsync(cancellationToken);
        try
        {
            Drop(batches);
            Volatile.Write(ref shelf, shelf?.With([], batches));
        }
        finally
        {
            refreshing.Release();
        }
    }

    /// <summary>Removes batches from the index that no question can still be reading.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        if (index is null) return;
        List<long> ripe;
        await refreshing.WaitAsync(cancellationToken);
        try
        {
            ripe = [.. dropped.Where(batch => time.GetElapsedTime(batch.Since) >= Grace).Select(static batch => batch.Batch)];
        }
        finally
        {
            refreshing.Release();
        }

        if (ripe.Count == 0) return;
        try
        {
            await index.RemoveAsync(ripe, cancellationToken);
        }
        catch (IOException)
        {
            return; // a full disk: they are not used and only take room; the next sweep tries again
        }

        await refreshing.WaitAsync(cancellationToken);
        try
        {
            dropped.RemoveAll(batch => ripe.Contains(batch.Batch));
        }
        finally
        {
            refreshing.Release();
        }
    }

    /// <summary>Ends its use. What the index holds stays.</summary>
    public void Dispose() => refreshing.Dispose();

    private LogShelf? Usable(TimeWindow window) =>
        Volatile.Read(ref shelf) is { } made && !IsVoid && time.GetElapsedTime(Volatile.Read(ref shelvedAt)) < Freshness && made.Reaches(window) ? made : null;

    private async Task<LogShelf> MakeAsync(TimeWindow window, CancellationToken cancellationToken)
    {
        var listing = await logs.ListAsync(new LogQuery(kind, window), cancellationToken);
        if (index is null) return LogShelf.Of(listing, window, [], out _);

        if (!IsVoid && shelf?.Again(listing, window) is { } again) return again;

        // what the last shelf knew is what the index holds: all that is added comes through here
        var held = IsVoid ? null : shelf?.Held;
        while (held is null || IsVoid)
        {
            generation = index.Generation;
            held = await index.ObjectsAsync(logs.Place, kind, cancellationToken);
        }

        var made = LogShelf.Of(listing, window, held, out var stale, generation);
        Drop(stale);
        return made;
    }

    /// <summary>The index lost what it held, or has it again: what the last shelf knew counts no more.</summary>
    private bool IsVoid => index is not null && index.Generation != generation;

    private void Drop(IReadOnlyCollection<long> batches)
    {
        var now = time.GetTimestamp();
        dropped.AddRange(batches.Select(batch => (batch, now)));
    }
}
