using ChatOps.Bot.Cards;
using ChatOps.Bot.Jobs;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Alerts;

/// <summary>Findings out of the ledger, with all that a new thread of theirs needs to know.</summary>
internal sealed class KeptFindings(IAlertLedger ledger, RelatedWindow near)
{
    /// <param name="isSample">As a thread of the finding has it.</param>
    /// <returns>Null when the ledger does not know it.</returns>
    public async ValueTask<ToldFinding?> FindAsync(IWork work, FindingId id, bool isSample)
    {
        if (await ledger.CurrentAsync(work, id) is not { } finding) return null;
        return new ToldFinding(finding, await RelatedAsync(work, ledger, finding, FindingEntities.Of(finding), near.Of(finding)), isSample && !finding.IsSample);
    }

    /// <param name="mentions">Who is named in the finding.</param>
    /// <param name="window">Findings seen in it may be related.</param>
    public static async ValueTask<RelatedFindings> RelatedAsync(IWork work, IAlertLedger ledger, Finding finding, IReadOnlyList<EntityMention> mentions, TimeWindow window)
    {
        var shared = RelatedFindings.EntitiesOf(finding, mentions);
        if (shared.Count == 0) return RelatedFindings.None;
        // what was seen inside the window is told as related
        var before = await ledger.SeenBeforeAsync(work, finding.Id, SeenBefore.EntitiesOf(finding, mentions), window.Start);
        return new RelatedFindings(shared, await ledger.RelatedAsync(work, finding.Id, shared, window, RelatedFindings.Most)) { Before = before };
    }
}
