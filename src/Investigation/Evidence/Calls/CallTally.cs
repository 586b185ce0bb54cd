namespace ChatOps.Investigation.Evidence.Calls;

/// <summary>Counts the calls of one question, each once: per hour, and for every grouping. One per worker, merged at the end.</summary>
/// <param name="ask">What is wanted.</param>
/// <param name="question">Window and baseline; calls in neither are passed over.</param>
/// <param name="identities">The ids counted so far, shared by all tallies of the question.</param>
internal sealed class CallTally(CallAsk ask, EvidenceQuestion question, CallIdentities identities)
{
    private readonly CallHours hours = new(question.Whole);
    private readonly CallRows[] tables = [.. ask.Groupings.Select(static grouping => new CallRows(grouping))];
    private readonly Dictionary<ulong, Call> differing = [];
    private readonly long from = question.Window.Start.UtcTicks;
    private readonly long to = Math.Min(question.Window.End.UtcTicks, question.AsOf.UtcTicks);
    private readonly long baseFrom = question.Baseline?.Start.UtcTicks ?? 0;
    private readonly long baseTo = question.Baseline is { } baseline ? Math.Min(baseline.End.UtcTicks, question.AsOf.UtcTicks) : 0;

    /// <summary>The values of the calls added.</summary>
    public CallValues Values { get; } = new();

    /// <summary>Columns some grouping asks for; the others of a call need not be set.</summary>
    public IReadOnlyList<CallColumn> Columns { get; } = [.. ask.Groupings.SelectMany(static grouping => grouping.Columns).Distinct()];

    /// <summary>Calls counted, those of the baseline included; whole once <see cref="ToFigures"/> was called.</summary>
    public long Calls { get; private set; }

    /// <summary>Whether a call of that time counts at all.</summary>
    public bool Wants(long ticks) => (ticks >= from && ticks < to) || (ticks >= baseFrom && ticks < baseTo);

    /// <summary>Counts a call, unless a copy of it was counted before or its time is in neither window nor baseline.</summary>
    public void Add(in Call call)
    {
        if (!Wants(call.Ticks)) return;
        if (call.MayDiffer) Keep(in call);
        else if (identities.Add(call.Identity)) Count(in call);
    }

    /// <summary>Takes over what another worker counted.</summary>
    public void Merge(CallTally other)
    {
        var numbers = new int[other.Values.Count];
        for (var number = 1; number < numbers.Length; number++) numbers[number] = Values.Of(other.Values[number]);
        Calls += other.Calls;
        hours.Merge(other.hours);
        for (var table = 0; table < tables.Length; table++) tables[table].Merge(other.tables[table], numbers);
        foreach (var call in other.differing.Values)
        {
            var renumbered = call;
            for (var column = 0; column < Call.CallNumbers.Columns; column++) renumbered.Values[column] = numbers[call.Values[column]];
            Keep(in renumbered);
        }
    }

    /// <summary>The figures of all that was added; to be called once, when all is merged.</summary>
    /// <param name="covered">Hours some log object covers, ascending.</param>
    public CallFigures ToFigures(IReadOnlyList<DateTimeOffset> covered)
    {
        foreach (var call in differing.Values)
        {
            if (identities.Add(call.Identity)) Count(in call);
        }

        differing.Clear();
        return new CallFigures(ask.Hours ? hours.ToList(covered, IsAsked) : [], [.. tables.Select(table => table.ToTable(Values))]);
    }

    private bool IsAsked(DateTimeOffset hour)
    {
        var end = hour.AddHours(1).AddTicks(-1);
        return question.Window.Touches(hour, end) || question.Baseline?.Touches(hour, end) == true;
    }

    private void Count(in Call call)
    {
        Calls++;
        hours.Add(in call);
        var inWindow = call.Ticks >= from && call.Ticks < to;
        foreach (var table in tables) table.Add(in call, inWindow);
    }

    /// <summary>Of copies that differ the least counts, so that the answer does not depend on which was read first.</summary>
    private void Keep(in Call call)
    {
        if (!differing.TryGetValue(call.Identity, out var kept) || IsLess(in call, in kept)) differing[call.Identity] = call;
    }

    private bool IsLess(in Call call, in Call other)
    {
        if (call.Ticks != other.Ticks) return call.Ticks < other.Ticks;
        if (call.Succeeded != other.Succeeded) return call.Succeeded;
        foreach (var column in Columns)
        {
            var order = string.CompareOrdinal(Values[call[column]], Values[other[column]]);
            if (order != 0) return order < 0;
        }

        return false;
    }
}
