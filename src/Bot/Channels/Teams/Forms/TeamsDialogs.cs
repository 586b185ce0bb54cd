using System.Text.Json.Nodes;
using ChatOps.Bot.Channels.Teams.AdaptiveCards;

namespace ChatOps.Bot.Channels.Teams.Forms;

/// <summary>Parts that several dialogs have.</summary>
internal static class TeamsDialogs
{
    private const int LongestWrong = 600;

    /// <summary>Says why what was entered was not taken.</summary>
    public static JsonObject Wrong(string why)
    {
        var text = TeamsElements.Text(TeamsText.Literal(ChatText.Cut(why, LongestWrong)), isBold: true);
        text["color"] = "Attention";
        return text;
    }

    /// <param name="title">Our own words.</param>
    public static JsonObject Submit(string title, JsonObject data) => new() { ["type"] = "Action.Submit", ["title"] = title, ["data"] = data };
}
