using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Pivots;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Cards;

/// <summary>One step per entity: what it will answer, a button that answers here, and its profile in Detective.</summary>
internal static class PivotsCard
{
    private const int Most = 25;

    public static Card Of(IReadOnlyList<Pivot> pivots, ScopeTime scope, EvidenceOffer offer, bool isSample) => new(CardKind.Pivots, "Pivots")
    {
        Sections = [new CardParagraph(ScopeWords.Of(scope)), .. Steps(pivots, offer)],
        Footnote = pivots.Any(static pivot => pivot.Detective.Url is not null) ? SignIn([.. pivots.Select(static pivot => pivot.Detective.Account).OfType<string>().Distinct(StringComparer.Ordinal)]) : null,
        IsSample = isSample,
    };

    /// <summary>Whoever is signed in elsewhere sees an empty console.</summary>
    private static CardText SignIn(IReadOnlyList<string> administrators) => administrators.Count == 0
        ? "Detective opens in its administrator account; sign in there first."
        : CardText.Of([administrators.Count == 1 ? "Detective opens in the administrator account " : "Detective opens in the administrator accounts ", .. CardPhrases.Names(administrators, 5), "; sign in there first."]);

    private static IEnumerable<CardSection> Steps(IReadOnlyList<Pivot> pivots, EvidenceOffer offer)
    {
        if (pivots.Count == 0) yield return new CardParagraph("No entity is named that could be followed.");
        else yield return new CardList([.. pivots.Take(Most).Select(pivot => Step(pivot, offer))]);
        if (pivots.Count > Most) yield return new CardParagraph($"+{CardPhrases.Number(pivots.Count - Most)} more; ask for one with pivot and its name.");
    }

    private static CardItem Step(Pivot pivot, EvidenceOffer offer) => new(
        CardText.Of(new Strong(EntityLabel.Of(pivot.Mention.Entity.Kind)), " ", new Code(EntityLabel.Name(pivot.Mention.Entity)), ": ", new Literal(pivot.Answers)),
        EvidenceOffer.OpenHere(pivot.Mention.Entity),
        new CardLink("Detective", pivot.Detective.Url, pivot.Detective.WhyNot))
    {
        Also = [.. offer.Next(pivot.Mention.Entity)],
    };
}
