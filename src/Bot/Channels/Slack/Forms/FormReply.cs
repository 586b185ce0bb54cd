using System.Text.Json.Nodes;
using ChatOps.Bot.Channels.Slack.Inbound;

namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>Answers to a form that was sent.</summary>
internal static class FormReply
{
    /// <summary>Longer ones push the form out of sight.</summary>
    private const int LongestError = 600;

    public static SlackReply Close => SlackReply.Empty;

    /// <summary>The form stays open and says below the block what was wrong; Slack shows these words without markup.</summary>
    public static SlackReply Wrong(string block, string why) => new(new JsonObject
    {
        ["response_action"] = "errors",
        ["errors"] = new JsonObject { [block] = ChatText.Cut(ChatText.Shown(why.Replace("`", "", StringComparison.Ordinal)), LongestError) },
    });

    /// <summary>Another form takes the place of this one.</summary>
    public static SlackReply Instead(JsonObject view) => new(new JsonObject { ["response_action"] = "update", ["view"] = view });

    /// <summary>Choices of a select.</summary>
    public static SlackReply Options(IEnumerable<JsonObject> options) => new(new JsonObject { ["options"] = new JsonArray([.. options.Take(100)]) });
}
