using System.Collections.Concurrent;

namespace ChatOps.Investigation.Evidence.CloudTrail.Indexing;

/// <summary>The calls of one batch of objects. Several threads read objects, each into a part of its own.</summary>
internal sealed class TrailBatch : ILogBatchReader
{
    private readonly ConcurrentBag<Part> parts = [];
    private readonly ConcurrentBag<Part> idle = [];
    private readonly Dictionary<string, (long First, long Last)> series = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task<ObjectReading> ReadAsync(LogObject log, Stream text, CancellationToken cancellationToken)
    {
        if (!idle.TryTake(out var part)) parts.Add(part = new Part());
        try
        {
            var stamp = log.Slot?.Start.UtcTicks ?? 0;
            var name = log.Series ?? "";
            if (stamp != 0) Stamped(name, stamp);
            return await part.Reader.ReadAsync(text, call => part.Rows.Add((name, new TrailRow(call, stamp, call.Identity))), cancellationToken);
        }
        finally
        {
            idle.Add(part);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<IndexEntry>> FinishAsync(IEvidenceIndex index, CancellationToken cancellationToken)
    {
        var rows = new List<TrailRow>();
        foreach (var part in parts)
        {
            foreach (var (name, row) in part.Rows) rows.Add(MayHaveCopies(row, series.GetValueOrDefault(name)) ? row : row with { Identity = 0 });
            part.Rows.Clear();
        }

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

    private sealed class Part
    {
        public TrailReader Reader { get; } = new(default);

        public List<(string Series, TrailRow Row)> Rows { get; } = [];
    }
}
