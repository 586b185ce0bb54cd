using System.Text.Json.Nodes;
using ChatOps.Bot.Cards;

namespace ChatOps.Bot.Channels.Teams.AdaptiveCards;

/// <summary>A card's buttons as actions.</summary>
internal static class TeamsActions
{
    /// <summary>Of a card, and of a row inside of it: Teams drops what is above.</summary>
    public const int MostPrimary = 6;

    private const int LongestTitle = 60;

    /// <summary>Characters beside each other on a card of middling width.</summary>
    private const int MostInRow = 76;

    private const int AroundTitle = 5;

    /// <summary>The buttons in rows that Teams shows whole: what does not fit beside the others is cut off by some clients.</summary>
    public static IReadOnlyList<JsonArray> Rows(IEnumerable<CardButton> buttons)
    {
        List<JsonArray> rows = [];
        var room = 0;
        foreach (var button in buttons)
        {
            var width = Title(button.Label).Length + AroundTitle;
            if (rows.Count == 0 || rows[^1].Count == MostPrimary || width > room)
            {
                rows.Add([]);
                room = MostInRow;
            }

            rows[^1].Add(Of(button));
            room -= width;
        }

        return rows;
    }

    /// <summary>A command of ours that is sent back whole when it is pressed, as if the person had typed it.</summary>
    /// <param name="tooltip">Null for none.</param>
    public static JsonObject Choose(string title, string command, string? tooltip = null)
    {
        var action = Choosing("Action.Execute", title, command, tooltip);
        action["verb"] = TeamsButtons.Verb;
        action["fallback"] = Choosing("Action.Submit", title, command, tooltip); // a client that does not know Execute sends the same as a message
        return action;
    }

    public static JsonObject OpenUrl(string title, string url) => new() { ["type"] = "Action.OpenUrl", ["title"] = Title(title), ["url"] = url };

    public static JsonObject Toggle(string title, params string[] ids) => new() { ["type"] = "Action.ToggleVisibility", ["title"] = Title(title), ["targetElements"] = new JsonArray([.. ids.Select(static id => (JsonNode)id)]) };

    public static JsonObject Set(JsonArray actions) => new() { ["type"] = "ActionSet", ["actions"] = actions };

    private static JsonObject Choosing(string type, string title, string command, string? tooltip)
    {
        var action = new JsonObject { ["type"] = type, ["title"] = Title(title), ["data"] = new JsonObject { [TeamsButtons.Choose] = command } };
        if (tooltip is not null) action["tooltip"] = tooltip;
        return action;
    }

    private static JsonObject Of(CardButton button)
    {
        // a client that does not know Execute sends the same as a message
        if (!button.Asks)
        {
            return new JsonObject
            {
                ["type"] = "Action.Execute",
                ["title"] = Title(button.Label),
                ["verb"] = TeamsButtons.Verb,
                ["data"] = Pressed(button),
                ["fallback"] = Submit(button, Pressed(button)),
            };
        }

        var asking = Pressed(button);
        asking["msteams"] = new JsonObject { ["type"] = "task/fetch" };
        return Submit(button, asking);
    }

    private static JsonObject Submit(CardButton button, JsonObject data) => new() { ["type"] = "Action.Submit", ["title"] = Title(button.Label), ["data"] = data };

    private static JsonObject Pressed(CardButton button) => new() { [TeamsButtons.Press] = button.Id };

    private static string Title(string label) => TeamsText.Plain(label, LongestTitle);
}
