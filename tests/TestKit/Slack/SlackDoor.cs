using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Slack;

/// <summary>What every method asks first: is there such a channel for this app, may it write, is the content in Slack's form.</summary>
internal static class SlackDoor
{
    /// <summary>A channel the app can know of: private ones only as a member.</summary>
    public static SlackChannelState Visible(SlackDouble slack, string id)
    {
        if (!slack.State.Channels.TryGetValue(id, out var channel)) throw new SlackRefusal("channel_not_found");
        if (channel.IsPrivate && !channel.Members.Contains(SlackState.BotUserId)) throw new SlackRefusal("channel_not_found");
        return channel;
    }

    public static SlackChannelState Readable(SlackDouble slack, string id)
    {
        var channel = Visible(slack, id);
        if (!channel.Members.Contains(SlackState.BotUserId)) throw new SlackRefusal("not_in_channel");
        return channel;
    }

    /// <summary>A channel to post to, by id or by #name; a person's id means the direct message.</summary>
    public static SlackChannelState Writable(SlackDouble slack, string id)
    {
        if (slack.State.People.ContainsKey(id)) id = slack.State.DirectMessageId(id);
        else if (id.StartsWith('#')) id = slack.State.Channels.Values.FirstOrDefault(channel => channel.Name == id[1..])?.Id ?? id;
        var found = Visible(slack, id);
        if (found.IsArchived) throw new SlackRefusal("is_archived");
        if (!found.Members.Contains(SlackState.BotUserId)) throw new SlackRefusal("not_in_channel");
        return found;
    }

    /// <summary>Blocks and attachments against Slack's rules.</summary>
    /// <param name="surface">m, v or h: message, modal, home.</param>
    public static void CheckContent(SlackDouble slack, JsonObject content, string surface)
    {
        var check = new BlockCheck(surface, file => slack.State.Files.TryGetValue(file, out var known) && known is { IsReady: true, IsPicture: true });
        check.Message(content);
        if (check.Refusal is { } refusal) throw refusal;
    }

    public static string Permalink(string channel, string ts, string? threadTs)
    {
        var link = $"https://{SlackState.Domain}.slack.com/archives/{channel}/p{ts.Replace(".", "", StringComparison.Ordinal)}";
        return threadTs is null || threadTs == ts ? link : $"{link}?thread_ts={threadTs}&cid={channel}";
    }
}
