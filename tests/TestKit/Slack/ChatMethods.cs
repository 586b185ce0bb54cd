using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Slack;

/// <summary>chat.*: what the app says.</summary>
internal sealed class ChatMethods(SlackDouble slack)
{
    private const int UpdateTextLimit = 4_000;

    /// <summary>Slack's own number is not published; this is below what people have been refused at.</summary>
    private const int MetadataLimit = 8_192;

    private readonly SlackBoard board = new(slack);

    public void AddTo(Dictionary<string, Func<SlackArguments, JsonObject>> all)
    {
        all["chat.postMessage"] = Post;
        all["chat.update"] = Update;
        all["chat.postEphemeral"] = PostEphemeral;
        all["chat.delete"] = Delete;
        all["chat.getPermalink"] = GetPermalink;
        all["chat.unfurl"] = Unfurl;
    }

    private JsonObject Post(SlackArguments arguments)
    {
        var channel = SlackDoor.Writable(slack, arguments.Need("channel"));
        var message = Content(arguments);
        if (arguments.Text("thread_ts") is { } thread)
        {
            CheckParent(channel, thread);
            message["thread_ts"] = thread;
            if (arguments.Flag("reply_broadcast")) message["subtype"] = "thread_broadcast";
        }

        var (ts, _) = board.Put(channel, SlackBoard.Own(message));
        slack.State.Posted("chat.postMessage", channel.Id, message);
        return new JsonObject { ["channel"] = channel.Id, ["ts"] = ts, ["message"] = message.DeepClone() };
    }

    private JsonObject Update(SlackArguments arguments)
    {
        var channel = SlackDoor.Writable(slack, arguments.Need("channel"));
        var ts = arguments.Need("ts");
        if (arguments.Text("text") is { Length: > UpdateTextLimit }) throw new SlackRefusal("msg_too_long");
        if (!channel.Messages.TryGetValue(ts, out var message) || message["subtype"]?.ToString() == "tombstone") throw new SlackRefusal("message_not_found");
        if (message["bot_id"]?.ToString() != SlackState.BotId) throw new SlackRefusal("cant_update_message");
        var content = Content(arguments);
        board.Change(channel, ts, changed =>
        {
            changed["text"] = content["text"]?.DeepClone() ?? "";
            // Blocks and attachments that are not sent again are gone; metadata that is not sent again stays.
            foreach (var name in new[] { "blocks", "attachments" })
            {
                changed.Remove(name);
                if (content[name] is { } given) changed[name] = given.DeepClone();
            }

            if (content["metadata"] is { } metadata) changed["metadata"] = metadata.DeepClone();
            if (content["blocks"] is null) changed["edited"] = new JsonObject { ["user"] = SlackState.BotUserId, ["ts"] = slack.State.NextTs() };
        });
        slack.State.Posted("chat.update", channel.Id, message);
        return new JsonObject { ["channel"] = channel.Id, ["ts"] = ts, ["text"] = message["text"]?.DeepClone(), ["message"] = message.DeepClone() };
    }

    private JsonObject PostEphemeral(SlackArguments arguments)
    {
        var channel = SlackDoor.Writable(slack, arguments.Need("channel"));
        var user = arguments.Need("user");
        if (!channel.Members.Contains(user)) throw new SlackRefusal("user_not_in_channel");
        var message = Content(arguments);
        if (arguments.Text("thread_ts") is { } thread) message["thread_ts"] = thread;
        message["ts"] = slack.State.NextTs();
        SlackBoard.Own(message);
        var ts = message["ts"]!.ToString();
        slack.State.Whispers.Add(new SlackWhisperState(user, channel.Id, ts, message));
        slack.State.Posted("chat.postEphemeral", channel.Id, message);
        return new JsonObject { ["message_ts"] = ts };
    }

    private JsonObject Delete(SlackArguments arguments)
    {
        var channel = SlackDoor.Writable(slack, arguments.Need("channel"));
        var ts = arguments.Need("ts");
        if (!channel.Messages.TryGetValue(ts, out var message)) throw new SlackRefusal("message_not_found");
        if (message["bot_id"]?.ToString() != SlackState.BotId) throw new SlackRefusal("cant_delete_message");
        board.Remove(channel, ts);
        return new JsonObject { ["channel"] = channel.Id, ["ts"] = ts };
    }

    private JsonObject GetPermalink(SlackArguments arguments)
    {
        var channel = SlackDoor.Visible(slack, arguments.Need("channel"));
        var ts = arguments.Need("message_ts");
        if (!channel.Messages.TryGetValue(ts, out var message)) throw new SlackRefusal("message_not_found");
        return new JsonObject { ["channel"] = channel.Id, ["permalink"] = SlackDoor.Permalink(channel.Id, ts, message["thread_ts"]?.ToString()) };
    }

    private JsonObject Unfurl(SlackArguments arguments)
    {
        if (arguments.Object("unfurls") is not { Count: > 0 } unfurls) throw new SlackRefusal("missing_unfurls");
        var byId = arguments.Text("unfurl_id");
        var found = byId is null ? (arguments.Need("channel"), arguments.Need("ts")) : slack.Deliveries.Unfurls.TryGetValue(byId, out var place) && arguments.Text("source") is not null ? place : throw new SlackRefusal("cannot_find_message");
        if (!slack.State.Channels.TryGetValue(found.Item1, out var channel) || !channel.Messages.TryGetValue(found.Item2, out var message)) throw new SlackRefusal("cannot_find_message");
        var shown = new JsonArray();
        foreach (var (url, content) in unfurls)
        {
            if (message["text"]?.ToString().Contains(url, StringComparison.Ordinal) != true) throw new SlackRefusal("cannot_unfurl_url");
            if (content is not JsonObject card) throw new SlackRefusal("cannot_parse_attachment");
            SlackDoor.CheckContent(slack, new JsonObject { ["attachments"] = new JsonArray(card.DeepClone()) }, "m");
            var attachment = (JsonObject)card.DeepClone();
            attachment["from_url"] = url;
            attachment["app_unfurl_url"] = url;
            attachment["is_app_unfurl"] = true;
            attachment["app_id"] = SlackState.AppId;
            shown.Add(attachment);
        }

        board.Change(channel, found.Item2, changed => changed["attachments"] = shown);
        slack.State.Posted("chat.unfurl", channel.Id, message);
        return [];
    }

    private JsonObject Content(SlackArguments arguments)
    {
        var message = new JsonObject { ["text"] = arguments.Text("text") ?? arguments.Text("markdown_text") ?? "" };
        if (arguments.Has("markdown_text") && (arguments.Has("text") || arguments.Has("blocks"))) throw new SlackRefusal("markdown_text_conflict");
        foreach (var name in new[] { "blocks", "attachments" })
        {
            if (!arguments.Has(name)) continue;
            if (arguments.List(name) is not { } list) throw new SlackRefusal(name == "blocks" ? "invalid_blocks_format" : "invalid_attachments");
            if (list.Count > 0) message[name] = list.DeepClone();
        }

        if (message["text"]!.ToString().Length == 0 && !message.ContainsKey("blocks") && !message.ContainsKey("attachments")) throw new SlackRefusal("no_text");
        if (arguments.Has("metadata"))
        {
            var metadata = arguments.Object("metadata");
            if (metadata?["event_type"] is not JsonValue || metadata["event_payload"] is not JsonObject) throw new SlackRefusal("invalid_metadata_format");
            if (metadata.ToJsonString().Length > MetadataLimit) throw new SlackRefusal("metadata_too_large");
            message["metadata"] = metadata.DeepClone();
        }

        SlackDoor.CheckContent(slack, message, "m");
        return message;
    }

    private static void CheckParent(SlackChannelState channel, string thread)
    {
        if (!channel.Messages.TryGetValue(thread, out var parent)) throw new SlackRefusal("message_not_found");
        if (parent["thread_ts"]?.ToString() is { } own && own != thread) throw new SlackRefusal("cannot_reply_to_message");
    }
}
