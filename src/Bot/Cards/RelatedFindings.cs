using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Cards;

/// <summary>Other findings that share a resource or an actor with one.</summary>
/// <param name="Shared">The entities looked for.</param>
/// <param name="Findings">What was found, at most <see cref="Most"/>.</param>
internal sealed record RelatedFindings(IReadOnlyList<EntityRef> Shared, IReadOnlyList<FindingSummary> Findings)
{
    /// <summary>What is remembered from before of the finding's actor and main resource.</summary>
    public IReadOnlyList<SeenBefore> Before { get; init; } = [];

    /// <summary>No more are looked for: the work one alert causes stays bounded.</summary>
    public const int Most = 50;

    public static RelatedFindings None { get; } = new([], []);

    /// <summary>The entities by which a finding is related to others. An account, a user agent or an image says too little, a private address is used in many networks,
    /// and where the role or user is known its sessions and keys add nothing.</summary>
    public static IReadOnlyList<EntityRef> EntitiesOf(Finding finding, IReadOnlyList<EntityMention> mentions)
    {
        var hasPrincipal = mentions.Any(static mention => mention.Entity.Kind is EntityKind.Role or EntityKind.User);
        return [.. mentions.Where(mention => Relates(finding, mention, hasPrincipal)).Select(static mention => mention.Entity).Distinct()];
    }

    private static bool Relates(Finding finding, EntityMention mention, bool hasPrincipal) => mention.Entity.Kind switch
    {
        EntityKind.Account or EntityKind.UserAgent or EntityKind.ContainerImage => false,
        EntityKind.RoleSession or EntityKind.AccessKey => !hasPrincipal,
        EntityKind.IpAddress => mention.Relation != EntityRelation.Belongs || FindingEntities.OwnAddress(finding, mention.Entity.Id) is { IsPublic: true },
        _ => true,
    };

    /// <summary>Null when there are none. Such as "7 other findings on this instance or address since 00:17 → Recon:EC2/Portscan, 5 more".</summary>
    public CardText? Sentence()
    {
        if (Findings.Count == 0) return null;
        var atLeast = Findings.Count == Most ? "At least " : "";
        var since = Findings.Min(static finding => finding.FirstSeen);
        var types = Findings.GroupBy(static finding => finding.Type.Text, StringComparer.Ordinal).OrderByDescending(static type => type.Max(finding => finding.Severity.Value))
            .ThenByDescending(static type => type.Count()).Select(static type => type.Key).ToList();
        return new CardText([
            $"{atLeast}{CardPhrases.Count(Findings.Count, "other finding", "other findings")} on this {CardPhrases.Either(Kinds())} since ",
            new Moment(since), " → ", .. CardPhrases.Names(types, 4),
        ]);
    }

    private List<string> Kinds() => [.. Shared.Select(static entity => Word(entity.Kind)).Distinct()];

    private static string Word(EntityKind kind) => kind switch
    {
        EntityKind.IpAddress => "address",
        EntityKind.Ec2Instance => "instance",
        EntityKind.RoleSession => "session",
        EntityKind.AccessKey => "access key",
        EntityKind.KubernetesSubject => "Kubernetes subject",
        EntityKind.FederatedUser => "federated user",
        EntityKind.Role => "role",
        EntityKind.User => "user",
        EntityKind.Bucket => "bucket",
        EntityKind.Cluster => "cluster",
        EntityKind.Pod => "pod",
        _ => "entity",
    };
}

/// <summary>Which other findings are near enough in time to be called related.</summary>
/// <param name="Apart">How far apart they may be.</param>
internal sealed record RelatedWindow(TimeSpan Apart)
{
    public TimeWindow Of(Finding finding) => new(finding.FirstSeen - Apart, finding.LastSeen + Apart);
}
