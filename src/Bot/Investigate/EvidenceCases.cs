using ChatOps.Bot.Cards;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Investigate;

/// <summary>Makes questions to logs of what was typed: about whom, inside which window, compared with what.</summary>
internal sealed class EvidenceCases(EvidenceSources evidence, EntityKnowledge knowledge, Presence presence, SpanAnswer spans, AnswerLinks links)
{
    private static readonly TimeSpan DefaultLength = TimeSpan.FromDays(1);

    /// <param name="finding">The finding the thread is about; null without one.</param>
    /// <param name="asked">The window named; null when none was.</param>
    public async Task<EvidenceCase> OfAsync(string verb, InvestigationThread thread, Finding? finding, FoundEntity about, TimeWindow? asked, CancellationToken cancellationToken)
    {
        var facts = await knowledge.OfAsync(about.Entity, cancellationToken);
        var named = Scopes.Named(thread.Interval, asked);
        var scope = named ?? await ScopeAsync(finding, about, facts, cancellationToken);
        var sources = evidence.For(about.IsSampleDay);
        var question = new EvidenceQuestion(about.Entity, scope.Window, presence.AsOf(about.IsSampleDay))
        {
            Known = await knowledge.KnownAsAsync(about.Entity, cancellationToken),
        };
        var own = finding is null ? facts.Own : FindingEntities.OwnAddress(finding, about.Entity.Id) ?? facts.Own;
        var frame = new EvidenceFrame(
            verb, about.Entity, scope, links.Offers.For(about.IsSampleDay), facts.Link(links.Detective, about.Entity, scope.Window), own, thread.IsSample);
        var incident = facts.Mentions.Count > 0 ? Scopes.OfMentions(facts.Mentions, finding, presence.AsOf(about.IsSampleDay)).Window.Start : finding?.FirstSeen;
        return new EvidenceCase(question, frame, sources, named is null) { Link = window => facts.Link(links.Detective, about.Entity, window), Incident = incident, IsSampleDay = about.IsSampleDay };
    }

    /// <summary>The window when nobody named one: around the findings that name the entity, so that what came before is left to compare with.</summary>
    private async Task<ScopeTime> ScopeAsync(Finding? finding, FoundEntity about, EntityFacts facts, CancellationToken cancellationToken)
    {
        var asOf = presence.AsOf(about.IsSampleDay);
        if (facts.Mentions.Count > 0) return Scopes.OfMentions(facts.Mentions, finding, asOf);
        if (finding is not null) return Scopes.AroundFinding(finding, asOf);
        var held = await spans.ScopeAsync(about, facts, cancellationToken);
        return held.Window.Duration <= DefaultLength ? held : new ScopeTime(new TimeWindow(held.Window.End - DefaultLength, held.Window.End), ScopeOrigin.LastDay);
    }
}
