using System.Globalization;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Networks;

namespace ChatOps.Bot.Cards;

/// <summary>The named facts of a finding's root card: those that the finding tells.</summary>
internal static class FindingFacts
{
    private const int MostResources = 3;
    private const int MostNames = 5;

    public static IReadOnlyList<CardFact> Of(Finding finding, AccountNames accounts) => [.. Told(finding, accounts)];

    private static IEnumerable<CardFact> Told(Finding finding, AccountNames accounts)
    {
        if (Who(finding) is { Count: > 0 } who) yield return Fact("Who", CardPhrases.Joined(who, "; "));
        yield return Fact("Where", Where(finding, accounts));
        if (finding.Actors.Count > 0) yield return Fact(IsOutward(finding) ? "To" : "From", Remote(finding));
        if (FindingDeeds.Of(finding) is { Count: > 0 } what) yield return Fact("What", what);
        if (finding.ThreatLists.Count > 0) yield return Fact("Threat list", CardPhrases.Names(finding.ThreatLists, MostNames));
        if (finding.Threats.Count > 0) yield return Fact("Threats", CardPhrases.Names(finding.Threats, MostNames));
        if (finding.AttackSequenceArn is { } sequence) yield return Fact("Part of", ["attack sequence ", new Code(sequence)]);
        yield return Fact("When", When(finding));
    }

    private static List<IReadOnlyList<CardRun>> Who(Finding finding) =>
        [.. finding.Resources.Select(Who).Where(static who => who.Count > 0), .. SequenceActors(finding)];

    private static IReadOnlyList<CardRun> Who(FindingResource resource) => resource switch
    {
        AccessKeyResource key => Principal(key),
        EksClusterResource { Subject: { } subject } => ["Kubernetes subject ", new Code(subject)],
        DatabaseResource { User: { } user } => ["database user ", new Code(user)],
        _ => [],
    };

    private static IReadOnlyList<CardRun> Principal(AccessKeyResource key) => (key.UserType, key.UserName) switch
    {
        ("AssumedRole" or "Role", { } role) when Session(key) is { } session => ["role ", new Code(role), ", session ", new Code(session)],
        ("AssumedRole" or "Role", { } role) => ["role ", new Code(role)],
        ("IAMUser", { } user) when key.AccessKeyId is { } id => ["user ", new Code(user), ", key ", new Code(id)],
        ("IAMUser", { } user) => ["user ", new Code(user)],
        ("Root", _) => ["the account's root user"],
        ({ } type, { } name) => [new Literal(type), " ", new Code(name)],
        (null, { } name) => [new Code(name)],
        _ => (key.PrincipalId ?? key.AccessKeyId) is { } id ? [new Code(id)] : [],
    };

    private static string? Session(AccessKeyResource key) => key.PrincipalId?.Split(':', 2) is [_, { Length: > 0 } session] ? session : null;

    private static IEnumerable<IReadOnlyList<CardRun>> SequenceActors(Finding finding)
    {
        var names = finding.Sequence?.Actors.Select(static actor => actor.UserName ?? actor.UserUid ?? actor.Id).Distinct(StringComparer.Ordinal).ToList();
        if (names is { Count: > 0 }) yield return [.. CardPhrases.Names(names, MostNames)];
    }

    private static IEnumerable<CardRun> Where(Finding finding, AccountNames accounts)
    {
        var things = finding.Resources.Where(static resource => resource is not AccessKeyResource).ToList();
        var parts = things.Take(MostResources).Select(Thing).ToList();
        if (things.Count > MostResources) parts.Add([$"{things.Count - MostResources} more resources"]);
        return CardPhrases.Joined([.. parts, accounts.Runs(finding.Id)], " · ");
    }

    private static IEnumerable<CardRun> Thing(FindingResource resource)
    {
        yield return ResourceName.Kind(resource) + " ";
        yield return new Code(ResourceName.Of(resource));
        foreach (var detail in Details(resource).OfType<string>())
        {
            yield return ", ";
            yield return new Code(detail);
        }
    }

    private static IEnumerable<string?> Details(FindingResource resource) => resource switch
    {
        InstanceResource instance => instance.Interfaces.Select(static card => card.VpcId).Where(static vpc => vpc is not null).Take(1),
        EksClusterResource { Workload: { } workload } => [workload.Namespace is null ? workload.Name : $"{workload.Namespace}/{workload.Name}", workload.Images is [var image, ..] ? image : null],
        ContainerResource { Image: { } image } container when ResourceName.Of(container) != image => [image],
        EcsClusterResource cluster => [cluster.TaskArn],
        LambdaResource function => [function.VpcId],
        DatabaseResource database => [database.Engine],
        OtherResource other => [other.Kind],
        _ => [],
    };

    /// <summary>Whether the resource reached out: GuardDuty calls the remote side the target then.</summary>
    private static bool IsOutward(Finding finding) => finding.Action switch
    {
        NetworkConnection { Direction: "OUTBOUND" } or DnsRequest => true,
        NetworkConnection { Direction: "INBOUND" } or ApiCall => false,
        _ => finding.ResourceRole == "ACTOR",
    };

    private static IEnumerable<CardRun> Remote(Finding finding)
    {
        var runs = Remote(finding.Actors[0]).ToList();
        return finding.Actors.Count == 1 ? runs : runs.Append($" and {CardPhrases.Number(finding.Actors.Count - 1)} more below");
    }

    private static IEnumerable<CardRun> Remote(Actor actor)
    {
        yield return new Code(actor.Address ?? actor.Domain ?? "-");
        if (actor is { Address: not null, Domain: { } domain })
        {
            yield return " ";
            yield return new Code(domain);
        }

        foreach (var detail in new[] { Place(actor), Network(actor) }.OfType<string>())
        {
            yield return " · ";
            yield return new Literal(detail);
        }
    }

    /// <summary>Such as "Ashburn, US"; null when unknown. Untrusted text.</summary>
    public static string? Place(Actor actor) => Together(", ", actor.Location?.City, actor.Location?.CountryCode ?? actor.Location?.Country);

    /// <summary>Such as "AS64500 Example Hosting"; null when unknown. Untrusted text.</summary>
    public static string? Network(Actor actor) => Together(" ", actor.Network?.Number is { Length: > 0 } number ? $"AS{number}" : null, actor.Network?.Organization);

    /// <summary>The same words for what a file of networks says; null when it does not.</summary>
    public static string? Network(NetworkName? name) => Together(" ", name?.Asn is { } number ? string.Create(CultureInfo.InvariantCulture, $"AS{number}") : null, name?.Organization);

    private static string? Together(string separator, params string?[] parts) =>
        string.Join(separator, parts.Where(static part => !string.IsNullOrEmpty(part))) is { Length: > 0 } text ? text : null;

    private static IEnumerable<CardRun> When(Finding finding)
    {
        yield return finding.FirstSeen == finding.LastSeen ? new Moment(finding.FirstSeen) : new Interval(finding.FirstSeen, finding.LastSeen);
        yield return $" · {CardPhrases.Count(finding.Count, "occurrence", "occurrences")} · updated ";
        yield return new Moment(finding.UpdatedAt, finding.UpdatedAt.UtcDateTime.Date == finding.LastSeen.UtcDateTime.Date ? MomentStyle.TimeOnly : MomentStyle.DateAndTime);
    }

    private static CardFact Fact(string name, IEnumerable<CardRun> runs) => new(name, new CardText([.. runs]));
}
