using ChatOps.Investigation.Evidence.Calls;
using ChatOps.Investigation.Evidence.Calls.Indexing;

namespace ChatOps.Investigation.Evidence.CloudTrail.Indexing;

/// <summary>Counts an entity's calls in blocks of the index. Texts are looked at once per value of a block, rules once per kind of call, not once per call.</summary>
/// <param name="question">The question.</param>
/// <param name="isOfEntity">Which calls are the entity's.</param>
/// <param name="looksAtCaller">Whether that rests on caller and recipient alone.</param>
/// <param name="tally">Counts them.</param>
internal sealed class TrailBlockFold(EvidenceQuestion question, Func<TrailEvent, bool> isOfEntity, bool looksAtCaller, CallTally tally)
{
    private readonly TrailBlock block = new();
    private readonly int[][] numbers = new int[tally.Columns.Count][];
    private readonly int[] wanted = [.. tally.Columns.Select(static column => (int)column)];
    private readonly int[][] of = new int[tally.Columns.Count][];
    private TrailCaller[] callers = [];

    /// <summary>Counts the calls of a block.</summary>
    /// <exception cref="InvalidDataException">The content is damaged.</exception>
    public void Take(ReadOnlyMemory<byte> content)
    {
        block.Calls.Decode(content);
        callers = [.. Enumerable.Range(0, block.Caller.Count).Select(block.CallerAt)];
        for (var column = 0; column < wanted.Length; column++) (of[column], numbers[column]) = NumbersOf(tally.Columns[column]);
        var asked = Asked();
        var regions = block.Region.Count;
        var verdicts = new sbyte[callers.Length * block.Recipient.Count];
        var asOf = question.AsOf.UtcTicks;
        for (var at = 0; at < block.Calls.Count; at++)
        {
            var ticks = block.Calls.Ticks[at];
            if (!tally.Wants(ticks) || block.Calls.Stamps[at] > asOf || !asked[(block.Recipient.Of[at] * regions) + block.Region.Of[at]] || !IsOfEntity(at, verdicts)) continue;
            var call = new Call
            {
                Ticks = ticks,
                Identity = block.Calls.Identities[at],
                MayDiffer = block.Calls.MayDiffer[at],
                Succeeded = block.Error.Parts[block.Error.Of[at]] == 0,
            };
            for (var column = 0; column < wanted.Length; column++) call.Values[wanted[column]] = numbers[column][of[column][at]];
            tally.Add(in call);
        }
    }

    private bool IsOfEntity(int at, sbyte[] verdicts)
    {
        if (!looksAtCaller) return isOfEntity(block.EventAt(at, callers));
        ref var verdict = ref verdicts[(block.Caller.Of[at] * block.Recipient.Count) + block.Recipient.Of[at]];
        if (verdict == 0) verdict = (sbyte)(isOfEntity(block.EventAt(at, callers)) ? 1 : -1);
        return verdict > 0;
    }

    /// <summary>For every recipient and region whether it is asked for.</summary>
    private bool[] Asked()
    {
        var asked = new bool[block.Recipient.Count * block.Region.Count];
        for (var recipient = 0; recipient < block.Recipient.Count; recipient++)
        {
            for (var region = 0; region < block.Region.Count; region++)
                asked[(recipient * block.Region.Count) + region] = TrailFold.IsAsked(question, block.Text(block.Recipient, recipient), block.Text(block.Region, region));
        }

        return asked;
    }

    /// <summary>Which value each call has of the block's column that a column of figures comes from, and these values as numbers of the tally.</summary>
    private (int[] Of, int[] Numbers) NumbersOf(CallColumn column) => column switch
    {
        CallColumn.Address => Of(block.Address, value => TrailFold.AddressOf(block.Text(block.Address, value))),
        CallColumn.Service => Of(block.Operation, value => block.Text(block.Operation, value, 0)),
        CallColumn.Call => Of(block.Operation, value => block.Text(block.Operation, value, 1)),
        CallColumn.UserAgent => Of(block.Agent, value => block.Text(block.Agent, value)),
        CallColumn.Region => Of(block.Region, value => block.Text(block.Region, value)),
        CallColumn.Error => Of(block.Error, value => block.Text(block.Error, value)),
        CallColumn.Resource => Of(block.Resource, value => block.Text(block.Resource, value, 0) ?? block.Text(block.Resource, value, 1)),
        CallColumn.Account => Of(block.Recipient, value => block.Text(block.Recipient, value)),
        _ => Of(block.Caller, value => TrailFold.ValueOf(callers[value], column)),
    };

    private (int[] Of, int[] Numbers) Of(BlockColumn column, Func<int, string?> textOf) => CallBlock.Numbered(column, textOf, tally.Values);
}
