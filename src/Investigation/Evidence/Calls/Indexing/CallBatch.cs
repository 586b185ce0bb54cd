using System.Collections.Concurrent;

namespace ChatOps.Investigation.Evidence.Calls.Indexing;

/// <summary>The calls of one batch of objects. Several threads read objects, each into a part of its own.</summary>
/// <param name="coding">How they are read and encoded.</param>
/// <param name="ready">Parts of batches that are done, used again.</param>
internal sealed class CallBatch<TEvent>(ICallCoding<TEvent> coding, ConcurrentBag<CallBatchPart<TEvent>> ready) : ILogBatchReader
    where TEvent : class, IKeptCall
{
    private readonly ConcurrentBag<CallBatchPart<TEvent>> parts = [];
    private readonly ConcurrentBag<CallBatchPart<TEvent>> idle = [];
    private readonly Dictionary<string, (long First, long Last)> series = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public bool IsFull => parts.Sum(static part => part.Rows.Count) >= CallLimits.MostOfBatch;

    /// <inheritdoc/>
    public async Task<ObjectReading> ReadAsync(LogObject log, Stream text, CancellationToken cancellationToken)
    {
        if (!idle.TryTake(out var part))
        {
            if (!ready.TryTake(out part)) part = new CallBatchPart<TEvent>(coding.NewReader());
            part.Rows.Clear();
            parts.Add(part);
        }

        try
        {
            var stamp = log.Slot?.Start.UtcTicks ?? 0;
            var name = log.Series ?? "";
            if (stamp != 0) Stamped(name, stamp);
            (part.Series, part.Stamp) = (name, stamp);
            return await part.Read(log, text, part.Take, cancellationToken);
        }
        finally
        {
            idle.Add(part);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<IndexEntry>> FinishAsync(IEvidenceIndex index, CancellationToken cancellationToken)
    {
        var rows = new List<KeptCall<TEvent>>(parts.Sum(static part => part.Rows.Count));
        foreach (var part in parts)
        {
            foreach (var (name, row) in part.Rows) rows.Add(coding.MayHaveCopies(row, series.GetValueOrDefault(name)) ? row : row with { Identity = 0 });
            part.Rows.Clear();
            ready.Add(part);
        }

        parts.Clear();
        return Task.FromResult(CallEntries.Of(CallEntries.Once(rows, coding), coding));
    }

    private void Stamped(string name, long stamp)
    {
        lock (series)
        {
            series[name] = series.TryGetValue(name, out var known) ? (Math.Min(known.First, stamp), Math.Max(known.Last, stamp)) : (stamp, stamp);
        }
    }
}

/// <summary>What one worker reads of a batch.</summary>
internal sealed class CallBatchPart<TEvent>
    where TEvent : class, IKeptCall
{
    public CallBatchPart(ReadCalls<TEvent> read)
    {
        Read = read;
        Take = call => Rows.Add((Series, new KeptCall<TEvent>(call, Stamp, call.Identity)));
    }

    public ReadCalls<TEvent> Read { get; }

    /// <summary>Series of the object at hand.</summary>
    public string Series { get; set; } = "";

    /// <summary>Stamp of the object at hand, UTC ticks; 0 when its key tells no time.</summary>
    public long Stamp { get; set; }

    public Action<TEvent> Take { get; }

    public List<(string Series, KeptCall<TEvent> Row)> Rows { get; } = [];
}
