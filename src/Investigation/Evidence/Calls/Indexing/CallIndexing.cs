using System.Collections.Concurrent;

namespace ChatOps.Investigation.Evidence.Calls.Indexing;

/// <summary>Puts calls into the index: every call in a few bytes, with its exact time and the stamp of its object, so that any question is answered without
/// opening an object. Within a batch each call is held once; copies in objects of other batches are told by their ids.</summary>
/// <param name="coding">What differs between the kinds of log.</param>
internal sealed class CallIndexing<TEvent>(ICallCoding<TEvent> coding)
    where TEvent : class, IKeptCall
{
    private readonly ConcurrentBag<CallBatchPart<TEvent>> idle = []; // what one batch's texts were, the next one's are

    /// <summary>Topics of the entries.</summary>
    public IReadOnlyList<string> Topics { get; } = [coding.Topics.Calls, coding.Topics.Contents];

    /// <summary>Starts a batch.</summary>
    public ILogBatchReader Begin() => new CallBatch<TEvent>(coding, idle);

    /// <summary>Puts entries of several batches together.</summary>
    /// <exception cref="InvalidDataException">An entry is damaged or missing.</exception>
    public IReadOnlyList<IndexEntry> Merge(IReadOnlyList<IndexEntry> entries)
    {
        foreach (var batch in entries.GroupBy(static entry => entry.Batch)) Complete(batch);
        var rows = new List<KeptCall<TEvent>>();
        foreach (var entry in entries.Where(entry => entry.Topic == coding.Topics.Calls)) rows.AddRange(coding.Decode(entry.Content));
        var once = CallEntries.Once(rows, coding);
        var stamps = once.Where(static row => row.Stamp != 0).Select(static row => row.Stamp).DefaultIfEmpty(0).ToList();
        var day = (stamps.Min(), stamps.Max());
        return CallEntries.Of(once.ConvertAll(row => coding.MayHaveCopies(row, day) ? row : row with { Identity = 0 }), coding);
    }

    /// <summary>What is missing would be missing for good once the batches are one.</summary>
    private void Complete(IEnumerable<IndexEntry> batch)
    {
        var blocks = batch.ToLookup(static entry => entry.Topic, StringComparer.Ordinal);
        var names = blocks[coding.Topics.Contents].SelectMany(static entry => CallContents.AllBlocks(entry.Content)).ToHashSet(StringComparer.Ordinal);
        if (!names.SetEquals(blocks[coding.Topics.Calls].Select(static entry => entry.Name))) throw new InvalidDataException("Entries of a batch are missing from the index.");
    }
}
