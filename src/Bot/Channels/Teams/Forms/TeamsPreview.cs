using System.Text.Json.Nodes;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Channels.Teams.AdaptiveCards;
using ChatOps.Bot.Investigate;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Channels.Teams.Forms;

/// <summary>Something known as the message extension shows it: a line in a list, and the card it becomes. Pure.</summary>
internal static class TeamsPreview
{
    private const int LongestTitle = 150;

    private const int LongestLine = 300;

    /// <summary>A choice is sent back whole.</summary>
    private const int LongestCommand = 2000;

    public static JsonObject Of(KnownLink known, AccountNames accounts)
    {
        var card = KnownLinkCard.Of(known, accounts);
        return new JsonObject
        {
            ["contentType"] = TeamsElements.ContentType,
            ["content"] = WithButton(TeamsCardRenderer.Render(card, new TeamsView("", null)).Card, KnownLinkCard.Command(known)),
            ["preview"] = new JsonObject
            {
                ["contentType"] = "application/vnd.microsoft.card.thumbnail",
                ["content"] = new JsonObject { ["title"] = Shown(CardWords.Of(card.Title), LongestTitle), ["text"] = Shown(Line(known, card), LongestLine) },
            },
        };
    }

    private static string Line(KnownLink known, Card card) => string.Join(" · ", new[]
    {
        card.IsSample ? "Sample data" : "",
        card.Severity?.ToString() ?? "",
        known is KnownFindingLink { Finding: var finding } ? $"{TimeWords.Interval(finding.FirstSeen, finding.LastSeen)} · {finding.Type} · {finding.Id.Account} {finding.Id.Region}" : "",
    }.Where(static part => part.Length > 0));

    /// <summary>Texts of these cards may hold HTML: what is not ours must not become any.</summary>
    private static string Shown(string text, int most) => TeamsText.Plain(text.ReplaceLineEndings(" "), most)
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static JsonObject WithButton(JsonObject card, string command)
    {
        if (command.Length > LongestCommand) return card;
        if (card["actions"] is not JsonArray actions) card["actions"] = actions = [];
        actions.Insert(0, (JsonNode)TeamsActions.Choose("Investigate", command));
        return card;
    }
}
