using System.Collections.Concurrent;

namespace ChatOps.Investigation.Evidence.CloudTrail.Indexing;

/// <summary>Puts a trail into the index: every call in a few bytes, with its exact time and the stamp of its object, so that any question is answered without
/// opening an object. Within a batch each call is held once. Copies in objects of other batches are told by their ids, which are kept where such copies may
/// be: before the batch's first stamp of a series, and less than the look-ahead before its last. Updates of events older than that count beside their originals.</summary>
public sealed class TrailIndexer : ILogIndexer
{
    private readonly ConcurrentBag<TrailBatchPart> idle = []; // what one batch's texts were, the next one's are

    /// <inheritdoc/>
    public LogKind Kind => LogKind.CloudTrail;

    /// <inheritdoc/>
    public IReadOnlyList<string> Topics { get; } = [TrailEntries.Calls, TrailEntries.Values];

    /// <inheritdoc/>
    public long MostBytes => 64L << 20; // some 400,000 calls, 100 MB while they are put in order

    /// <inheritdoc/>
    public ILogBatchReader Begin(string place) => new TrailBatch(idle);

    /// <inheritdoc/>
    public IReadOnlyList<IndexEntry> Merge(IReadOnlyList<IndexEntry> entries)
    {
        foreach (var batch in entries.GroupBy(static entry => entry.Batch)) Complete(batch);
        var block = new TrailBlock();
        var rows = new List<TrailRow>();
        foreach (var entry in entries.Where(static entry => entry.Topic == TrailEntries.Calls))
        {
            block.Decode(entry.Content);
            var callers = Enumerable.Range(0, block.Caller.Count).Select(block.CallerAt).ToArray();
            for (var call = 0; call < block.Count; call++) rows.Add(block.RowAt(call, callers));
        }

        var once = TrailEntries.Once(rows);
        var stamps = once.Where(static row => row.Stamp != 0).Select(static row => row.Stamp).DefaultIfEmpty(0).ToList();
        var day = (stamps.Min(), stamps.Max());
        return TrailEntries.Of(once.ConvertAll(row => TrailBatch.MayHaveCopies(row, day) ? row : row with { Identity = 0 }));
    }

    /// <summary>What is missing would be missing for good once the batches are one.</summary>
    private static void Complete(IEnumerable<IndexEntry> batch)
    {
        var blocks = batch.ToLookup(static entry => entry.Topic, StringComparer.Ordinal);
        var names = blocks[TrailEntries.Values].SelectMany(static entry => TrailValues.AllBlocks(entry.Content)).ToHashSet(StringComparer.Ordinal);
        if (!names.SetEquals(blocks[TrailEntries.Calls].Select(static entry => entry.Name))) throw new InvalidDataException("Entries of a batch are missing from the index.");
    }
}
