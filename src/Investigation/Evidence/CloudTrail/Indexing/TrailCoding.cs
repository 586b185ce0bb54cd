using ChatOps.Investigation.Evidence.Calls.Indexing;

namespace ChatOps.Investigation.Evidence.CloudTrail.Indexing;

/// <summary>How a trail's calls are put into the index. Copies in objects of other batches are told by their ids, which are kept where such copies may be: before
/// the batch's first stamp of a series, and less than the look-ahead before its last. Updates of events older than that count beside their originals.</summary>
internal sealed class TrailCoding : ICallCoding<TrailEvent>
{
    /// <summary>Topics of a trail's entries.</summary>
    public static readonly CallTopics Kept = new("trail.calls", "trail.values");

    /// <summary>It holds nothing.</summary>
    public static readonly TrailCoding Instance = new();

    /// <inheritdoc/>
    public CallTopics Topics => Kept;

    /// <inheritdoc/>
    public ReadCalls<TrailEvent> NewReader()
    {
        var reader = new TrailReader(default);
        return (log, text, onCall, cancellationToken) => reader.ReadAsync(text, onCall, cancellationToken, stored: log.Length);
    }

    /// <inheritdoc/>
    public string? CallerOf(TrailEvent call) => call.Caller.Principal;

    /// <inheritdoc/>
    /// <remarks>Where copies may differ they are always kept apart.</remarks>
    public bool MayHaveCopies(KeptCall<TrailEvent> row, (long First, long Last) stamps) =>
        row.Stamp == 0 || row.Event.MayDiffer || row.Event.Ticks < stamps.First || row.Event.Ticks > stamps.Last - LogQuery.LookAhead.Ticks;

    /// <inheritdoc/>
    public bool AreCopies(TrailEvent call, TrailEvent other) => true; // CloudTrail says so where copies may differ

    /// <inheritdoc/>
    public byte[] Encode(IReadOnlyList<KeptCall<TrailEvent>> rows) => TrailBlock.Encode(rows);

    /// <inheritdoc/>
    public IEnumerable<KeptCall<TrailEvent>> Decode(ReadOnlyMemory<byte> content)
    {
        var block = new TrailBlock();
        block.Calls.Decode(content);
        var callers = Enumerable.Range(0, block.Caller.Count).Select(block.CallerAt).ToArray();
        for (var call = 0; call < block.Calls.Count; call++) yield return new KeptCall<TrailEvent>(block.EventAt(call, callers), block.Calls.Stamps[call], block.Calls.Identities[call]);
    }

    /// <inheritdoc/>
    public IEnumerable<uint> KeysOf(IReadOnlyList<KeptCall<TrailEvent>> rows) => TrailKeys.Of(rows);
}
