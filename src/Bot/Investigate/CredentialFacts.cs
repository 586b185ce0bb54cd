using ChatOps.Bot.Access;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Activities;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Observations;
using ChatOps.Investigation.Reports;

namespace ChatOps.Bot.Investigate;

/// <summary>Whose credentials were used from addresses that calls were seen from.</summary>
internal sealed class CredentialFacts(EvidenceCases cases, Presence presence)
{
    /// <param name="spans">Spans of who acted; those without calls, and of other than addresses, are passed over.</param>
    public async Task<IReadOnlyList<CredentialUse>> OfAsync(InvestigationThread thread, IEnumerable<ObservationSpan> spans, CancellationToken cancellationToken)
    {
        var uses = new List<CredentialUse>();
        foreach (var span in spans.Where(static span => span.Entity.Kind == EntityKind.IpAddress && span.Rows.Any(static row => row is { Source: EvidenceKind.ApiCalls, Observed: not null })))
        {
            var about = new FoundEntity(span.Entity, await presence.IsSampleDayAsync(span.Entity, cancellationToken));
            var asked = await cases.OfAsync(Verb.Calls, thread, null, about, span.Scope, cancellationToken);
            uses.AddRange(CredentialUse.Of(asked.Question, await asked.CallsAsync(new ActivityPass(EvidenceKind.ApiCalls, asked.Question, null, CredentialUse.Ask, null), cancellationToken)));
        }

        return uses;
    }
}
