using ChatOps.Bot.Cards;

namespace ChatOps.Bot.Channels.Teams.AdaptiveCards;

/// <summary>A card as a message that Teams cannot refuse. What does not fit is left out in words, never in silence.</summary>
internal static class TeamsCardRenderer
{
    private const int LongestSummary = 240;

    public static TeamsRendering Render(Card card, TeamsView view) => PlainForm(card, view);

    /// <summary>The card in words alone, for one that Teams refused all the same.</summary>
    public static TeamsRendering PlainForm(Card card, TeamsView view) => new(TeamsPlainForm.Of(card, view), Summary(card));

    private static string Summary(Card card) => TeamsText.Plain((card.Severity is { } severity ? $"{severity} · " : "") + CardWords.Of(card.Title), LongestSummary);
}
