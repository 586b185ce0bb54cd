using ChatOps.Bot.Cards;
using ChatOps.Bot.Investigate.DetectiveRuns;
using ChatOps.Investigation.DeepLinks;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Observations;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Investigate;

/// <summary>Gathers what the ledger knows of an entity, and what its account tells where the ledger does not.</summary>
internal sealed class EntityKnowledge(IFindingLookup lookup, IEntityHistory history, KnownElsewhere others, Presence presence, RelatedWindow near)
{
    /// <summary>Findings that are read in full: what goes with an entity is told by the first of them as by the thousandth.</summary>
    private const int FindingsRead = 50;

    /// <summary>Brings what GuardDuty knows of the entity into the ledger, as far as it is asked and answers.</summary>
    /// <param name="window">The window asked about; null for as long before now as an entity's scope reaches.</param>
    public async Task FetchAsync(FoundEntity about, TimeWindow? window, CancellationToken cancellationToken)
    {
        if (about.IsSampleDay || !others.GuardDuty.IsPossible) return;
        var now = presence.AsOf(false);
        await others.GuardDuty.AskAsync(about.Entity, window ?? TimeWindow.OfWholeHours(now - Scopes.Longest, now), cancellationToken);
    }

    public async Task<EntityFacts> OfAsync(EntityRef entity, CancellationToken cancellationToken)
    {
        var mentions = await lookup.MentionsAsync(entity.Kind, entity.Id, cancellationToken);
        var own = entity.Kind == EntityKind.IpAddress
            ? (await FindingsAsync(entity, cancellationToken)).Select(finding => FindingEntities.OwnAddress(finding, entity.Id)).FirstOrDefault(static own => own is not null)
            : null;
        return new EntityFacts([.. mentions.Where(mention => entity.Account is null || mention.Entity == entity)], own);
    }

    /// <summary>What finished investigations of Detective's say of an address; of other entities nothing is told.</summary>
    public async Task<IReadOnlyList<DetectiveNaming>> NamingAsync(FoundEntity about, TimeWindow window, CancellationToken cancellationToken) =>
        about.Entity.Kind == EntityKind.IpAddress ? await others.Detective.NamingAsync(about.Entity.Id, window, about.IsSampleDay, cancellationToken) : [];

    /// <summary>Other findings that share an entity with a finding and were seen near it in time, newest first.</summary>
    public async Task<RelatedFindings> RelatedAsync(Finding finding, CancellationToken cancellationToken)
    {
        var shared = RelatedFindings.EntitiesOf(finding, FindingEntities.Of(finding));
        var related = new List<FindingSummary>();
        foreach (var entity in shared) related.AddRange(await lookup.AssociatedAsync(entity, near.Of(finding), RelatedFindings.Most, cancellationToken));
        return new RelatedFindings(shared, [.. related.Where(other => other.Id != finding.Id).DistinctBy(static other => other.Id).OrderByDescending(static other => other.LastSeen).Take(RelatedFindings.Most)])
        {
            Before = await history.BrieflyAsync(SeenBefore.EntitiesOf(finding, FindingEntities.Of(finding)), new OwnCase(finding.Id, null), near.Of(finding).Start, cancellationToken),
        };
    }

    /// <summary>All that is remembered of an entity outside of a case.</summary>
    public ValueTask<EntityHistory> HistoryAsync(EntityRef entity, OwnCase own, CancellationToken cancellationToken) => history.OfAsync(entity, own, cancellationToken);

    /// <summary>The same in short; null when there is nothing.</summary>
    /// <param name="before">Findings last seen from here on do not count; null to count all.</param>
    public async Task<SeenBefore?> BeforeAsync(EntityRef entity, OwnCase own, DateTimeOffset? before, CancellationToken cancellationToken) =>
        await history.BrieflyAsync([entity], own, before, cancellationToken) is [var remembered] ? remembered : null;

    /// <summary>What stands for an instance in logs that do not name it: its interfaces and private addresses, as the findings' instance details tell them, or EC2 where they do not.</summary>
    public async Task<IReadOnlyList<EntityRef>> KnownAsAsync(EntityRef entity, CancellationToken cancellationToken)
    {
        if (entity.Kind != EntityKind.Ec2Instance) return [];
        var told = (await FindingsAsync(entity, cancellationToken))
            .SelectMany(static finding => finding.Resources.OfType<InstanceResource>())
            .Where(instance => instance.InstanceId == entity.Id)
            .SelectMany(static instance => instance.Interfaces).SelectMany(KnownAs).Distinct().ToList();
        if (told.Count > 0) return told;
        var seen = (await OfAsync(entity, cancellationToken)).Mentions.MaxBy(static mention => mention.LastSeen);
        return await InstanceAsync(entity.Id, seen?.Account, seen?.Region, await presence.IsSampleDayAsync(entity, cancellationToken), cancellationToken) is { Value: { } instance }
            ? [.. instance.Interfaces.SelectMany(KnownAs).Distinct()]
            : [];
    }

    /// <summary>An instance as EC2 tells it now; null where EC2 cannot be asked.</summary>
    public Task<EvidenceAnswer<InstanceResource>?> InstanceAsync(string id, string? account, string? region, bool isSampleDay, CancellationToken cancellationToken) =>
        others.Accounts.InstanceAsync(id, account, region, isSampleDay, cancellationToken);

    /// <summary>Learns ids of roles and users that findings know by name only: links to Detective need them.</summary>
    public Task LearnAsync(IEnumerable<EntityMention> mentions, bool isSampleDay, CancellationToken cancellationToken) => others.Accounts.LearnAsync(mentions, isSampleDay, cancellationToken);

    /// <summary>The ARN of a role or user as its account tells it; null when nobody does.</summary>
    public Task<string?> ArnAsync(EntityRef principal, bool isSampleDay, CancellationToken cancellationToken) => others.Accounts.ArnAsync(principal, isSampleDay, cancellationToken);

    /// <summary>Addresses that findings of the window say an instance holds, in the order first seen; of other entities none is told.</summary>
    public async Task<IReadOnlyList<ToldAddress>> AddressesAsync(EntityRef entity, TimeWindow window, CancellationToken cancellationToken)
    {
        if (entity.Kind != EntityKind.Ec2Instance) return [];
        var told = from finding in await FindingsAsync(entity, cancellationToken)
                   where window.Touches(finding.FirstSeen, finding.LastSeen)
                   from own in FindingEntities.OwnAddresses(finding)
                   where own.InstanceId == entity.Id
                   group (finding, own) by own.Address;
        return [.. told.Select(static one => new ToldAddress(
            one.Key, one.First().own.InterfaceId, one.First().own.IsPublic, one.Min(static each => each.finding.FirstSeen), one.Max(static each => each.finding.LastSeen), one.Count()))
            .OrderBy(static one => one.First).ThenBy(static one => one.Address, StringComparer.Ordinal)];
    }

    /// <summary>Network and country of the addresses that findings on an entity name, by address.</summary>
    public async Task<IReadOnlyDictionary<string, (string? Network, string? Country)>> PlacesAsync(EntityRef entity, CancellationToken cancellationToken)
    {
        var places = new Dictionary<string, (string? Network, string? Country)>(StringComparer.Ordinal);
        foreach (var actor in (await FindingsAsync(entity, cancellationToken)).SelectMany(static finding => finding.Actors))
        {
            if (actor.Address is { } address) places[address] = (FindingFacts.Network(actor), actor.Location?.Country ?? actor.Location?.CountryCode);
        }

        return places;
    }

    private static IEnumerable<EntityRef> KnownAs(InstanceInterface card)
    {
        if (card.InterfaceId is { Length: > 0 } id) yield return new EntityRef(EntityKind.NetworkInterface, id);
        foreach (var text in card.PrivateAddresses.Concat(card.Ipv6Addresses))
        {
            if (IpText.Canonical(text) is { } address) yield return new EntityRef(EntityKind.IpAddress, address);
        }
    }

    /// <summary>Findings that name the entity, in full, in the order first observed.</summary>
    public async Task<IReadOnlyList<Finding>> FindingsAsync(EntityRef entity, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        foreach (var summary in await lookup.AssociatedAsync(entity, presence.AllTime, FindingsRead, cancellationToken))
        {
            if (await lookup.FindAsync(summary.Id, cancellationToken) is { } finding) findings.Add(finding);
        }

        return findings;
    }
}

/// <summary>Who knows of entities besides the ledger: GuardDuty, which may have more findings, investigations of Detective's, and the accounts themselves.</summary>
internal sealed record KnownElsewhere(EntityFetches GuardDuty, IDetectiveRunStore Detective, AccountLookup Accounts);

/// <summary>What the ledger knows of an entity.</summary>
/// <param name="Mentions">By findings; empty when none names it.</param>
/// <param name="Own">The instance that holds it, for an address; null when none is known to.</param>
internal sealed record EntityFacts(IReadOnlyList<EntityMention> Mentions, OwnAddress? Own)
{
    /// <summary>What is remembered of it from outside of the case; null for nothing, or where it was not asked for.</summary>
    public SeenBefore? Before { get; init; }

    /// <summary>The entity's profile in Detective, in the region where it was seen last.</summary>
    /// <param name="scope">The link's scope; null for whole hours around the newest mention.</param>
    public ConsoleLink Link(DetectiveLinks detective, EntityRef entity, TimeWindow? scope) => Mentions.MaxBy(static mention => mention.LastSeen) is { } mention
        ? detective.Entity(mention, scope ?? TimeWindow.OfWholeHours(mention.FirstSeen, mention.LastSeen))
        : ConsoleLink.Withheld($"no finding names {EntityLabel.Name(entity)}, so its region is not known");
}
