using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Slack;

/// <summary>A channel and what happens in it.</summary>
internal sealed class SlackPlace(SlackDouble slack, string id)
{
    private readonly SlackBoard board = new(slack);

    public string Id { get; } = id;

    public string Name => Read(static channel => channel.Name);

    public bool IsPrivate => Read(static channel => channel.IsPrivate);

    public bool IsArchived => Read(static channel => channel.IsArchived);

    public bool IsDirect => Read(static channel => channel.DirectWith is not null);

    public bool HasBot => Read(static channel => channel.Members.Contains(SlackState.BotUserId));

    /// <summary>What stands in the channel itself, oldest first; broadcast replies too.</summary>
    public IReadOnlyList<SlackSaid> Messages => [.. All.Where(static said => said.IsRoot || said.Subtype == "thread_broadcast")];

    /// <summary>Every message, replies too, oldest first.</summary>
    public IReadOnlyList<SlackSaid> All => Read(channel => channel.Messages.Keys.Select(ts => new SlackSaid(slack, this, ts)).ToList());

    /// <summary>Makes people members, quietly.</summary>
    public SlackPlace Join(params SlackTeammate[] people) => Change(channel => channel.Members.UnionWith(people.Select(static person => person.Id)));

    public SlackPlace Private() => Change(static channel => channel.IsPrivate = true);

    public SlackPlace WithoutBot() => Change(static channel => channel.Members.Remove(SlackState.BotUserId));

    public SlackPlace Archive() => Change(static channel => channel.IsArchived = true);

    public SlackPlace Unarchive() => Change(static channel => channel.IsArchived = false);

    public SlackPlace Rename(string name) => Change(channel => channel.Name = name);

    /// <summary>Somebody invites the app, which is told so.</summary>
    public Task<SlackReceipt> InviteBot(SlackTeammate by)
    {
        Change(static channel => channel.Members.Add(SlackState.BotUserId));
        return slack.Deliveries.EventAsync(new JsonObject { ["type"] = "member_joined_channel", ["user"] = SlackState.BotUserId, ["channel"] = Id, ["channel_type"] = "C", ["team"] = SlackState.TeamId, ["inviter"] = by.Id });
    }

    /// <summary>A person enters, and Slack writes that into the channel.</summary>
    public Task<SlackReceipt> Enter(SlackTeammate who)
    {
        Join(who);
        return PutAsync(new JsonObject { ["user"] = who.Id, ["subtype"] = "channel_join", ["text"] = $"<@{who.Id}> has joined the channel" }).ContinueWith(static put => put.Result.Told, TaskScheduler.Default);
    }

    /// <summary>A person writes into the channel.</summary>
    public Task<SlackSaid> Say(SlackTeammate who, string text) => SpeakAsync(who, text, null);

    /// <summary>A person writes to the app: one message, of which the app is told twice.</summary>
    public async Task<SlackSaid> Mention(SlackTeammate who, string text, SlackSaid? inThread = null)
    {
        var said = await SpeakAsync(who, $"<@{SlackState.BotUserId}> {text}", inThread);
        var told = (JsonObject)said.Json.DeepClone();
        told["type"] = "app_mention";
        told["channel"] = Id;
        told["event_ts"] = said.Ts;
        if (HasBot) await slack.Deliveries.EventAsync(told);
        return said;
    }

    /// <summary>A person posts a link the app is asked to show.</summary>
    public async Task<SlackSaid> PostLink(SlackTeammate who, string url, SlackSaid? inThread = null)
    {
        var said = await SpeakAsync(who, $"<{url}>", inThread);
        var unfurl = slack.State.NewId('K');
        slack.Deliveries.Unfurls[unfurl] = (Id, said.Ts);
        var told = new JsonObject
        {
            ["type"] = "link_shared",
            ["channel"] = Id,
            ["is_bot_user_member"] = HasBot,
            ["user"] = who.Id,
            ["message_ts"] = said.Ts,
            ["unfurl_id"] = unfurl,
            ["source"] = "conversations_history",
            ["links"] = new JsonArray(new JsonObject { ["url"] = url, ["domain"] = new Uri(url).Host }),
            ["event_ts"] = said.Ts,
        };
        if (inThread is not null) told["thread_ts"] = inThread.ThreadTs;
        await slack.Deliveries.EventAsync(told);
        return said;
    }

    /// <summary>A person puts a file into the channel or a thread.</summary>
    public async Task<SlackSaid> FileShare(SlackTeammate who, string fileName, string text = "", SlackSaid? inThread = null)
    {
        Join(who);
        var message = new JsonObject { ["user"] = who.Id, ["subtype"] = "file_share", ["upload"] = false, ["text"] = text, ["files"] = new JsonArray(new JsonObject { ["id"] = slack.State.NewId('F'), ["name"] = fileName, ["title"] = fileName, ["mimetype"] = "text/plain", ["user"] = who.Id }) };
        if (inThread is not null) message["thread_ts"] = inThread.ThreadTs;
        return (await PutAsync(message)).Said;
    }

    /// <summary>The same with its bytes, which Slack gives to whoever shows the bot's token.</summary>
    /// <param name="change">What Slack tells otherwise than it is.</param>
    public async Task<SlackSaid> FileShare(SlackTeammate who, string fileName, byte[] bytes, string text, SlackSaid inThread, Action<JsonObject>? change = null)
    {
        Join(who);
        var file = new SlackFileState(slack.State.NewId('F'), fileName, bytes.Length) { Bytes = bytes, IsComplete = true };
        slack.State.Write(state => state.Files[file.Id] = file);
        var told = new JsonObject
        {
            ["id"] = file.Id,
            ["name"] = fileName,
            ["title"] = fileName,
            ["mimetype"] = file.Mimetype,
            ["mode"] = "hosted",
            ["size"] = bytes.Length,
            ["user"] = who.Id,
            ["is_external"] = false,
            ["url_private"] = new Uri(slack.Address, $"files-pri/{file.Id}/{Uri.EscapeDataString(fileName)}").ToString(),
            ["permalink"] = $"https://{SlackState.Domain}.slack.com/files/{who.Id}/{file.Id}/{Uri.EscapeDataString(fileName)}",
        };
        change?.Invoke(told);
        var message = new JsonObject { ["user"] = who.Id, ["subtype"] = "file_share", ["upload"] = false, ["text"] = text, ["files"] = new JsonArray(told), ["thread_ts"] = inThread.ThreadTs };
        return (await PutAsync(message)).Said;
    }

    /// <summary>Another app writes, in the old way with a subtype or in the new way without.</summary>
    public async Task<SlackSaid> BotSays(string name, string text, SlackSaid? inThread = null, bool isOld = true)
    {
        var message = new JsonObject { ["bot_id"] = "B0OTHERBOT", ["text"] = text };
        if (isOld) (message["subtype"], message["username"]) = ("bot_message", name);
        else (message["user"], message["app_id"]) = ("U0OTHERBOT", "A0OTHERAPP");
        if (inThread is not null) message["thread_ts"] = inThread.ThreadTs;
        return (await PutAsync(message)).Said;
    }

    /// <summary>Waits for a message, in the channel or in any of its threads, in which the words occur.</summary>
    public Task<SlackSaid> ExpectMessage(string words) => ExpectAsync(words, () => All);

    /// <summary>Waits for a message in the channel itself; its thread hangs on it.</summary>
    public Task<SlackSaid> ExpectThread(string words) => ExpectAsync(words, () => [.. All.Where(static said => said.IsRoot)]);

    internal T Read<T>(Func<SlackChannelState, T> read) => slack.State.Read(state => state.Channels.TryGetValue(Id, out var channel) ? read(channel) : throw new SlackExpectation($"There is no channel {Id}."));

    internal SlackPlace Change(Action<SlackChannelState> change)
    {
        slack.State.Write(state => change(state.Channels[Id]));
        return this;
    }

    internal async Task<(SlackSaid Said, SlackReceipt Told)> PutAsync(JsonObject message)
    {
        var (ts, told) = Read(channel => board.Put(channel, message, tell: false));
        return (new SlackSaid(slack, this, ts), await TellAsync(told));
    }

    internal Task<SlackReceipt> TellAsync(JsonObject told) => HasBot ? slack.Deliveries.EventAsync(told) : Task.FromResult(SlackReceipt.Nothing);

    internal async Task<SlackSaid> SpeakAsync(SlackTeammate who, string text, SlackSaid? inThread, bool isBroadcast = false)
    {
        Join(who);
        if (IsArchived) throw new SlackExpectation($"#{Name} is archived: {who.Name} cannot write there.");
        var message = new JsonObject { ["user"] = who.Id, ["text"] = text, ["client_msg_id"] = slack.State.NewId('M') };
        if (inThread is not null) message["thread_ts"] = inThread.ThreadTs;
        if (isBroadcast)
        {
            message["subtype"] = "thread_broadcast";
            message["root"] = slack.State.Read(_ => SlackBoard.Public(inThread!.Json));
        }

        return (await PutAsync(message)).Said;
    }

    private Task<SlackSaid> ExpectAsync(string words, Func<IReadOnlyList<SlackSaid>> among) => slack.ExpectAsync(
        () => among().FirstOrDefault(said => said.Words.Contains(words, StringComparison.Ordinal)),
        () => $"Nobody said \"{words}\" in #{Name}, but:\n{string.Join("\n--\n", All.Select(static said => said.Words))}");
}
