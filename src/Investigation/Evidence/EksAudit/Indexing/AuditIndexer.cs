using ChatOps.Investigation.Evidence.Calls.Indexing;

namespace ChatOps.Investigation.Evidence.EksAudit.Indexing;

/// <summary>Puts audit logs into the index: every event, so that any question is answered without opening an object.</summary>
public sealed class AuditIndexer : ILogIndexer
{
    private readonly CallIndexing<AuditEvent> calls = new(AuditCoding.Instance);

    /// <inheritdoc/>
    public LogKind Kind => LogKind.EksAudit;

    /// <inheritdoc/>
    public IReadOnlyList<string> Topics => calls.Topics;

    /// <inheritdoc/>
    public long MostBytes => 32L << 20; // some 500,000 events, 150 MB while they are put in order

    /// <inheritdoc/>
    public ILogBatchReader Begin(string place) => calls.Begin();

    /// <inheritdoc/>
    public IReadOnlyList<IndexEntry> Merge(IReadOnlyList<IndexEntry> entries) => calls.Merge(entries);
}
