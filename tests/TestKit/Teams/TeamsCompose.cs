using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Teams;

/// <summary>How a person's client uses the app's message extension.</summary>
internal sealed class TeamsCompose(TeamsDouble teams, TeamsHands hands)
{
    public Task<TeamsReceipt> MessageActionAsync(TeamsShown message, string commandId)
    {
        var value = Command(commandId, "message");
        value["messagePayload"] = Payload(message);
        return hands.InvokeAsync("composeExtension/fetchTask", message.Conversation, message.Root, value, extension: value);
    }

    public Task<TeamsReceipt> SearchAsync(TeamsPlace place, string commandId, string words, string parameter, int skip)
    {
        var value = new JsonObject
        {
            ["commandId"] = commandId,
            ["parameters"] = new JsonArray(words.Length == 0 ? new JsonObject { ["name"] = "initialRun", ["value"] = "true" } : new JsonObject { ["name"] = parameter, ["value"] = words }),
            ["queryOptions"] = new JsonObject { ["skip"] = skip, ["count"] = 25 },
        };
        return hands.InvokeAsync("composeExtension/query", place.State, null, value);
    }

    public async Task<TeamsReceipt> ChooseAsync(TeamsPlace place, TeamsReceipt results, string words)
    {
        var found = TeamsCards.Attachments(results.Json?["composeExtension"] as JsonObject).FirstOrDefault(result => TeamsReceipt.WordsOf(result).Contains(words, StringComparison.Ordinal))
            ?? throw new TeamsExpectation($"No result says \"{words}\", but:\n{string.Join("\n--\n", results.Results)}");
        var tap = found["preview"]?["content"]?["tap"] ?? found["content"]?["tap"];
        return tap?["type"]?.ToString() == "invoke" && tap["value"] is JsonObject value ? await hands.InvokeAsync("composeExtension/selectItem", place.State, null, (JsonObject)value.DeepClone()) : TeamsReceipt.Nothing;
    }

    private static JsonObject Command(string commandId, string context) => new()
    {
        ["commandId"] = commandId,
        ["commandContext"] = context,
        ["requestId"] = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString("N"),
        ["context"] = new JsonObject { ["theme"] = "default" },
    };

    /// <summary>The whole message, as a command on it is told.</summary>
    private JsonObject Payload(TeamsShown message)
    {
        var author = teams.State.Read(all => all.People.GetValueOrDefault(message.Message.From));
        var at = message.Message.At.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return new JsonObject
        {
            ["linkToMessage"] = $"https://teams.microsoft.com/l/message/{Uri.EscapeDataString(message.Place.Id)}/{message.Id}",
            ["id"] = message.Id,
            ["replyToId"] = message.IsRoot ? null : message.Root,
            ["createdDateTime"] = at,
            ["lastModifiedDateTime"] = at,
            ["deleted"] = false,
            ["subject"] = null,
            ["summary"] = null,
            ["importance"] = "normal",
            ["locale"] = "en-us",
            ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = $"<p>{WebUtility.HtmlEncode(message.Json["text"]?.ToString() ?? "").Replace("\n", "<br>", StringComparison.Ordinal)}</p>" },
            ["from"] = author is null
                ? new JsonObject { ["device"] = null, ["conversation"] = null, ["user"] = null, ["application"] = new JsonObject { ["id"] = teams.AppId, ["displayName"] = TeamsState.BotName, ["applicationIdentityType"] = "bot" } }
                : new JsonObject { ["device"] = null, ["conversation"] = null, ["user"] = new JsonObject { ["userIdentityType"] = "aadUser", ["id"] = author.ObjectId, ["displayName"] = author.Name }, ["application"] = null },
            ["reactions"] = new JsonArray(),
            ["mentions"] = new JsonArray(),
            ["attachments"] = message.Card is { } card ? new JsonArray(new JsonObject { ["id"] = message.Id, ["contentType"] = TeamsCards.ContentType, ["content"] = card.ToJsonString() }) : new JsonArray(),
        };
    }
}
