using System.Text.Json.Nodes;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>Answers to invokes that are words alone, each kind in its own shape. Pure.</summary>
internal static class TeamsReplies
{
    public static bool IsOfExtension(string name) => name.StartsWith("composeExtension/", StringComparison.Ordinal);

    /// <param name="name">What the invoke asks for.</param>
    /// <param name="words">Plain text.</param>
    public static TeamsReply Words(string name, string words) => new(StatusCodes.Status200OK, name switch
    {
        "adaptiveCard/action" => new JsonObject { ["statusCode"] = StatusCodes.Status200OK, ["type"] = "application/vnd.microsoft.activity.message", ["value"] = words },
        "task/fetch" or "task/submit" or "composeExtension/fetchTask" or "composeExtension/submitAction" => new JsonObject { ["task"] = new JsonObject { ["type"] = "message", ["value"] = words } },
        _ when IsOfExtension(name) => new JsonObject { ["composeExtension"] = new JsonObject { ["type"] = "message", ["text"] = words } },
        _ => null,
    });
}
