using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Slack;

/// <summary>A message as it stands now; a message in the channel itself is also its thread.</summary>
internal sealed class SlackSaid(SlackDouble slack, SlackPlace place, string ts)
{
    private readonly SlackBoard board = new(slack);

    public SlackPlace Place => place;

    public string Ts => ts;

    /// <summary>The ts of the thread the message is in: its parent's, or its own.</summary>
    public string ThreadTs => Json["thread_ts"]?.ToString() ?? ts;

    public bool IsRoot => ThreadTs == ts;

    public bool IsGone => place.Read(channel => !channel.Messages.TryGetValue(ts, out var message) || message["subtype"]?.ToString() == "tombstone");

    /// <summary>A copy of the message as Slack keeps it, metadata too.</summary>
    public JsonObject Json => place.Read(channel => channel.Messages.TryGetValue(ts, out var message) ? (JsonObject)message.DeepClone() : throw new SlackExpectation($"The message {ts} in #{channel.Name} was deleted."));

    public string Text => Json["text"]?.ToString() ?? "";

    public string? Subtype => Json["subtype"]?.ToString();

    public JsonObject? Metadata => Json["metadata"] as JsonObject;

    public string Words => place.Read(channel => channel.Messages.TryGetValue(ts, out var message) ? SlackWords.Of(message) : "");

    /// <summary>How often it was changed.</summary>
    public int Edited => Versions.Count;

    /// <summary>What it said before each change, oldest first.</summary>
    public IReadOnlyList<string> Versions => place.Read(channel => channel.Versions.TryGetValue(ts, out var versions) ? versions.Select(SlackWords.Of).ToList() : []);

    /// <summary>The rest of the thread, oldest first.</summary>
    public IReadOnlyList<SlackSaid> Replies => [.. place.All.Where(said => said.Ts != ts && said.ThreadTs == ts)];

    public IReadOnlyList<string> Reactions => [.. (Json["reactions"] as JsonArray)?.Select(static reaction => reaction!["name"]!.ToString()) ?? []];

    /// <summary>Names of files shown with it.</summary>
    public IReadOnlyList<string> Files => [.. (Json["files"] as JsonArray)?.Select(static file => file!["name"]!.ToString()) ?? []];

    public string Permalink => SlackDoor.Permalink(place.Id, ts, Json["thread_ts"]?.ToString());

    public IReadOnlyList<string> Buttons => SurfaceFor(slack.Person("nobody")).Labels;

    /// <summary>The button with that label or action_id.</summary>
    public SlackPressable Button(string label) => new(slack, SurfaceFor, label);

    /// <summary>The picker or overflow menu with that action_id.</summary>
    public SlackPressable Menu(string actionId) => new(slack, SurfaceFor, actionId);

    public Task<SlackSaid> Reply(SlackTeammate who, string text) => place.SpeakAsync(who, text, this);

    /// <summary>A reply that is also shown in the channel.</summary>
    public Task<SlackSaid> Broadcast(SlackTeammate who, string text) => place.SpeakAsync(who, text, this, isBroadcast: true);

    public Task<SlackSaid> Mention(SlackTeammate who, string text) => place.Mention(who, text, this);

    /// <summary>The author changes the words.</summary>
    public Task<SlackReceipt> Edit(SlackTeammate who, string text) => place.TellAsync(place.Read(channel => board.Change(channel, ts, message =>
    {
        message["text"] = text;
        message["edited"] = new JsonObject { ["user"] = who.Id, ["ts"] = slack.State.NextTs() };
    }, tell: false)));

    public Task<SlackReceipt> Delete(SlackTeammate who)
    {
        if (Json["user"]?.ToString() is { } author && author != who.Id && author != SlackState.BotUserId) throw new SlackExpectation($"{who.Name} cannot delete another's message.");
        return place.TellAsync(place.Read(channel => board.Remove(channel, ts, tell: false)));
    }

    /// <summary>Puts an emoji on the message, or takes it away.</summary>
    /// <param name="name">Without colons.</param>
    public Task<SlackReceipt> React(SlackTeammate who, string name, bool isAdded = true) => place.TellAsync(new JsonObject
    {
        ["type"] = isAdded ? "reaction_added" : "reaction_removed",
        ["user"] = who.Id,
        ["reaction"] = name,
        ["item"] = new JsonObject { ["type"] = "message", ["channel"] = place.Id, ["ts"] = ts },
        ["item_user"] = Json["user"]?.DeepClone(),
        ["event_ts"] = slack.State.NextTs(),
    });

    /// <summary>Takes a shortcut from the message's own menu.</summary>
    public Task<SlackReceipt> Shortcut(SlackTeammate who, string callbackId)
    {
        var payload = SurfaceFor(who).Base("message_action");
        payload.Remove("container");
        payload["callback_id"] = callbackId;
        payload["message_ts"] = ts;
        payload["action_ts"] = slack.State.NextTs();
        return slack.Deliveries.SendAsync(new SlackParcel(SlackParcelKind.Interaction, payload));
    }

    /// <summary>Waits for a reply in which the words occur.</summary>
    public Task<SlackSaid> ExpectReply(string words) => slack.ExpectAsync(
        () => Replies.FirstOrDefault(said => said.Words.Contains(words, StringComparison.Ordinal)),
        () => $"Nobody replied \"{words}\", but:\n{string.Join("\n--\n", Replies.Select(static said => said.Words))}");

    /// <summary>Waits until the message itself says the words.</summary>
    public Task<SlackSaid> ExpectWords(string words) => slack.ExpectAsync(() => Words.Contains(words, StringComparison.Ordinal) ? this : null, () => $"The message never said \"{words}\", but:\n{Words}");

    public Task<SlackSaid> ExpectReaction(string name) => slack.ExpectAsync(() => !IsGone && Reactions.Contains(name) ? this : null, () => $"Nobody reacted with {name}.");

    internal SlackSurface SurfaceFor(SlackTeammate who)
    {
        var message = Json;
        return new SlackSurface(message, type =>
        {
            var payload = who.Interaction(type);
            var container = new JsonObject { ["type"] = "message", ["message_ts"] = ts, ["channel_id"] = place.Id, ["is_ephemeral"] = false };
            if (message["thread_ts"] is { } thread) container["thread_ts"] = thread.ToString();
            payload["container"] = container;
            payload["channel"] = new JsonObject { ["id"] = place.Id, ["name"] = place.Name };
            payload["message"] = SlackBoard.Public(message);
            payload["response_url"] = slack.State.NewResponseUrl(slack.Address, who.Id, place.Id, message["thread_ts"]?.ToString(), ts);
            return payload;
        });
    }
}
