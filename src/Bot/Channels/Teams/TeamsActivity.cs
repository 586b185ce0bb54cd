using System.Text.Json;

namespace ChatOps.Bot.Channels.Teams;

/// <summary>An activity as Teams posted it. Anything may be missing (learn.microsoft.com, "subscribe to conversation events": bots must be designed to receive unexpected events).</summary>
internal sealed class TeamsActivity(JsonElement raw)
{
    public JsonElement Raw => raw;

    /// <summary>message, invoke, messageUpdate, messageDelete, messageReaction, installationUpdate, conversationUpdate and others.</summary>
    public string? Type => raw.Text("type");

    /// <summary>What an invoke asks for.</summary>
    public string? Name => raw.Text("name");

    public string? Id => raw.Text("id");

    /// <summary>msteams; the key that signed has to endorse it.</summary>
    public string? ChannelId => raw.Text("channelId");

    /// <summary>Where the conversation is reached, as Teams says; untrusted until its host was checked.</summary>
    public string? ServiceUrl => raw.Text("serviceUrl");

    /// <summary>Empty when the activity names none.</summary>
    public TeamsConversation Conversation => TeamsConversation.Parse(raw.Text("conversation", "id") ?? "");

    /// <summary>channel, groupChat or personal.</summary>
    public string? ConversationType => raw.Text("conversation", "conversationType");

    public string? Tenant => raw.Text("conversation", "tenantId") ?? ChannelData?.Text("tenant", "id");

    /// <summary>The team whose people see the channel; null for a private or shared channel too, which others see than they (learn.microsoft.com, "Apps for shared and private channels").</summary>
    public string? Team => ChannelData?.Member("channel")?.Text("type")?.ToLowerInvariant() is "private" or "shared" ? null : ChannelData?.Text("team", "id") ?? ChannelData?.Text("teamsTeamId");

    public JsonElement? ChannelData => raw.Member("channelData");

    /// <summary>What happened, in updates: editMessage, softDeleteMessage, teamMemberAdded and others.</summary>
    public string? EventType => ChannelData?.Text("eventType");

    /// <summary>The person as this bot addresses them: 29:…</summary>
    public string? From => raw.Text("from", "id");

    /// <summary>The person in Entra ID, the same for every bot; null on activities of Teams itself.</summary>
    public string? FromObjectId => raw.Text("from", "aadObjectId");

    /// <summary>Untrusted text, and no identity.</summary>
    public string? FromName => raw.Text("from", "name");

    /// <summary>Ourselves: 28: and the app id.</summary>
    public string? Recipient => raw.Text("recipient", "id");

    /// <summary>Only the person and we see it: a slash command. The answer is private too.</summary>
    public bool IsTargeted => raw.Member("recipient") is { } recipient && recipient.Is("isTargeted");

    /// <summary>As written, mentions included.</summary>
    public string? Text => raw.Text("text");

    /// <summary>The message acted upon: of a press the card's.</summary>
    public string? ReplyToId => raw.Text("replyToId");

    /// <summary>What a card, a dialog or an extension sent.</summary>
    public JsonElement? Value => raw.Member("value");
}
