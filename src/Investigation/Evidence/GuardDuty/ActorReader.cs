using System.Net.Sockets;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence.GuardDuty.Wire;
using ChatOps.Investigation.Findings;

namespace ChatOps.Investigation.Evidence.GuardDuty;

/// <summary>The remote sides named by the actions and by a sequence's endpoints.</summary>
internal static class ActorReader
{
    /// <summary>Items taken from one list: the service's model allows 400 endpoints, actors and resources of a sequence.</summary>
    public const int Most = 400;

    /// <summary>All remote sides, each address or domain once, in the order named.</summary>
    public static IReadOnlyList<Actor> Read(GuardDutyNode action, IReadOnlyList<Actor> endpoints)
    {
        if (!action.Exists && endpoints.Count == 0) return [];
        var seen = new HashSet<(string?, string?)>();
        return [.. OfAction(action).Concat(endpoints).Where(actor => seen.Add((actor.Address, actor.Domain))).Take(Most)];
    }

    /// <summary>The remote sides of one remoteIpDetails: none without a valid address, two when it names an IPv4 and an IPv6 address.</summary>
    public static IEnumerable<Actor> RemotesOf(GuardDutyNode remote, int? port)
    {
        if (!remote.Exists) yield break;
        var location = LocationOf(remote);
        var network = NetworkOf(remote["organization"]);
        foreach (var address in AddressesOf(remote)) yield return new Actor { Address = address, Port = port, Location = location, Network = network };
    }

    /// <summary>ipAddressV4 and ipAddressV6, those that are valid.</summary>
    private static IReadOnlyList<string> AddressesOf(GuardDutyNode node) => Valid([node["ipAddressV4"].Text(), node["ipAddressV6"].Text()]);

    /// <summary>ipAddressV4, else ipAddressV6; null when neither is valid.</summary>
    public static string? AddressOf(GuardDutyNode node) => Valid(node["ipAddressV4"].Text()) ?? Valid(node["ipAddressV6"].Text());

    /// <summary>The valid addresses among the texts, IPv6 in its shortest form so that one address has one name.</summary>
    public static IReadOnlyList<string> Valid(IEnumerable<string?> texts)
    {
        var valid = new List<string>();
        foreach (var text in texts)
        {
            if (Valid(text) is { } address) valid.Add(address);
        }

        return valid;
    }

    /// <summary>The address; null when the text is none.</summary>
    public static string? Valid(string? text) =>
        !IpText.TryParse(text, out var address) ? null : address.AddressFamily == AddressFamily.InterNetwork ? text : address.ToString();

    private static IEnumerable<Actor> OfAction(GuardDutyNode action) =>
    [
        .. OfApiCall(action["awsApiCallAction"]),
        .. OfConnection(action["networkConnectionAction"]),
        .. action["portProbeAction"]["portProbeDetails"].Items().SelectMany(static probe => RemotesOf(probe["remoteIpDetails"], null)),
        .. DomainOf(action["dnsRequestAction"]),
        .. OfKubernetes(action["kubernetesApiCallAction"]),
        .. RemotesOf(action["rdsLoginAttemptAction"]["remoteIpDetails"], null),
    ];

    private static IEnumerable<Actor> OfApiCall(GuardDutyNode call) => RemotesOf(call["remoteIpDetails"], null).Concat(DomainOf(call["domainDetails"]));

    private static IEnumerable<Actor> OfConnection(GuardDutyNode connection) =>
        RemotesOf(connection["remoteIpDetails"], connection["remotePortDetails"]["port"].Port());

    /// <summary>The first source address is the client, the others are proxies and load balancers: it stands in when there are no remote details.</summary>
    private static Actor[] OfKubernetes(GuardDutyNode call)
    {
        if (!call.Exists) return [];
        Actor[] remotes = [.. RemotesOf(call["remoteIpDetails"], null)];
        if (remotes.Length > 0) return remotes;
        return Valid(call["sourceIPs"].Items().FirstOrDefault().Text()) is { } client ? [new Actor { Address = client }] : [];
    }

    private static IReadOnlyList<Actor> DomainOf(GuardDutyNode node) => node["domain"].Text() is { } domain ? [new Actor { Domain = domain }] : [];

    private static ActorLocation? LocationOf(GuardDutyNode remote)
    {
        var location = new ActorLocation(remote["city"]["cityName"].Text(), remote["country"]["countryName"].Text(), remote["country"]["countryCode"].Text());
        return location is { City: null, Country: null, CountryCode: null } ? null : location;
    }

    private static AutonomousSystem? NetworkOf(GuardDutyNode organization) =>
        NetworkOf(organization["asn"].Text(), organization["asnOrg"].Text() ?? organization["org"].Text());

    /// <summary>The network; "0" and "-1" stand for an unknown number.</summary>
    public static AutonomousSystem? NetworkOf(string? number, string? organization)
    {
        var known = number is null or "0" or "-1" ? null : number.StartsWith("AS", StringComparison.OrdinalIgnoreCase) ? number[2..] : number;
        return known is null && organization is null ? null : new AutonomousSystem(known, organization);
    }
}
