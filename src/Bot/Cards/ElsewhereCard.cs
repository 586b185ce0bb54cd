namespace ChatOps.Bot.Cards;

/// <summary>That the same finding is talked about in other channels too.</summary>
internal static class ElsewhereCard
{
    public static Card Of(IReadOnlyList<string> channels, bool isSample) =>
        new(CardKind.Changed, new CardText(["This finding has a thread elsewhere too: ", .. CardPhrases.Names(channels, 10), "."])) { IsSample = isSample };
}
