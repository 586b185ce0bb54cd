using ChatOps.Investigation.Evidence.Calls.Indexing;

namespace ChatOps.Investigation.Evidence.CloudTrail.Indexing;

/// <summary>Puts a trail into the index: every call, so that any question is answered without opening an object.</summary>
public sealed class TrailIndexer : ILogIndexer
{
    private readonly CallIndexing<TrailEvent> calls = new(TrailCoding.Instance);

    /// <inheritdoc/>
    public LogKind Kind => LogKind.CloudTrail;

    /// <inheritdoc/>
    public IReadOnlyList<string> Topics => calls.Topics;

    /// <inheritdoc/>
    public long MostBytes => 64L << 20; // some 400,000 calls, 100 MB while they are put in order

    /// <inheritdoc/>
    public ILogBatchReader Begin(string place) => calls.Begin();

    /// <inheritdoc/>
    public IReadOnlyList<IndexEntry> Merge(IReadOnlyList<IndexEntry> entries) => calls.Merge(entries);
}
