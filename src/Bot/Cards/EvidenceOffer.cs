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

    public static EvidenceOffer Nothing { get; } = new([]);

    public bool Works(string verb, EntityKind kind) => EvidenceReach.SourcesOf(verb, kind).Any(source => Sources.Contains(source));

    /// <summary>Buttons for the verbs that work, at most <see cref="MostInRow"/>.</summary>
    /// <param name="window">The window to ask about; null for the default one.</param>
    public IEnumerable<CardButton> Buttons(EntityRef entity, TimeWindow? window, params string[] verbs) =>
        verbs.Where(verb => Works(verb, entity.Kind)).Take(MostInRow).Select(verb => Button(verb, entity, window));

    public static CardButton Button(string verb, EntityRef entity, TimeWindow? window, string? label = null) => new(label ?? Label(verb), new CardAction(verb, $"{window} {entity}".Trim()));

    private static string Label(string verb) => verb switch
    {
        Verb.Flow => "Flow",
        Verb.Activity => "Activity table",
        Verb.Calls => "Calls by hour",
        Verb.New => "New",
        Verb.Interaction => "Interaction",
        Verb.Addresses => "Addresses",
        Verb.Kubernetes => "Kubernetes",
        _ => verb,
    };
}
