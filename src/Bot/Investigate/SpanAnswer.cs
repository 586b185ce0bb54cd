using ChatOps.Bot.Cards;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Observations;
using ChatOps.Investigation.Pivots;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Investigate;

/// <summary>Asks all sources when an entity was observed.</summary>
internal sealed class SpanAnswer(EvidenceSources evidence, EntityKnowledge knowledge, Presence presence, AnswerLinks links, TimeProvider time)
{
    /// <param name="about">The entity, and whether it is the sample day's.</param>
    /// <param name="scope">The scope; null for whole hours around all that is known.</param>
    /// <param name="from">The finding the question comes from; null without one.</param>
    /// <param name="thread">Where it is answered.</param>
    public async Task<Card> MakeAsync(FoundEntity about, ScopeTime? scope, Finding? from, InvestigationThread thread, CancellationToken cancellationToken)
    {
        var facts = await knowledge.OfAsync(about.Entity, cancellationToken);
        var meant = scope ?? await ScopeAsync(about, facts, cancellationToken);
        var own = from is null ? facts.Own : FindingEntities.OwnAddress(from, about.Entity.Id) ?? facts.Own;
        var span = await RunAsync(about, meant, from, cancellationToken);
        var before = await knowledge.BeforeAsync(about.Entity, OwnCase.Of(thread), meant.Window.Start, cancellationToken);
        return SpanCard.Of(span, meant, own, facts.Link(links.Detective, about.Entity, meant.Window), links.Offers.For(about.IsSampleDay), thread.IsSample, before);
    }

    /// <summary>The span alone.</summary>
    public async Task<ObservationSpan> RunAsync(FoundEntity about, ScopeTime scope, Finding? from, CancellationToken cancellationToken)
    {
        var says = from is null ? null : new ObservedInterval(from.FirstSeen, from.LastSeen);
        var question = new EvidenceQuestion(about.Entity, scope.Window, presence.AsOf(about.IsSampleDay)) { Known = await knowledge.KnownAsAsync(about.Entity, cancellationToken) };
        var span = await new SpanRunner(evidence.For(about.IsSampleDay), time).RunAsync(question, says, cancellationToken);
        return span with { AlsoNamed = await knowledge.NamingAsync(about, scope.Window, cancellationToken) };
    }

    /// <summary>Whole hours around all that the ledger and the evidence hold of the entity, the evidence of the last 45 days.</summary>
    public async Task<ScopeTime> ScopeAsync(FoundEntity about, EntityFacts facts, CancellationToken cancellationToken)
    {
        var asOf = presence.AsOf(about.IsSampleDay);
        var question = new EvidenceQuestion(about.Entity, new TimeWindow(asOf - Scopes.Longest, asOf), asOf) { Known = await knowledge.KnownAsAsync(about.Entity, cancellationToken) };
        var observed = new List<ObservedInterval>(facts.Mentions.Select(static mention => new ObservedInterval(mention.FirstSeen, mention.LastSeen)));
        foreach (var source in evidence.For(about.IsSampleDay).Where(static source => source.Kind != EvidenceKind.Findings))
        {
            var answer = await source.ObserveAsync(question, cancellationToken);
            if (answer.Value is { } value) observed.Add(new ObservedInterval(value.First, value.Last));
        }

        var known = observed.Count == 0 ? null : new ObservedInterval(observed.Min(static one => one.First), observed.Max(static one => one.Last));
        return Scopes.OfEntity(known, asOf);
    }
}
