using ChatOps.Investigation.Evidence.Calls.Indexing;

namespace ChatOps.Investigation.Evidence.EksAudit.Indexing;

/// <summary>How the events of audit logs are put into the index: all of a request's, since which of them is its last is known only when all are there.</summary>
internal sealed class AuditCoding : ICallCoding<AuditEvent>
{
    /// <summary>Topics of the entries.</summary>
    public static readonly CallTopics Kept = new("audit.calls", "audit.values");

    /// <summary>It holds nothing.</summary>
    public static readonly AuditCoding Instance = new();

    /// <inheritdoc/>
    public CallTopics Topics => Kept;

    /// <inheritdoc/>
    public ReadCalls<AuditEvent> NewReader() => new AuditReader(default).ReadAsync;

    /// <inheritdoc/>
    public string? CallerOf(AuditEvent call) => call.Subject;

    /// <inheritdoc/>
    /// <remarks>The end of a watch is logged up to an hour after its start.</remarks>
    public bool MayHaveCopies(KeptCall<AuditEvent> row, (long First, long Last) stamps) => true;

    /// <inheritdoc/>
    public bool AreCopies(AuditEvent call, AuditEvent other) => call.Stage == other.Stage && AuditBlock.AreSame(call, other);

    /// <inheritdoc/>
    public byte[] Encode(IReadOnlyList<KeptCall<AuditEvent>> rows) => AuditBlock.Encode(rows);

    /// <inheritdoc/>
    public IEnumerable<KeptCall<AuditEvent>> Decode(ReadOnlyMemory<byte> content)
    {
        var block = new AuditBlock();
        block.Calls.Decode(content);
        for (var at = 0; at < block.Calls.Count; at++)
        {
            var audited = new AuditEvent();
            block.Fill(audited, at);
            yield return new KeptCall<AuditEvent>(audited, block.Calls.Stamps[at], block.Calls.Identities[at]);
        }
    }

    /// <inheritdoc/>
    public IEnumerable<uint> KeysOf(IReadOnlyList<KeptCall<AuditEvent>> rows) => AuditKeys.Of(rows);
}
