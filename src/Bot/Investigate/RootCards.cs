using ChatOps.Bot.Cards;
using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Investigate;

/// <summary>First cards of the threads people open.</summary>
internal sealed class RootCards(FindingCard findings, AnswerLinks links)
{
    public Card Of(Finding finding, RelatedFindings related, bool isSample) => findings.Of(finding, related, isSample);

    public Card Of(FoundEntity found, EntityFacts facts) =>
        EntityCard.Of(found.Entity, facts.Mentions, facts.Own, facts.Link(links.Detective, found.Entity, null), links.Accounts, links.Offers.For(found.IsSampleDay), found.IsSampleDay, facts.Before);
}
