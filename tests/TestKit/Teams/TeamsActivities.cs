using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Teams;

/// <summary>Activities as Teams writes them.</summary>
internal sealed class TeamsActivities(TeamsDouble teams)
{
    private const string Zone = "Europe/Berlin";
    private static readonly TimeSpan ZoneOffset = TimeSpan.FromHours(2);

    /// <summary>What every activity says.</summary>
    /// <param name="root">The thread; null outside of threads.</param>
    public JsonObject Of(string type, TeamsPersonState? from, TeamsConversationState place, string? root, string? id = null)
    {
        var told = new JsonObject { ["type"] = type, ["channelId"] = "msteams", ["id"] = id ?? NewEventId(), ["serviceUrl"] = teams.ServiceUrl.AbsoluteUri };
        Stamp(told);
        if (from is not null) told["from"] = new JsonObject { ["id"] = from.Id, ["name"] = from.Name, ["aadObjectId"] = from.ObjectId };
        told["recipient"] = new JsonObject { ["id"] = TeamsState.BotId, ["name"] = TeamsState.BotName };
        var conversation = new JsonObject { ["conversationType"] = place.Kind, ["tenantId"] = teams.TenantId, ["id"] = root is null ? place.Id : $"{place.Id};messageid={root}" };
        if (place.Kind != "personal") conversation["isGroup"] = true;
        told["conversation"] = conversation;
        told["channelData"] = ChannelData(place);
        told["entities"] = new JsonArray(new JsonObject { ["locale"] = "en-US", ["country"] = "DE", ["platform"] = "Web", ["timezone"] = Zone, ["type"] = "clientInfo" });
        told["locale"] = "en-US";
        told["localTimezone"] = Zone;
        return told;
    }

    /// <summary>Something a person wrote: plain words, the same once more as HTML, and who was mentioned.</summary>
    public JsonObject Message(TeamsPersonState from, TeamsConversationState place, string? root, string id, string text, bool mention)
    {
        var told = Of("message", from, place, root, id);
        Words(told, text, mention);
        return told;
    }

    /// <summary>The same of somebody somewhere, in nobody's sight: for who wants to post it in a way of their own.</summary>
    public JsonObject Message(TeamsTeammate from, TeamsPlace place, string text, bool mention = true, TeamsShown? inThread = null)
    {
        var id = teams.State.NextId();
        return Message(from.State, place.State, place.Kind == "channel" ? inThread?.Root ?? id : null, id, text, mention);
    }

    /// <summary>Puts the words into an activity, in both forms.</summary>
    public static void Words(JsonObject told, string text, bool mention)
    {
        const string at = $"<at>{TeamsState.BotName}</at>";
        told["text"] = mention ? $"{at} {text}" : text;
        told["textFormat"] = "plain";
        var html = WebUtility.HtmlEncode(text).Replace("\n", "<br>", StringComparison.Ordinal);
        if (mention)
        {
            html = $"<span itemtype=\"http://schema.skype.com/Mention\" itemscope=\"\" itemid=\"0\">{TeamsState.BotName}</span>&nbsp;{html}";
            ((JsonArray)told["entities"]!).Insert(0, new JsonObject { ["mentioned"] = new JsonObject { ["id"] = TeamsState.BotId, ["name"] = TeamsState.BotName }, ["text"] = at, ["type"] = "mention" });
        }

        told["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "text/html", ["content"] = $"<p>{html}</p>" });
    }

    /// <summary>An invoke: somebody's client waits for the answer.</summary>
    public JsonObject Invoke(string name, TeamsPersonState from, TeamsConversationState place, string? root, JsonObject value, string? replyToId = null)
    {
        var told = Of("invoke", from, place, root);
        told["name"] = name;
        told["value"] = value;
        if (replyToId is not null) told["replyToId"] = replyToId;
        told["channelData"]!["source"] = new JsonObject { ["name"] = name.StartsWith("composeExtension/", StringComparison.Ordinal) ? "compose" : "message" };
        return told;
    }

    /// <summary>The same under another id and at another time, as Teams brings it the last time.</summary>
    public JsonObject Renewed(JsonObject activity)
    {
        var told = (JsonObject)activity.DeepClone();
        told["id"] = told["type"]?.ToString() == "message" ? teams.State.NextId() : NewEventId();
        Stamp(told);
        return told;
    }

    /// <summary>Ids of what is no message.</summary>
    public static string NewEventId() => "f:" + Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();

    public JsonObject ChannelData(TeamsConversationState place)
    {
        var said = new JsonObject();
        if (place.Team is { } team)
        {
            said["teamsChannelId"] = place.Id;
            said["teamsTeamId"] = team.Id;
            said["channel"] = new JsonObject { ["id"] = place.Id };
            said["team"] = new JsonObject { ["id"] = team.Id };
        }

        said["tenant"] = new JsonObject { ["id"] = teams.TenantId };
        return said;
    }

    private void Stamp(JsonObject told)
    {
        var now = teams.State.Time.GetUtcNow();
        told["timestamp"] = now.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
        told["localTimestamp"] = now.ToOffset(ZoneOffset).ToString("yyyy-MM-dd'T'HH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture);
    }
}
