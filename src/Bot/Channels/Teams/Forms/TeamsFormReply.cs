using System.Text.Json.Nodes;
using ChatOps.Bot.Channels.Teams.AdaptiveCards;
using ChatOps.Bot.Channels.Teams.Inbound;

namespace ChatOps.Bot.Channels.Teams.Forms;

/// <summary>Answers to dialogs and to the message extension, as Teams reads them.</summary>
internal static class TeamsFormReply
{
    /// <summary>The title of a dialog (schema of manifests, taskInfo).</summary>
    private const int LongestTitle = 64;

    private const int LongestWords = 1000;

    private const int Ok = 200;

    /// <summary>The dialog closes.</summary>
    public static TeamsReply Nothing { get; } = new(Ok, null);

    /// <summary>The package in Teams and the program do not fit together.</summary>
    public static TeamsReply Unknown { get; } = Words("The app in Teams and the program behind it are of different versions, and this action is known to one of them only. Whoever runs it can upload the app anew.");

    /// <summary>The dialog opens, or shows this instead.</summary>
    public static TeamsReply Dialog(string title, JsonObject card) => Task("continue", new JsonObject
    {
        ["title"] = TeamsText.Plain(title, LongestTitle),
        ["height"] = "medium",
        ["width"] = "medium",
        ["card"] = new JsonObject { ["contentType"] = TeamsElements.ContentType, ["content"] = card },
    });

    /// <summary>The dialog says this and nothing more; it shows words without markup.</summary>
    public static TeamsReply Words(string words) => Task("message", TeamsText.Plain(words.ReplaceLineEndings(" "), LongestWords));

    /// <summary>What was found, as a list.</summary>
    public static TeamsReply Found(IEnumerable<JsonObject> attachments) => Extension(new JsonObject { ["type"] = "result", ["attachmentLayout"] = "list", ["attachments"] = new JsonArray([.. attachments]) });

    /// <summary>Words in place of a list.</summary>
    public static TeamsReply Told(string words) => Extension(new JsonObject { ["type"] = "message", ["text"] = TeamsText.Plain(words.ReplaceLineEndings(" "), LongestWords) });

    private static TeamsReply Task(string type, JsonNode value) => new(Ok, new JsonObject { ["task"] = new JsonObject { ["type"] = type, ["value"] = value } });

    private static TeamsReply Extension(JsonObject answer) => new(Ok, new JsonObject { ["composeExtension"] = answer });
}
