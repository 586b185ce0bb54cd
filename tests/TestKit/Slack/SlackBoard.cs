using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Slack;

/// <summary>Messages put up, changed and taken down, whoever does it; each tells the app as Slack does.</summary>
internal sealed class SlackBoard(SlackDouble slack)
{
    private const int TextCut = 40_000;

    private SlackState State => slack.State;

    /// <summary>A message of a person or of an app; with <paramref name="tell"/> the event is queued, else the caller brings it.</summary>
    public (string Ts, JsonObject Event) Put(SlackChannelState channel, JsonObject message, bool tell = true)
    {
        var ts = State.NextTs();
        message["type"] = "message";
        message["ts"] = ts;
        message["team"] = SlackState.TeamId;
        Trim(message);
        NameBlocks(message["blocks"] as JsonArray);
        channel.Messages[ts] = message;
        var told = EventOf(channel, message, ts);
        if (tell) Tell(channel, told);
        return (ts, told);
    }

    /// <summary>Changes a message; the version before is kept.</summary>
    public JsonObject Change(SlackChannelState channel, string ts, Action<JsonObject> change, bool tell = true)
    {
        var message = channel.Messages[ts];
        var before = (JsonObject)message.DeepClone();
        if (!channel.Versions.TryGetValue(ts, out var versions)) channel.Versions[ts] = versions = [];
        versions.Add(before);
        change(message);
        Trim(message);
        NameBlocks(message["blocks"] as JsonArray);
        var told = Hidden(channel, "message_changed");
        told["message"] = Public(message);
        told["previous_message"] = Public(before);
        if (tell) Tell(channel, told);
        return told;
    }

    /// <summary>Takes a message down; a parent with replies leaves a tombstone.</summary>
    public JsonObject Remove(SlackChannelState channel, string ts, bool tell = true)
    {
        var message = channel.Messages[ts];
        if (channel.Messages.Any(other => other.Key != ts && other.Value["thread_ts"]?.ToString() == ts))
        {
            return Change(channel, ts, static gone =>
            {
                foreach (var name in new[] { "blocks", "attachments", "files", "bot_id", "app_id", "bot_profile", "metadata" }) gone.Remove(name);
                gone["subtype"] = "tombstone";
                gone["text"] = "This message was deleted.";
                gone["user"] = "USLACKBOT";
                gone["hidden"] = true;
            }, tell);
        }

        channel.Messages.Remove(ts);
        var told = Hidden(channel, "message_deleted");
        told["deleted_ts"] = ts;
        told["previous_message"] = Public(message);
        if (tell) Tell(channel, told);
        return told;
    }

    /// <summary>The app hears only of channels it is in.</summary>
    public void Tell(SlackChannelState channel, JsonObject told)
    {
        if (channel.Members.Contains(SlackState.BotUserId)) slack.Deliveries.Queue(told);
    }

    /// <summary>What of a message anybody reads without asking for metadata.</summary>
    public static JsonObject Public(JsonObject message)
    {
        var copy = (JsonObject)message.DeepClone();
        copy.Remove("metadata");
        return copy;
    }

    /// <summary>The app's own mark on what it posts.</summary>
    public static JsonObject Own(JsonObject message)
    {
        message["user"] = SlackState.BotUserId;
        message["bot_id"] = SlackState.BotId;
        message["app_id"] = SlackState.AppId;
        message["bot_profile"] = new JsonObject { ["id"] = SlackState.BotId, ["app_id"] = SlackState.AppId, ["name"] = "chatops", ["deleted"] = false, ["team_id"] = SlackState.TeamId };
        return message;
    }

    private static JsonObject EventOf(SlackChannelState channel, JsonObject message, string ts)
    {
        var told = Public(message);
        told["channel"] = channel.Id;
        told["channel_type"] = channel.Type;
        told["event_ts"] = ts;
        return told;
    }

    private static void Trim(JsonObject message)
    {
        if (message["text"]?.ToString() is { Length: > TextCut } text) message["text"] = text[..TextCut];
    }

    /// <summary>Slack names the blocks that have no name.</summary>
    private void NameBlocks(JsonArray? blocks)
    {
        foreach (var block in blocks?.OfType<JsonObject>() ?? []) block["block_id"] ??= State.NewId('b');
    }

    private JsonObject Hidden(SlackChannelState channel, string subtype)
    {
        var ts = State.NextTs();
        return new JsonObject { ["type"] = "message", ["subtype"] = subtype, ["hidden"] = true, ["channel"] = channel.Id, ["channel_type"] = channel.Type, ["ts"] = ts, ["event_ts"] = ts };
    }
}
