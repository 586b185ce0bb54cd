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

    /// <summary>Batches no longer used are removed only when no question that began before can still be reading them.</summary>
    private static readonly TimeSpan LongestQuestion = TimeSpan.FromMinutes(3);

    private readonly SemaphoreSlim refreshing = new(1, 1);
    private readonly List<(long Batch, DateTimeOffset Since)> dropped = [];
    private LogShelf? shelf;
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
            return Usable(window) ?? (shelf = await MakeAsync(window, cancellationToken));
        }
        finally
        {
            refreshing.Release();
        }
    }

    /// <summary>Keeps a batch and uses it from now on.</summary>
    /// <param name="batch">Objects that were read, and their entries.</param>
    /// <param name="instead">Batches whose objects it holds, too; they are no longer used.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async Task AddAsync(IndexBatch batch, IReadOnlyCollection<long> instead, CancellationToken cancellationToken)
    {
        if (index is null) throw new InvalidOperationException("Nothing can be kept without an index.");
        await refreshing.WaitAsync(cancellationToken);
        try
        {
            var number = await index.AddAsync(logs.Place, kind, batch, cancellationToken);
            Drop(instead);
            shelf = shelf?.With(batch.Objects.Select(held => held with { Batch = number }), instead);
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
            shelf = shelf?.With([], batches);
        }
        finally
        {
            refreshing.Release();
        }
    }

    /// <summary>Ends its use. What the index holds stays.</summary>
    public void Dispose() => refreshing.Dispose();

    private LogShelf? Usable(TimeWindow window) =>
        Volatile.Read(ref shelf) is { } made && !IsVoid && time.GetUtcNow() - made.ListedAt < Freshness && made.Reaches(window) ? made : null;

    private async Task<LogShelf> MakeAsync(TimeWindow window, CancellationToken cancellationToken)
    {
        var listedAt = time.GetUtcNow();
        var listing = await logs.ListAsync(new LogQuery(kind, window), cancellationToken);
        if (index is null) return LogShelf.Of(listing, window, listedAt, [], out _);

        if (!IsVoid && shelf?.Again(listing, window, listedAt) is { } again)
        {
            await RemoveDroppedAsync(cancellationToken);
            return again;
        }

        // what the last shelf knew is what the index holds: all that is added comes through here
        var held = IsVoid ? null : shelf?.Held;
        while (held is null || IsVoid)
        {
            generation = index.Generation;
            held = await index.ObjectsAsync(logs.Place, kind, cancellationToken);
        }

        var made = LogShelf.Of(listing, window, listedAt, held, out var stale, generation);
        Drop(stale);
        await RemoveDroppedAsync(cancellationToken);
        return made;
    }

    /// <summary>The index lost what it held, or has it again: what the last shelf knew counts no more.</summary>
    private bool IsVoid => index is not null && index.Generation != generation;

    private void Drop(IReadOnlyCollection<long> batches)
    {
        var now = time.GetUtcNow();
        dropped.AddRange(batches.Select(batch => (batch, now)));
    }

    private async Task RemoveDroppedAsync(CancellationToken cancellationToken)
    {
        var over = time.GetUtcNow() - LongestQuestion;
        var ripe = dropped.Where(batch => batch.Since <= over).Select(static batch => batch.Batch).ToList();
        if (ripe.Count == 0) return;
        try
        {
            await index!.RemoveAsync(ripe, cancellationToken);
            dropped.RemoveAll(batch => batch.Since <= over);
        }
        catch (IOException)
        {
            // a full disk: they are not used and only take room; the next listing tries again
        }
    }
}
