using ChatOps.Investigation.Evidence.GuardDuty.Wire;
using ChatOps.Investigation.Findings;

namespace ChatOps.Investigation.Evidence.GuardDuty;

/// <summary>What service.detection.sequence tells.</summary>
/// <param name="Sequence">The sequence.</param>
/// <param name="Endpoints">Its endpoints as remote sides, each with the times of the signals that name it: the one place where GuardDuty times addresses.</param>
/// <param name="Resources">Its resources in the shape that all findings have.</param>
internal sealed record SequenceRead(AttackSequence Sequence, IReadOnlyList<Actor> Endpoints, IReadOnlyList<FindingResource> Resources);

/// <summary>Reads service.detection.sequence.</summary>
internal static class SequenceReader
{
    // "Signals: 1 to 100" in the service's model
    private const int MostSignals = 100;

    /// <param name="sequence">The member; none for other findings.</param>
    /// <param name="firstSeen">The finding's own times, for signals that tell none.</param>
    /// <param name="lastSeen">As <paramref name="firstSeen"/>.</param>
    /// <param name="refusals">Takes unreadable times of signals.</param>
    public static SequenceRead? Read(GuardDutyNode sequence, DateTimeOffset firstSeen, DateTimeOffset lastSeen, Refusals refusals)
    {
        if (!sequence.IsObject) return null;
        var endpoints = sequence["endpoints"].Items().Take(ActorReader.Most).ToDictionaryByFirst(static one => one["id"].Text());
        var signals = sequence["signals"].Items().Take(MostSignals).Select(one => SignalOf(one, endpoints, (firstSeen, lastSeen), refusals)).ToArray();
        var resources = sequence["resources"].Items().Take(ActorReader.Most).ToArray();
        return new SequenceRead(
            new AttackSequence(
                sequence["uid"].Text(),
                sequence["description"].Text(),
                [.. sequence["actors"].Items().Take(ActorReader.Most).Select(ActorOf).OfType<SequenceActor>()],
                [.. resources.Select(ResourceOf).OfType<SequenceResource>()],
                [.. signals.Select(static signal => signal.Signal)]),
            EndpointsOf(endpoints, signals),
            SequenceResourceReader.Read(resources));
    }

    private static (SequenceSignal Signal, IReadOnlySet<string> EndpointIds) SignalOf(
        GuardDutyNode node, Dictionary<string, GuardDutyNode> endpoints, (DateTimeOffset First, DateTimeOffset Last) finding, Refusals refusals)
    {
        var (first, last) = FindingHeader.InOrder(
            refusals.Time(node["firstSeenAt"]) ?? GuardDutyTime.Read(node["createdAt"]) ?? finding.First,
            refusals.Time(node["lastSeenAt"]) ?? GuardDutyTime.Read(node["updatedAt"]) ?? finding.Last);
        var ids = node["endpointIds"].Texts().Take(ActorReader.Most).ToHashSet();
        var addresses = ActorReader.Valid(ids.Select(id => endpoints.TryGetValue(id, out var endpoint) ? endpoint["ip"].Text() : null));
        var signal = new SequenceSignal(
            node["uid"].Text() ?? "", node["type"].Text() ?? "", node["name"].Text(), first, last, GuardDutyFindingReader.Count(node["count"]), [.. addresses.Distinct()])
        {
            Description = node["description"].Text(),
            Severity = node["severity"].Number() is >= 0 and <= 10 and var severity ? new Severity((double)severity) : null,
            ActorIds = [.. node["actorIds"].Texts().Take(ActorReader.Most)],
            ResourceUids = [.. node["resourceUids"].Texts().Take(ActorReader.Most)],
        };
        return (signal, ids);
    }

    /// <summary>Each address or domain once, with the signals of all endpoints that have it.</summary>
    private static List<Actor> EndpointsOf(Dictionary<string, GuardDutyNode> endpoints, (SequenceSignal Signal, IReadOnlySet<string> EndpointIds)[] signals)
    {
        var actors = new List<Actor>();
        foreach (var same in endpoints.GroupBy(static one => (Address: ActorReader.Valid(one.Value["ip"].Text()), Domain: one.Value["domain"].Text())))
        {
            if (same.Key is (null, null)) continue;
            var ids = same.Select(static one => one.Key).ToArray();
            var naming = signals.Where(one => one.EndpointIds.Overlaps(ids)).Select(static one => one.Signal).ToArray();
            actors.Add(EndpointOf(same.First().Value, naming) with { Address = same.Key.Address, Domain = same.Key.Domain });
        }

        return actors;
    }

    private static Actor EndpointOf(GuardDutyNode node, SequenceSignal[] naming) => new()
    {
        Port = node["port"].Port(),
        Location = LocationOf(node["location"]),
        Network = ActorReader.NetworkOf(node["autonomousSystem"]["number"].Text(), node["autonomousSystem"]["name"].Text()),
        FirstSeen = naming.Length == 0 ? null : naming.Min(static signal => signal.FirstSeen),
        LastSeen = naming.Length == 0 ? null : naming.Max(static signal => signal.LastSeen),
    };

    /// <summary>The country is documented as a name; samples hold two-letter codes.</summary>
    private static ActorLocation? LocationOf(GuardDutyNode node)
    {
        var (city, country) = (node["city"].Text(), node["country"].Text());
        return city is null && country is null ? null : new ActorLocation(city, country, country is { Length: 2 } ? country : null);
    }

    private static SequenceActor? ActorOf(GuardDutyNode node)
    {
        if (node["id"].Text() is not { } id) return null;
        var user = node["user"];
        return new SequenceActor(id, user["name"].Text(), user["uid"].Text(), user["type"].Text(), user["credentialUid"].Text(), user["account"]["uid"].Text())
        {
            SessionIssuer = node["session"]["issuer"].Text(),
            Process = ProcessReader.OfActor(node["process"]),
        };
    }

    private static SequenceResource? ResourceOf(GuardDutyNode node) =>
        node["uid"].Text() is { } uid ? new SequenceResource(uid, node["resourceType"].Text() ?? "", node["name"].Text()) { Account = node["accountId"].Text() } : null;

    private static Dictionary<string, GuardDutyNode> ToDictionaryByFirst(this IEnumerable<GuardDutyNode> nodes, Func<GuardDutyNode, string?> key)
    {
        var byKey = new Dictionary<string, GuardDutyNode>();
        foreach (var node in nodes)
        {
            if (key(node) is { } id) byKey.TryAdd(id, node);
        }

        return byKey;
    }
}
