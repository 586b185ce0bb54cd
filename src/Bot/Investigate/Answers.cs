using ChatOps.Bot.Cards;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.DeepLinks;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Pivots;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Investigate;

/// <summary>Which cards answer a question, in which order and inside which scope.</summary>
internal sealed class Answers(IFindingLookup lookup, SpanAnswer spans, EntityKnowledge knowledge, Presence presence, AnswerLinks links)
{
    /// <summary>A finding may name hundreds of addresses; each can be asked for by its pivot.</summary>
    public const int MostSpans = 5;

    public const int MostFindings = 1000;

    /// <summary>All about a finding: details, pivots, its instances, findings associated with its resource, the span of every actor address.</summary>
    public async Task<IReadOnlyList<AnswerPart>> OfFindingAsync(InvestigationThread thread, Finding finding, TimeWindow? asked, CancellationToken cancellationToken)
    {
        var isSampleDay = await presence.IsSampleDayAsync(finding.Id, cancellationToken);
        var around = Named(thread, asked) ?? Scopes.AroundFinding(finding, presence.AsOf(isSampleDay));
        await knowledge.LearnAsync(FindingEntities.Of(finding), isSampleDay, cancellationToken);
        var deliveries = await lookup.DeliveriesAsync(finding.Id, cancellationToken);
        var parts = new List<AnswerPart>
        {
            AnswerPart.Of("finding", FindingDetailsCard.Of(finding, links.Accounts, deliveries.Count, thread.IsSample)),
            AnswerPart.Of("pivots", await PivotsOfAsync(thread, finding, asked, cancellationToken)),
        };
        foreach (var instance in finding.Resources.OfType<InstanceResource>())
            parts.Add(AnswerPart.Of($"instance:{instance.InstanceId}", await InstanceAsync(thread, instance, finding, isSampleDay, cancellationToken)) with { About = new EntityRef(EntityKind.Ec2Instance, instance.InstanceId) });
        if (MainEntity.Of(finding) is { } main)
            parts.Add(Associated(thread, new FoundEntity(main, isSampleDay), around, 1));
        parts.AddRange(Spans(thread, finding, isSampleDay, around));
        return parts;
    }

    /// <summary>The opening replies of a finding's thread: its pivots, and the span of each actor a day around the finding.</summary>
    public async Task<IReadOnlyList<AnswerPart>> OpeningAsync(InvestigationThread thread, Finding finding, CancellationToken cancellationToken)
    {
        var isSampleDay = await presence.IsSampleDayAsync(finding.Id, cancellationToken);
        var around = Named(thread, null) ?? Scopes.AroundFinding(finding, presence.AsOf(isSampleDay));
        await knowledge.LearnAsync(FindingEntities.Of(finding), isSampleDay, cancellationToken);
        return [AnswerPart.Of("pivots", await PivotsOfAsync(thread, finding, null, cancellationToken)), .. Spans(thread, finding, isSampleDay, around)];
    }

    /// <summary>All about an entity: what findings tell, its span, the findings associated with it, where one can go from it.</summary>
    public async Task<IReadOnlyList<AnswerPart>> OfEntityAsync(InvestigationThread thread, FoundEntity about, TimeWindow? asked, CancellationToken cancellationToken)
    {
        await knowledge.FetchAsync(about, Named(thread, asked)?.Window, cancellationToken);
        var facts = await knowledge.OfAsync(about.Entity, cancellationToken);
        var scope = await ScopeAsync(thread, about, facts, asked, cancellationToken);
        var from = await ThreadFindingAsync(thread, cancellationToken);
        var naming = await knowledge.FindingsAsync(about.Entity, cancellationToken);
        var named = naming.SelectMany(FindingEntities.Of).Concat(facts.Mentions).ToList();
        await knowledge.LearnAsync(named.OrderBy(mention => mention.Entity != about.Entity), about.IsSampleDay, cancellationToken);
        var parts = new List<AnswerPart>();
        if (thread.Entity != about.Entity)
            parts.Add(AnswerPart.Of("entity", EntityCard.Of(about.Entity, facts.Mentions, facts.Own, facts.Link(links.Detective, about.Entity, scope.Window), links.Accounts, links.Offers.For(about.IsSampleDay), thread.IsSample, await knowledge.BeforeAsync(about.Entity, OwnCase.Of(thread), null, cancellationToken), scope)) with { About = about.Entity });
        if (naming is [.., var newest] && newest.Resources.OfType<InstanceResource>().FirstOrDefault(instance => instance.InstanceId == about.Entity.Id) is { } instance)
            parts.Add(AnswerPart.Of("instance", await InstanceAsync(thread, instance, newest, about.IsSampleDay, cancellationToken)) with { About = about.Entity });
        parts.Add(Span(thread, about, scope, from));
        parts.Add(Associated(thread, about, scope, 1));
        var pivots = EntityPivots.Of(about.Entity, named, scope.Window, links.Detective);
        parts.Add(AnswerPart.Of("pivots", PivotsCard.Of([.. pivots.Where(pivot => pivot.Mention.Entity != about.Entity)], scope, links.Offers.For(about.IsSampleDay), thread.IsSample)) with { About = about.Entity, Window = scope.Window });
        if (await PastAsync(thread, about, cancellationToken) is { } past) parts.Insert(parts.Count - 1, past);
        return parts;
    }

    /// <summary>What is remembered, where that is more than the other cards show: cases that were closed, notes, findings GuardDuty has forgotten.</summary>
    private async Task<AnswerPart?> PastAsync(InvestigationThread thread, FoundEntity about, CancellationToken cancellationToken)
    {
        var forgotten = presence.AsOf(about.IsSampleDay) - Investigation.Evidence.GuardDuty.GuardDutyFindings.Retention;
        if (await knowledge.BeforeAsync(about.Entity, OwnCase.Of(thread), forgotten, cancellationToken) is null) return null;
        return AnswerPart.Of("history", HistoryCard.Of(await knowledge.HistoryAsync(about.Entity, OwnCase.Of(thread), cancellationToken), presence.AsOf(about.IsSampleDay), thread.IsSample)) with { About = about.Entity };
    }

    /// <summary>What is remembered of an entity, or of the actor and main resource of the thread's finding.</summary>
    public async Task<IReadOnlyList<AnswerPart>> HistoryAsync(InvestigationThread thread, FoundEntity? about, CancellationToken cancellationToken)
    {
        var finding = about is null ? await ThreadFindingAsync(thread, cancellationToken) : null;
        IReadOnlyList<EntityRef> entities = (about?.Entity ?? thread.Entity) is { } one ? [one] : finding is null ? [] : SeenBefore.EntitiesOf(finding, FindingEntities.Of(finding));
        if (entities.Count == 0) return [finding is null ? NoSubject() : AnswerPart.Of("refusal", RefusalCard.Of("The finding names nobody whose past would tell much. Name one of its entities: pivot lists them, history ip 198.51.100.23 asks for an address."))];
        var parts = new List<AnswerPart>();
        foreach (var entity in entities)
        {
            var asOf = presence.AsOf(await presence.IsSampleDayAsync(entity, cancellationToken));
            parts.Add(AnswerPart.Of($"history:{entity.Id}", HistoryCard.Of(await knowledge.HistoryAsync(entity, OwnCase.Of(thread), cancellationToken), asOf, thread.IsSample)) with { About = entity });
        }

        return parts;
    }

    /// <summary>Whether it can be looked up what the entity may do: then all about it holds that, too.</summary>
    public bool KnowsPermissions(FoundEntity about) => links.Offers.For(about.IsSampleDay).Works(Access.Verb.Permissions, about.Entity.Kind);

    /// <summary>The span of one entity, or of every actor of the thread's finding.</summary>
    public async Task<IReadOnlyList<AnswerPart>> SpanAsync(InvestigationThread thread, FoundEntity? about, TimeWindow? asked, CancellationToken cancellationToken)
    {
        var from = await ThreadFindingAsync(thread, cancellationToken);
        if (about is null && from is not null)
        {
            var isSampleDay = await presence.IsSampleDayAsync(from.Id, cancellationToken);
            var around = Named(thread, asked) ?? Scopes.OfFinding(from);
            await Task.WhenAll(FindingEntities.ActorAddresses(from).Take(MostSpans).Select(actor => knowledge.FetchAsync(new FoundEntity(actor, isSampleDay), around.Window, cancellationToken)));
            var parts = Spans(thread, from, isSampleDay, around).ToList();
            return parts.Count > 0 ? parts : [AnswerPart.Of("span", RefusalCard.Of("The finding names no actor address whose span could be shown. Ask for one of its entities: pivot lists them, span ip 198.51.100.23 asks for an address."))];
        }

        if ((about ?? await ThreadEntityAsync(thread, cancellationToken)) is not { } entity) return [NoSubject()];
        await knowledge.FetchAsync(entity, Named(thread, asked)?.Window, cancellationToken);
        var scope = await ScopeAsync(thread, entity, await knowledge.OfAsync(entity.Entity, cancellationToken), asked, cancellationToken);
        return [Span(thread, entity, scope, from)];
    }

    /// <summary>Findings associated with an entity, or with the main resource of the thread's finding.</summary>
    public async Task<IReadOnlyList<AnswerPart>> FindingsAsync(InvestigationThread thread, FoundEntity? about, TimeWindow? asked, int page, CancellationToken cancellationToken)
    {
        var entity = about ?? await ThreadEntityAsync(thread, cancellationToken);
        if (entity is null && await ThreadFindingAsync(thread, cancellationToken) is { } finding && MainEntity.Of(finding) is { } main)
            entity = new FoundEntity(main, await presence.IsSampleDayAsync(finding.Id, cancellationToken));
        if (entity is null) return [NoSubject()];
        await knowledge.FetchAsync(entity, Named(thread, asked)?.Window, cancellationToken);
        var scope = await ScopeAsync(thread, entity, await knowledge.OfAsync(entity.Entity, cancellationToken), asked, cancellationToken);
        return [Associated(thread, entity, scope, page)];
    }

    /// <summary>Where one can go from the thread's subject.</summary>
    public async Task<IReadOnlyList<AnswerPart>> PivotsAsync(InvestigationThread thread, TimeWindow? asked, CancellationToken cancellationToken)
    {
        if (await ThreadFindingAsync(thread, cancellationToken) is { } finding) return [AnswerPart.Of("pivots", await PivotsOfAsync(thread, finding, asked, cancellationToken))];
        if (await ThreadEntityAsync(thread, cancellationToken) is not { } about) return [NoSubject()];
        return [.. (await OfEntityAsync(thread, about, asked, cancellationToken)).Where(static part => part.Key == "pivots")];
    }

    public async Task<Finding?> ThreadFindingAsync(InvestigationThread thread, CancellationToken cancellationToken) =>
        thread.Finding is { } id ? await lookup.FindAsync(id, cancellationToken) : null;

    public async Task<FoundEntity?> ThreadEntityAsync(InvestigationThread thread, CancellationToken cancellationToken) =>
        thread.Entity is { } entity ? new FoundEntity(entity, await presence.IsSampleDayAsync(entity, cancellationToken)) : null;

    private static AnswerPart NoSubject() => AnswerPart.Of("refusal", RefusalCard.Of("This thread is not about one finding or entity. Name one: span ip 198.51.100.23, findings instance i-…"));

    private async Task<Card> PivotsOfAsync(InvestigationThread thread, Finding finding, TimeWindow? asked, CancellationToken cancellationToken)
    {
        var scope = Named(thread, asked) ?? Scopes.OfFinding(finding);
        return PivotsCard.Of(FindingPivots.Of(finding, scope.Window, links.Detective), scope, links.Offers.For(await presence.IsSampleDayAsync(finding.Id, cancellationToken)), thread.IsSample);
    }

    /// <summary>The instance as the finding tells it, completed by EC2 where the finding leaves things open.</summary>
    private async Task<Card> InstanceAsync(InvestigationThread thread, InstanceResource instance, Finding finding, bool isSampleDay, CancellationToken cancellationToken)
    {
        var now = instance.IsPoor ? await knowledge.InstanceAsync(instance.InstanceId, finding.Id.Account, finding.Id.Region, isSampleDay, cancellationToken) : null;
        return InstanceCard.Of(instance, finding, links.Accounts, thread.IsSample, now);
    }

    private IEnumerable<AnswerPart> Spans(InvestigationThread thread, Finding finding, bool isSampleDay, ScopeTime scope) =>
        FindingEntities.ActorAddresses(finding).Take(MostSpans).Select(actor => Span(thread, new FoundEntity(actor, isSampleDay), scope, finding));

    private AnswerPart Span(InvestigationThread thread, FoundEntity about, ScopeTime scope, Finding? from) => new(
        $"span:{about.Entity.Id}",
        CardText.Of("Asking every source when ", new Code(EntityLabel.Name(about.Entity)), " was observed"),
        token => spans.MakeAsync(about, scope, from, thread, token))
    { About = about.Entity, Window = scope.Window };

    private AnswerPart Associated(InvestigationThread thread, FoundEntity about, ScopeTime scope, int page) =>
        new("findings", null, token => AssociatedAsync(thread, about, scope, page, token)) { About = about.Entity, Window = scope.Window };

    private async Task<Card> AssociatedAsync(InvestigationThread thread, FoundEntity about, ScopeTime scope, int page, CancellationToken cancellationToken)
    {
        var found = await lookup.AssociatedAsync(about.Entity, scope.Window, MostFindings, cancellationToken);
        return AssociatedFindingsCard.Of(about.Entity, found, page, scope, presence.AsOf(about.IsSampleDay), thread.IsSample);
    }

    private static ScopeTime? Named(InvestigationThread thread, TimeWindow? asked) => Scopes.Named(thread.Interval, asked);

    /// <summary>The window a question keeps to: the one named in it, the thread's, the finding's, else whole hours around all that is known.</summary>
    public async Task<ScopeTime> ScopeAsync(InvestigationThread thread, FoundEntity about, EntityFacts facts, TimeWindow? asked, CancellationToken cancellationToken)
    {
        if (Named(thread, asked) is { } named) return named;
        return await ThreadFindingAsync(thread, cancellationToken) is { } finding ? Scopes.OfFinding(finding) : await spans.ScopeAsync(about, facts, cancellationToken);
    }
}

/// <summary>What cards name accounts by, link to, and offer next.</summary>
internal sealed record AnswerLinks(AccountNames Accounts, DetectiveLinks Detective, EvidenceOffers Offers);
