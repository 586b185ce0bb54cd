using ChatOps.Bot.Investigate;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Reports;

namespace ChatOps.Bot.AfterAction;

/// <summary>What a report is made of besides its timeline: what findings and logs tell now, and the answers that were given.</summary>
internal sealed class ReportFacts(CaseFacts facts, CredentialFacts credentials, CaseAnswers answers)
{
    /// <param name="from">The thread whose subject and interval it keeps to.</param>
    /// <param name="ids">All threads whose answers count.</param>
    /// <returns>Null facts when the thread is about neither a finding nor an entity.</returns>
    public async Task<(CaseTold? Told, IReadOnlyList<CredentialUse> Uses, AnswersGiven Given)> OfAsync(
        InvestigationThread from, CaseNumber? number, IEnumerable<ThreadId> ids, CancellationToken cancellationToken)
    {
        var told = await facts.OfAsync(from, cancellationToken);
        var uses = told is null ? [] : await credentials.OfAsync(from, told.Spans, cancellationToken);
        return (told, uses, await answers.OfAsync(number, ids, cancellationToken));
    }
}
