using System.Text;
using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Slack;

/// <summary>conversations.* and reactions.add.</summary>
internal sealed class ConversationMethods(SlackDouble slack)
{
    public void AddTo(Dictionary<string, Func<SlackArguments, JsonObject>> all)
    {
        all["conversations.info"] = arguments => new JsonObject { ["channel"] = Described(SlackDoor.Visible(slack, arguments.Need("channel"))) };
        all["conversations.join"] = Join;
        all["conversations.open"] = Open;
        all["conversations.history"] = History;
        all["conversations.replies"] = Replies;
        all["reactions.add"] = React;
    }

    private JsonObject Join(SlackArguments arguments)
    {
        var channel = SlackDoor.Visible(slack, arguments.Need("channel"));
        if (channel.IsArchived) throw new SlackRefusal("is_archived");
        if (channel.Type != "channel") throw new SlackRefusal("method_not_supported_for_channel_type");
        var answer = new JsonObject { ["channel"] = Described(channel) };
        if (!channel.Members.Add(SlackState.BotUserId)) answer["warning"] = "already_in_channel";
        else slack.Deliveries.Queue(new JsonObject { ["type"] = "member_joined_channel", ["user"] = SlackState.BotUserId, ["channel"] = channel.Id, ["channel_type"] = "C", ["team"] = SlackState.TeamId });
        return answer;
    }

    private JsonObject Open(SlackArguments arguments)
    {
        var users = arguments.Need("users").Split(',');
        if (users.Length != 1) throw new SlackRefusal("not_enough_users");
        if (!slack.State.People.ContainsKey(users[0])) throw new SlackRefusal("user_not_found");
        return new JsonObject { ["channel"] = new JsonObject { ["id"] = slack.State.DirectMessageId(users[0]) } };
    }

    private JsonObject History(SlackArguments arguments)
    {
        var channel = SlackDoor.Readable(slack, arguments.Need("channel"));
        var all = channel.Messages.Values.Where(message => IsTop(message) && IsBetween(message, arguments)).Reverse();
        return Page(channel, [.. all], arguments);
    }

    private JsonObject Replies(SlackArguments arguments)
    {
        var channel = SlackDoor.Readable(slack, arguments.Need("channel"));
        var ts = arguments.Need("ts");
        if (!channel.Messages.TryGetValue(ts, out var asked)) throw new SlackRefusal("thread_not_found");
        if (asked["thread_ts"]?.ToString() is { } other && other != ts) return Page(channel, [asked], arguments);
        // The parent comes whatever the bounds are.
        return Page(channel, [asked, .. channel.Messages.Values.Where(message => message != asked && message["thread_ts"]?.ToString() == ts && IsBetween(message, arguments))], arguments);
    }

    private JsonObject React(SlackArguments arguments)
    {
        var channel = SlackDoor.Readable(slack, arguments.Need("channel"));
        if (channel.IsArchived) throw new SlackRefusal("is_archived");
        var name = arguments.Text("name") ?? throw new SlackRefusal("no_reaction");
        if (name.Contains(':', StringComparison.Ordinal)) throw new SlackRefusal("invalid_name");
        if (!channel.Messages.TryGetValue(arguments.Text("timestamp") ?? throw new SlackRefusal("no_item_specified"), out var message)) throw new SlackRefusal("message_not_found");
        var reactions = message["reactions"] as JsonArray ?? [];
        message["reactions"] ??= reactions;
        if (reactions.Any(reaction => reaction!["name"]!.ToString() == name)) throw new SlackRefusal("already_reacted");
        reactions.Add(new JsonObject { ["name"] = name, ["users"] = new JsonArray(SlackState.BotUserId), ["count"] = 1 });
        return [];
    }

    private static bool IsTop(JsonObject message) =>
        message["thread_ts"] is null || message["thread_ts"]!.ToString() == message["ts"]!.ToString() || message["subtype"]?.ToString() == "thread_broadcast";

    private static bool IsBetween(JsonObject message, SlackArguments arguments)
    {
        var ts = message["ts"]!.ToString();
        var inclusive = arguments.Flag("inclusive");
        return (arguments.Text("oldest") is not { } oldest || oldest == "0" || Compare(ts, oldest) > (inclusive ? -1 : 0))
            && (arguments.Text("latest") is not { } latest || Compare(ts, latest) < (inclusive ? 1 : 0));
    }

    private static int Compare(string ts, string bound) => decimal.Parse(ts, System.Globalization.CultureInfo.InvariantCulture)
        .CompareTo(decimal.TryParse(bound, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : throw new SlackRefusal("invalid_ts_oldest"));

    private static JsonObject Page(SlackChannelState channel, List<JsonObject> all, SlackArguments arguments)
    {
        var limit = Math.Clamp(arguments.Number("limit") ?? 100, 1, 999);
        var start = 0;
        if (arguments.Text("cursor") is { } cursor)
        {
            // A cursor names the next message, so that what comes in between moves nothing.
            var next = Uncursor(cursor);
            start = all.FindIndex(message => message["ts"]!.ToString() == next);
            if (start < 0) throw new SlackRefusal("invalid_cursor");
        }

        var page = all.Skip(start).Take(limit).Select(message => Shown(channel, message, arguments.Flag("include_all_metadata"))).ToArray<JsonNode?>();
        var more = start + page.Length < all.Count;
        var answer = new JsonObject { ["messages"] = new JsonArray(page), ["has_more"] = more };
        if (more) answer["response_metadata"] = new JsonObject { ["next_cursor"] = Convert.ToBase64String(Encoding.UTF8.GetBytes($"next_ts:{all[start + page.Length]["ts"]}")) };
        return answer;
    }

    private static string Uncursor(string cursor)
    {
        var bytes = new byte[cursor.Length];
        return Convert.TryFromBase64String(cursor, bytes, out var length) && Encoding.UTF8.GetString(bytes, 0, length) is { } text && text.StartsWith("next_ts:", StringComparison.Ordinal)
            ? text["next_ts:".Length..]
            : throw new SlackRefusal("invalid_cursor");
    }

    private static JsonObject Shown(SlackChannelState channel, JsonObject message, bool withMetadata)
    {
        var copy = withMetadata ? (JsonObject)message.DeepClone() : SlackBoard.Public(message);
        var ts = message["ts"]!.ToString();
        var replies = channel.Messages.Values.Where(other => other["thread_ts"]?.ToString() == ts && other["ts"]!.ToString() != ts).ToList();
        if (replies.Count == 0) return copy;
        copy["thread_ts"] = ts;
        copy["reply_count"] = replies.Count;
        copy["latest_reply"] = replies[^1]["ts"]!.ToString();
        return copy;
    }

    private static JsonObject Described(SlackChannelState channel) => new()
    {
        ["id"] = channel.Id,
        ["name"] = channel.Name,
        ["is_channel"] = channel.Type == "channel",
        ["is_group"] = channel.IsPrivate,
        ["is_im"] = channel.DirectWith is not null,
        ["is_private"] = channel.IsPrivate,
        ["is_archived"] = channel.IsArchived,
        ["is_member"] = channel.Members.Contains(SlackState.BotUserId),
        ["is_ext_shared"] = false,
        ["user"] = channel.DirectWith,
        ["context_team_id"] = SlackState.TeamId,
    };
}
