using ChatOps.Investigation.Evidence.Calls;
using ChatOps.Investigation.Evidence.Calls.Indexing;

namespace ChatOps.Investigation.Evidence.EksAudit.Indexing;

/// <summary>Counts an entity's requests in blocks of the index. What figures show is made once per value of a block, not once per event.</summary>
/// <param name="question">The question.</param>
/// <param name="isOfEntity">Which requests are the entity's.</param>
/// <param name="calls">Knows what is wanted of them.</param>
/// <param name="tally">Counts them.</param>
internal sealed class AuditBlockFold(EvidenceQuestion question, Func<AuditEvent, bool> isOfEntity, CallTally calls, AuditTally tally)
{
    private readonly AuditBlock block = new();
    private readonly (int[] Of, int[] Numbers)[] columns = new (int[], int[])[calls.Columns.Count];
    private readonly AuditEvent audited = new(); // filled for each event anew

    /// <summary>What is counted.</summary>
    public AuditTally Tally => tally;

    /// <summary>Counts the requests of a block.</summary>
    /// <exception cref="InvalidDataException">The content is damaged.</exception>
    public void Take(ReadOnlyMemory<byte> content)
    {
        block.Calls.Decode(content);
        for (var column = 0; column < columns.Length; column++) columns[column] = NumbersOf(calls.Columns[column]);
        var asOf = question.AsOf.UtcTicks;
        for (var at = 0; at < block.Calls.Count; at++)
        {
            if (!calls.Wants(block.Calls.Ticks[at]) || block.Calls.Stamps[at] > asOf) continue;
            block.Fill(audited, at);
            if (!AuditMatch.IsAsked(question, audited) || !isOfEntity(audited)) continue;
            var call = new Call { Ticks = audited.Ticks, Identity = audited.Identity, Succeeded = audited.Succeeded };
            for (var column = 0; column < columns.Length; column++) call[calls.Columns[column]] = columns[column].Numbers is { Length: > 0 } numbers ? numbers[columns[column].Of[at]] : 0;
            tally.Add(audited.Stage, in call);
        }
    }

    /// <summary>Which value each event has of the block's column that a column of figures comes from, and these values as numbers of the tally.</summary>
    private (int[] Of, int[] Numbers) NumbersOf(CallColumn column)
    {
        var from = column switch
        {
            CallColumn.Address => block.Address,
            CallColumn.Principal or CallColumn.Session => block.Who,
            CallColumn.Service or CallColumn.Call => block.What,
            CallColumn.UserAgent => block.Agent,
            CallColumn.Error => block.Outcome,
            CallColumn.Resource or CallColumn.Place => block.Object,
            CallColumn.Account => block.Where,
            _ => null, // no part of Kubernetes
        };
        return from is null ? ([], []) : CallBlock.Numbered(from, TextOf, calls.Values);

        string? TextOf(int value)
        {
            var one = new AuditEvent();
            block.Fill(one, from, value);
            return AuditTally.ValueOf(one, column);
        }
    }
}
