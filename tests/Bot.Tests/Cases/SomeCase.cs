using ChatOps.Bot.Access;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Cases;

/// <summary>Cases to begin a test with.</summary>
internal static class SomeCase
{
    public static readonly Person Ana = new("web", "ana", "Ana");
    public static readonly Person Ben = new("slack", "U2", "Ben");
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <param name="state">Whose it is as it would be: nobody has a new one, Ana the others.</param>
    public static Case Of(CaseState state, bool sleeps = false, long number = 17) => new()
    {
        Number = new CaseNumber(number),
        Title = "Finding 1",
        State = state,
        Assignee = state == CaseState.New ? null : Ana,
        AssignedAt = state == CaseState.New ? null : Now.AddHours(-1),
        Verdict = state == CaseState.Closed ? new Verdict(VerdictKind.FalsePositive, "our scanner", null, Ana) : null,
        Snooze = sleeps ? new Snooze(Now.AddHours(4), true) : null,
        OpenedAt = Now.AddHours(-2),
        ChangedAt = Now.AddHours(-1),
        ClosedAt = state == CaseState.Closed ? Now.AddHours(-1) : null,
        ClosedAsOf = state == CaseState.Closed ? Now.AddHours(-1) : null,
    };

    public static CaseFamily Family(Case one, params long[] leads) => new(one, [.. leads.Select(static number => new CaseNumber(number))]);
}
