using System.Text.Json.Nodes;

namespace ChatOps.Bot.Channels.Teams.AdaptiveCards;

/// <summary>Elements of a card, in the vendor's words.</summary>
internal static class TeamsElements
{
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    /// <summary>Bots' cards in Teams are of this version or an earlier one.</summary>
    public const string Version = "1.5";

    public static JsonObject Card(JsonArray body, JsonArray actions)
    {
        var card = new JsonObject { ["type"] = "AdaptiveCard", ["version"] = Version, ["body"] = body };
        if (actions.Count > 0) card["actions"] = actions;
        card["msteams"] = new JsonObject { ["width"] = "full" };
        return card;
    }

    /// <summary>An element without words, where one has to stand.</summary>
    public const string Blank = "\u00A0";

    /// <param name="markdown">Escaped where it is not ours.</param>
    public static JsonObject Text(string markdown, bool isBold = false, bool isSubtle = false, bool isMono = false)
    {
        var text = new JsonObject { ["type"] = "TextBlock", ["text"] = string.IsNullOrWhiteSpace(markdown) && markdown != Blank ? ChatText.Nothing : markdown, ["wrap"] = true };
        if (isBold) text["weight"] = "Bolder";
        if (isMono) text["fontType"] = "Monospace";
        return isSubtle ? Subtle(text) : text;
    }

    /// <summary>Smaller and paler, for what stands below something.</summary>
    public static JsonObject Subtle(JsonObject text)
    {
        text["isSubtle"] = true;
        text["size"] = "Small";
        text["spacing"] = "Small";
        return text;
    }

    public static JsonObject Container(JsonArray items, string? style = null)
    {
        var container = new JsonObject { ["type"] = "Container", ["items"] = items };
        if (style is not null) container["style"] = style;
        return container;
    }
}
