using ChatOps.Bot.Access;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Cards;

/// <summary>The sources of logs that are configured for what a card is about: a card shows only buttons whose question one of them can answer.</summary>
internal sealed record EvidenceOffer(IReadOnlyList<EvidenceKind> Sources)
{
    /// <summary>Buttons in one row of a card.</summary>
    public const int MostInRow = 5;

    /// <summary>Whether it can be looked up what a role may do.</summary>
    public bool KnowsRoles { get; init; }

    public static EvidenceOffer Nothing { get; } = new([]);

    /// <summary>Whether Detective can be asked to investigate an entity.</summary>
    public Func<EntityRef, bool> AsksDetective { get; init; } = static _ => false;

    public bool Works(string verb, EntityKind kind) => verb == Verb.Permissions ? KnowsRoles && EvidenceReach.Knows(verb, kind) : EvidenceReach.SourcesOf(verb, kind).Any(source => Sources.Contains(source));

    /// <summary>Buttons for the verbs that work, at most <see cref="MostInRow"/>.</summary>
    /// <param name="window">The window to ask about; null for the default one.</param>
    public IEnumerable<CardButton> Buttons(EntityRef entity, TimeWindow? window, params string[] verbs) =>
        verbs.Where(verb => Works(verb, entity.Kind)).Take(MostInRow).Select(verb => Button(verb, entity, window));

    /// <summary>What may be asked of an entity next, on cards where it stands among others: two buttons at most, and Detective's.</summary>
    public IEnumerable<CardButton> Next(EntityRef entity) => AboutLogs(entity).Concat(AboutDetective(entity));

    private IEnumerable<CardButton> AboutLogs(EntityRef entity) => Buttons(entity, null, entity.Kind switch
    {
        EntityKind.Ec2Instance or EntityKind.NetworkInterface => [Verb.Flow, Verb.New],
        // calls to AWS are seen from public addresses
        EntityKind.IpAddress when IpText.IsPrivate(entity.Id) => [Verb.Flow, Verb.Interaction],
        EntityKind.IpAddress => [Verb.Calls, Verb.Interaction],
        EntityKind.Cluster or EntityKind.Pod or EntityKind.KubernetesSubject => [Verb.Kubernetes, Verb.New],
        EntityKind.Account or EntityKind.ContainerImage => [],
        EntityKind.Role => [Verb.Calls, Verb.Permissions, Verb.New],
        _ => [Verb.Calls, Verb.New],
    }).Take(2);

    /// <summary>All that may be asked of an entity, on its own card.</summary>
    public IEnumerable<CardButton> All(EntityRef entity) => Buttons(entity, null, Verb.Flow, Verb.Calls, Verb.New, Verb.Interaction, Verb.Addresses, Verb.Kubernetes, Verb.Permissions).Concat(AboutDetective(entity));


    private IEnumerable<CardButton> AboutDetective(EntityRef entity) => AsksDetective(entity) ? [Button(Verb.Detective, entity, null)] : [];

    public static CardButton Button(string verb, EntityRef entity, TimeWindow? window, string? label = null) => new(label ?? Label(verb), new CardAction(verb, $"{window} {entity}".Trim()));

    /// <summary>Looks at an entity from the thread the card stands in.</summary>
    public static CardButton OpenHere(EntityRef entity) => new("Open here", new CardAction(Verb.Pivot, entity.ToString()));

    private static string Label(string verb) => verb switch
    {
        Verb.Flow => "Flow",
        Verb.Activity => "Activity table",
        Verb.Calls => "Calls by hour",
        Verb.New => "New",
        Verb.Interaction => "Interaction",
        Verb.Addresses => "Addresses",
        Verb.Kubernetes => "Kubernetes",
        Verb.Permissions => "What it may do",
        Verb.Detective => "Ask Detective",
        _ => verb,
    };
}

/// <summary>What logs can be asked about the sample day, and about all else. Sources are fixed when the program starts.</summary>
internal sealed record EvidenceOffers(EvidenceOffer OfSampleDay, EvidenceOffer OfTheRest)
{
    public static EvidenceOffers Nothing { get; } = new(EvidenceOffer.Nothing, EvidenceOffer.Nothing);

    public EvidenceOffer For(bool isSampleDay) => isSampleDay ? OfSampleDay : OfTheRest;
}
