using ChatOps.Bot.Cases;
using ChatOps.Investigation.Reports;
using ThreadState = ChatOps.Bot.Threads.ThreadState;

namespace ChatOps.Bot.AfterAction;

/// <summary>Where a case stands, as a report says it.</summary>
internal static class ReportStanding
{
    public static ReportState Of(Case file) => file switch
    {
        { State: CaseState.Closed, Verdict: { } verdict } => new ReportState($"closed {(verdict.Kind == VerdictKind.Duplicate ? "as " : "")}{CaseWords.Of(verdict)}", verdict.By.Name, file.ClosedAt)
        {
            Reason = verdict.Reason is { Length: > 0 } reason ? reason : null,
            IsHarmless = verdict.Kind is VerdictKind.FalsePositive or VerdictKind.Benign,
        },
        { State: CaseState.Closed } => new ReportState("closed", null, file.ClosedAt),
        { State: CaseState.New } => new ReportState("new" + Asleep(file.Snooze), file.Assignee?.Name),
        { State: CaseState.Contained } => new ReportState("contained" + Asleep(file.Snooze), file.Assignee?.Name),
        _ => new ReportState("under investigation" + Asleep(file.Snooze), file.Assignee?.Name),
    };

    /// <summary>Of a thread that is no case.</summary>
    public static ReportState Of(ThreadState state) => new(state switch
    {
        ThreadState.Open => "open",
        ThreadState.Investigating => "under investigation",
        ThreadState.Snoozed => "snoozed",
        ThreadState.Closed => "closed",
        _ => "summarised",
    });

    private static string Asleep(Snooze? snooze) => snooze is null ? "" : $", snoozed {CaseWords.Of(snooze)}";
}
