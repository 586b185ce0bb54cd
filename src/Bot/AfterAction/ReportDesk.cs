using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Notes;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Reports;
using ChatOps.Investigation.Timing;
using ThreadState = ChatOps.Bot.Threads.ThreadState;

namespace ChatOps.Bot.AfterAction;

/// <summary>Puts together what findings and evidence tell now and what people did and said in the thread.</summary>
internal sealed class ReportDesk(IThreadStore threads, INoteStore notes, IAuditLog audit, CaseFacts cases, TimeProvider time)
{
    /// <summary>Null when there is no such thread.</summary>
    public async Task<RenderedReport?> MakeAsync(ThreadId thread, CancellationToken cancellationToken) =>
        await TellAsync(thread, cancellationToken) is { } report ? new RenderedReport(report.Title, AfterActionMarkdown.Render(report), AfterActionHtml.Render(report)) : null;

    /// <summary>The report in no form yet; null when there is no such thread.</summary>
    public async Task<AfterActionReport?> TellAsync(ThreadId id, CancellationToken cancellationToken)
    {
        if (await threads.FindAsync(id, cancellationToken) is not { } thread) return null;
        var told = await cases.OfAsync(thread, cancellationToken)
            ?? new CaseTold(new ScopeTime(TimeWindow.OfWholeHours(thread.CreatedAt, thread.UpdatedAt), ScopeOrigin.Asked)) { NotLearned = ["What the threads of this summary tell: each has its own report."] };
        var messages = await threads.MessagesAsync(id, cancellationToken);
        return new AfterActionReport
        {
            Title = thread.Title,
            State = new ReportState(StateWords(thread.State)),
            Scope = told.Scope,
            MadeAt = time.GetUtcNow(),
            IsSample = thread.IsSample,
            Findings = told.Findings,
            Entities = told.Entities,
            OwnAddresses = told.OwnAddresses,
            Spans = told.Spans,
            Answers = AnswersTold.Of(messages),
            Roles = AnswersTold.OfRoles(messages),
            Timeline = [.. told.Alerts, .. await SaidAsync(id, cancellationToken)],
            Links = told.Links,
            NotLearned = told.NotLearned,
        };
    }

    private async Task<IReadOnlyList<ReportEvent>> SaidAsync(ThreadId id, CancellationToken cancellationToken)
    {
        var asked = await audit.OfSubjectAsync(id.Value, cancellationToken);
        var said = await notes.OfThreadAsync(id, cancellationToken);
        var answered = await threads.MessagesAsync(id, cancellationToken);
        return
        [
            .. asked.Where(static entry => entry.Verb is not (Verb.Note or Verb.Help)).Select(Action),
            .. said.Where(static note => note.DeletedAt is null).Select(static note => new ReportEvent(note.WrittenAt, ReportEventKind.Note, note.Author.Name, note.Text)),
            .. answered.Where(static message => message.Kind == MessageKind.Card && message.Card.Kind is not (CardKind.Progress or CardKind.Changed or CardKind.Report or CardKind.Interval))
                .Select(static message => new ReportEvent(message.EditedAt ?? message.At, ReportEventKind.Answer, null, CardWords.Of(message.Card.Title))),
        ];
    }

    private static ReportEvent Action(AuditEntry entry) =>
        new(entry.At, ReportEventKind.Action, entry.Person, $"{entry.Verb} {entry.Argument}".Trim() + (entry.Allowed ? "" : " (refused)"));

    private static string StateWords(ThreadState state) => state switch
    {
        ThreadState.Open => "open",
        ThreadState.Investigating => "under investigation",
        ThreadState.Snoozed => "snoozed",
        ThreadState.Closed => "closed",
        _ => "summarised",
    };
}
