using ChatOps.Bot.Cards;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Timing;
using ThreadState = ChatOps.Bot.Threads.ThreadState;

namespace ChatOps.Bot.Cases;

/// <summary>What a case is called, and where it stands, in words.</summary>
internal static class CaseWords
{
    /// <summary>Numbers of cases that are told one by one.</summary>
    private const int MostNumbers = 8;

    /// <summary>Characters of a reason that stand on the root card; all of it stands on the card that told it.</summary>
    private const int LongestReason = 200;

    /// <summary>What the threads of a case are, in the five words that people outside rely on.</summary>
    public static ThreadState StateOfThreads(Case one) => one switch
    {
        { State: CaseState.Closed } => ThreadState.Closed,
        { Snooze: not null } => ThreadState.Snoozed,
        { State: CaseState.New } => ThreadState.Open,
        _ => ThreadState.Investigating,
    };

    /// <summary>Such as "false positive" or "duplicate of case 12".</summary>
    public static string Of(Verdict verdict) => verdict switch
    {
        { Kind: VerdictKind.TruePositive } => "true positive",
        { Kind: VerdictKind.FalsePositive } => "false positive",
        { Kind: VerdictKind.Benign } => "benign",
        { Of: { } other } => $"duplicate of case {other}",
        _ => "duplicate",
    };

    /// <summary>Such as "until 24 Nov 2026 08:00 UTC" or "until something changes".</summary>
    public static string Of(Snooze snooze) => snooze switch
    {
        { Until: { } until, EndsOnChange: true } => $"until {TimeWords.Instant(until)}, or until something changes",
        { Until: { } until } => $"until {TimeWords.Instant(until)}",
        _ => "until something changes",
    };

    /// <summary>Such as "case 18" or "cases 18, 19 and 3 more".</summary>
    public static string Of(IReadOnlyList<CaseNumber> cases)
    {
        var told = string.Join(", ", cases.Take(MostNumbers));
        var more = cases.Count > MostNumbers ? $" and {CardPhrases.Number(cases.Count - MostNumbers)} more" : "";
        return $"{(cases.Count == 1 ? "case" : "cases")} {told}{more}";
    }

    /// <summary>The line of the root card, such as "Case 17 · investigating, Ana since 1 Aug 2024 19:05 UTC".</summary>
    public static CardText Of(CaseFamily standing)
    {
        var one = standing.Case;
        return new CardText([new Strong($"Case {one.Number}"), " · ", .. State(one), .. Lead(standing)]);
    }

    private static IEnumerable<CardRun> State(Case one) => one switch
    {
        { State: CaseState.Closed, Verdict: { } verdict } => [$"closed as {Of(verdict)} by ", new Literal(verdict.By.Name), .. Reason(verdict.Reason)],
        { Snooze: { } snooze } => [$"snoozed {Of(snooze)}; {Word(one.State)}, ", .. Whose(one)],
        _ => [$"{Word(one.State)}, ", .. Whose(one)],
    };

    private static IEnumerable<CardRun> Whose(Case one) => one switch
    {
        { Assignee: { } assignee, AssignedAt: { } since } => [new Literal(assignee.Name), " since ", new Moment(since)],
        { Assignee: { } assignee } => [new Literal(assignee.Name)],
        _ => ["nobody has it"],
    };

    private static IEnumerable<CardRun> Reason(string reason)
    {
        if (reason.Length > 0) yield return ": ";
        if (reason.Length > 0) yield return new Literal(Shortened(reason));
    }

    private static IEnumerable<CardRun> Lead(CaseFamily standing)
    {
        if (standing.Case.Lead is { } lead) yield return $" · led by case {lead}";
        if (standing.Leads.Count > 0) yield return $" · leads {Of(standing.Leads)}";
    }

    /// <summary>One line of it.</summary>
    private static string Shortened(string reason)
    {
        var line = string.Join(' ', reason.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        if (line.Length <= LongestReason) return line;
        return $"{line[..(char.IsHighSurrogate(line[LongestReason - 1]) ? LongestReason - 1 : LongestReason)]}…";
    }

    private static string Word(CaseState state) => state switch
    {
        CaseState.New => "new",
        CaseState.Investigating => "investigating",
        CaseState.Contained => "contained",
        _ => "closed",
    };
}
