using System.Text.Json.Nodes;
using ChatOps.Bot.Channels.Teams.AdaptiveCards;

namespace ChatOps.Bot.Channels.Teams;

/// <summary>Makes an activity of a card. The card stands alone, with no text beside it: of both Teams makes two messages and names neither.</summary>
internal static class TeamsSpeech
{
    public static JsonObject Of(TeamsRendering rendering) => new()
    {
        ["type"] = "message",
        ["summary"] = rendering.Summary,
        ["attachments"] = new JsonArray(new JsonObject { ["contentType"] = TeamsElements.ContentType, ["content"] = rendering.Card }),
    };

    /// <summary>As above, and people are notified as they wish to be.</summary>
    public static JsonObject Alerting(TeamsRendering rendering)
    {
        var activity = Of(rendering);
        activity["channelData"] = new JsonObject { ["notification"] = new JsonObject { ["alert"] = true } };
        return activity;
    }
}
