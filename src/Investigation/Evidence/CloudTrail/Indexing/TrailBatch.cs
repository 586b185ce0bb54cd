using System.Collections.Concurrent;
using ChatOps.Investigation.Evidence.Calls;

namespace ChatOps.Investigation.Evidence.CloudTrail.Indexing;

/// <summary>The calls of one batch of objects. Several threads read objects, each into a part of its own.</summary>
/// <param name="ready">Parts of batches that are done, used again.</param>
internal sealed class TrailBatch(ConcurrentBag<TrailBatchPart> ready) : ILogBatchReader
{
    private readonly ConcurrentBag<TrailBatchPart> parts = [];
    private readonly ConcurrentBag<TrailBatchPart> idle = [];
    private readonly Dictionary<string, (long First, long Last)> series = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool IsFull => parts.Sum(static part => part.Rows.Count) >= CallLimits.MostOfBatch;

    /// <inheritdoc/>
    public async Task<ObjectReading> ReadAsync(LogObject log, Stream text, CancellationToken cancellationToken)
    {
        if (!idle.TryTake(out var part))
        {
            if (!ready.TryTake(out part)) part = new TrailBatchPart();
            part.Rows.Clear();
            parts.Add(part);
        }

        try
        {
            var stamp = log.Slot?.Start.UtcTicks ?? 0;
            var name = log.Series ?? "";
            if (stamp != 0) Stamped(name, stamp);
            (part.Series, part.Stamp) = (name, stamp);
            return await part.Reader.ReadAsync(text, part.Take, cancellationToken, stored: log.Length);
        }
        finally
        {
            idle.Add(part);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<IndexEntry>> FinishAsync(IEvidenceIndex index, CancellationToken cancellationToken)
    {
        var rows = new List<TrailRow>(parts.Sum(static part => part.Rows.Count));
        foreach (var part in parts)
        {
            foreach (var (name, row) in part.Rows) rows.Add(MayHaveCopies(row, series.GetValueOrDefault(name)) ? row : row with { Identity = 0 });
            part.Rows.Clear();
            ready.Add(part);
        }

        parts.Clear();
        return Task.FromResult(TrailEntries.Of(TrailEntries.Once(rows)));
    }

    /// <summary>Whether copies of a call may lie in objects of another batch, stamped before the first or after the last of its series in this one. Where copies
    /// may differ they are always kept apart.</summary>
    /// <param name="row">The call.</param>
    /// <param name="stamps">First and last stamp, UTC ticks.</param>
    internal static bool MayHaveCopies(TrailRow row, (long First, long Last) stamps) =>
        row.Stamp == 0 || row.Event.MayDiffer || row.Event.Time.UtcTicks < stamps.First || row.Event.Time.UtcTicks > stamps.Last - LogQuery.LookAhead.Ticks;

    private void Stamped(string name, long stamp)
    {
        lock (series)
        {
            series[name] = series.TryGetValue(name, out var known) ? (Math.Min(known.First, stamp), Math.Max(known.Last, stamp)) : (stamp, stamp);
        }
    }
}

/// <summary>What one worker reads of a batch.</summary>
internal sealed class TrailBatchPart
{
    public TrailBatchPart() => Take = call => Rows.Add((Series, new TrailRow(call, Stamp, call.Identity)));

    public TrailReader Reader { get; } = new(default);

    /// <summary>Series of the object at hand.</summary>
    public string Series { get; set; } = "";

    /// <summary>Stamp of the object at hand, UTC ticks; 0 when its key tells no time.</summary>
    public long Stamp { get; set; }

    public Action<TrailEvent> Take { get; }

    public List<(string Series, TrailRow Row)> Rows { get; } = [];
}
