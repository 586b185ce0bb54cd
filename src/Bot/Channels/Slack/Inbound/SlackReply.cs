using System.Text.Json.Nodes;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>What is answered to a request or an envelope of Slack.</summary>
/// <param name="Body">JSON; null for an empty 200.</param>
internal sealed record SlackReply(JsonObject? Body)
{
    public static SlackReply Empty { get; } = new((JsonObject?)null);
}
