using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Activities;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Investigate;

/// <summary>Makes questions to logs of what was typed: about whom, inside which window, compared with what.</summary>
internal sealed class EvidenceCases(EvidenceSources evidence, EntityKnowledge knowledge, Presence presence, SpanAnswer spans, AnswerLinks links)
{
    private static readonly TimeSpan DefaultLength = TimeSpan.FromDays(1);

    /// <summary>What can be asked about an entity of the sample day, or of the real one.</summary>
    public EvidenceOffer Offer(bool isSampleDay) => new([.. evidence.For(isSampleDay).Select(static source => source.Kind).Distinct()]);

    /// <summary>Whom a verb is about in a finding's thread when nobody is named; null when the finding names nobody it can be asked about.</summary>
    public static EntityRef? SubjectOf(string verb, Finding finding)
    {
        var mentions = FindingEntities.Of(finding);
        var kinds = EvidenceReach.KindsOf(verb).ToList();
        var addresses = mentions.Where(static mention => mention is { Entity.Kind: EntityKind.IpAddress, Relation: EntityRelation.Actor }).ToList();

        // of calls an address made, the address is asked for first; an address that was only on the other side of traffic comes last
        if (verb == Verb.Calls && finding.Action is not ApiCall && kinds.Remove(EntityKind.IpAddress)) kinds.Add(EntityKind.IpAddress);
        return kinds
            .Select(kind => kind == EntityKind.IpAddress ? addresses.FirstOrDefault() : mentions.FirstOrDefault(mention => mention.Entity.Kind == kind))
            .FirstOrDefault(static mention => mention is not null)?.Entity;
    }

    /// <param name="finding">The finding the thread is about; null without one.</param>
    /// <param name="asked">The window named; null when none was.</param>
    public async Task<EvidenceCase> OfAsync(string verb, InvestigationThread thread, Finding? finding, FoundEntity about, TimeWindow? asked, CancellationToken cancellationToken)
    {
        var facts = await knowledge.OfAsync(about.Entity, cancellationToken);
        var named = asked is { } window ? new ScopeTime(window, ScopeOrigin.Asked) : thread.Interval;
        var scope = named ?? await ScopeAsync(finding, about, facts, cancellationToken);
        var sources = evidence.For(about.IsSampleDay);
        var question = new EvidenceQuestion(about.Entity, scope.Window, presence.AsOf(about.IsSampleDay))
        {
            Baseline = verb is Verb.Activity or Verb.Addresses ? null : Baseline.Before(scope.Window),
            Known = await knowledge.KnownAsAsync(about.Entity, cancellationToken),
        };
        var own = finding is null ? facts.Own : FindingEntities.OwnAddress(finding, about.Entity.Id) ?? facts.Own;
        var frame = new EvidenceFrame(
            verb, about.Entity, scope, question.Baseline, Offer(about.IsSampleDay), facts.Link(links.Detective, about.Entity, scope.Window), own, thread.IsSample);
        return new EvidenceCase(question, frame, sources, named is null);
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
