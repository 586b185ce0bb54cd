using ChatOps.Bot.Threads;
using ChatOps.Investigation.DeepLinks;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Observations;
using ChatOps.Investigation.Reports;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Investigate;

/// <summary>What findings and evidence tell of a thread's subject now: the part of a report that nobody typed.</summary>
internal sealed class CaseFacts(IFindingLookup lookup, SpanAnswer spans, EntityKnowledge knowledge, Presence presence, DetectiveLinks detective)
{
    /// <summary>Null when the thread is about neither a finding nor an entity.</summary>
    public async Task<CaseTold?> OfAsync(InvestigationThread thread, CancellationToken cancellationToken)
    {
        if (thread.Finding is { } id && await lookup.FindAsync(id, cancellationToken) is { } finding) return await OfFindingAsync(thread, finding, cancellationToken);
        return thread.Entity is { } entity ? await OfEntityAsync(thread, entity, cancellationToken) : null;
    }

    private async Task<CaseTold> OfFindingAsync(InvestigationThread thread, Finding finding, CancellationToken cancellationToken)
    {
        var isSampleDay = await presence.IsSampleDayAsync(finding.Id, cancellationToken);
        var scope = thread.Interval ?? Scopes.AroundFinding(finding, presence.AsOf(isSampleDay));
        var mentions = FindingEntities.Of(finding);
        var actors = FindingEntities.ActorAddresses(finding).ToList();
        var asked = new List<ObservationSpan>();
        foreach (var actor in actors.Take(Answers.MostSpans)) asked.Add(await spans.RunAsync(new FoundEntity(actor, isSampleDay), scope, finding, cancellationToken));
        var main = MainEntity.Of(finding);
        return new CaseTold(scope)
        {
            Main = main,
            Findings = main is { } resource ? await lookup.AssociatedAsync(resource, scope.Window, Answers.MostFindings, cancellationToken) : [],
            Entities = mentions,
            OwnAddresses = [.. actors.Select(actor => FindingEntities.OwnAddress(finding, actor.Id)).OfType<OwnAddress>()],
            Spans = asked,
            Links = [.. mentions.Select(mention => Link(mention, scope.Window))],
            NotLearned = actors.Count > Answers.MostSpans ? [$"Spans of {actors.Count - Answers.MostSpans} more addresses: not asked for this report."] : [],
        };
    }

    private async Task<CaseTold> OfEntityAsync(InvestigationThread thread, EntityRef entity, CancellationToken cancellationToken)
    {
        var about = new FoundEntity(entity, await presence.IsSampleDayAsync(entity, cancellationToken));
        var facts = await knowledge.OfAsync(entity, cancellationToken);
        var scope = thread.Interval ?? await spans.ScopeAsync(about, facts, cancellationToken);
        var findings = await lookup.AssociatedAsync(entity, scope.Window, Answers.MostFindings, cancellationToken);
        return new CaseTold(scope)
        {
            Main = entity,
            Findings = findings,
            Entities = facts.Mentions,
            OwnAddresses = facts.Own is { } own ? [own] : [],
            Spans = [await spans.RunAsync(about, scope, null, cancellationToken)],
            Links = [.. facts.Mentions.DistinctBy(static mention => (mention.Entity, mention.Region)).Select(mention => Link(mention, scope.Window))],
        };
    }

    private ReportLink Link(EntityMention mention, TimeWindow scope) =>
        new("Detective", $"{EntityLabel.Of(mention.Entity.Kind)} {EntityLabel.Name(mention.Entity)}", detective.Entity(mention, scope));

    /// <summary>How the ledger tells of a finding, delivery by delivery, or of the findings that name an entity.</summary>
    public async Task<IReadOnlyList<AlertTold>> AlertsAsync(FindingId? finding, EntityRef? entity, CancellationToken cancellationToken)
    {
        if (finding is { } id) return [.. (await lookup.DeliveriesAsync(id, cancellationToken)).Select(Told)];
        if (entity is not { } named) return [];
        var naming = await lookup.AssociatedAsync(named, presence.AllTime, Answers.MostFindings, cancellationToken);
        return [.. naming.Select(static one => new AlertTold(one.FirstSeen, one.Id.ToString(), $"{one.Type} first seen: {one.Title}"))];
    }

    private static AlertTold Told(FindingDelivery delivery, int at)
    {
        var finding = delivery.Finding;
        var times = finding.Count == 1 ? "1 occurrence" : FormattableString.Invariant($"{finding.Count:N0} occurrences");
        return new AlertTold(delivery.SentAt ?? finding.UpdatedAt, FormattableString.Invariant($"{at:D9}"), $"{finding.Title}: {times}, {finding.Severity}, last seen {TimeWords.Instant(finding.LastSeen)}");
    }
}

/// <summary>A finding arrived or changed.</summary>
/// <param name="Id">Tells apart what has the same time.</param>
/// <param name="Words">What it said; untrusted text.</param>
internal sealed record AlertTold(DateTimeOffset At, string Id, string Words);

/// <summary>What a case's subject tells; members mean what they mean in <see cref="AfterActionReport"/>.</summary>
internal sealed record CaseTold(ScopeTime Scope)
{
    public IReadOnlyList<FindingSummary> Findings { get; init; } = [];

    public IReadOnlyList<EntityMention> Entities { get; init; } = [];

    public IReadOnlyList<OwnAddress> OwnAddresses { get; init; } = [];

    public IReadOnlyList<ObservationSpan> Spans { get; init; } = [];

    /// <summary>What the case is mainly about; null when the finding names nothing of the kind.</summary>
    public EntityRef? Main { get; init; }

    public IReadOnlyList<ReportLink> Links { get; init; } = [];

    public IReadOnlyList<string> NotLearned { get; init; } = [];
}
