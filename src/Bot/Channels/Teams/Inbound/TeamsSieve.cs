using System.Text.Json;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>Which activities are ours to keep, by what is seen before they are stored: what is said outside our threads is dropped unread. Pure.</summary>
internal static class TeamsSieve
{
    public const string Message = "message";
    public const string MessageUpdate = "messageUpdate";
    public const string MessageDelete = "messageDelete";
    public const string InstallationUpdate = "installationUpdate";
    public const string ConversationUpdate = "conversationUpdate";
    public const string Invoke = "invoke";

    // Reactions are dropped wherever they are: nothing we do follows from one, and whoever reacts does not expect it.
    public static ChatSifted Sift(TeamsActivity activity, DateTimeOffset now) => activity.Type switch
    {
        _ when activity.Conversation.Id.Length == 0 => new ChatDropped(),
        InstallationUpdate or ConversationUpdate => new ChatKept(),
        MessageUpdate or MessageDelete => IsByBot(activity) ? new ChatDropped() : InThread(activity, now),
        Message when IsByBot(activity) || activity.From is null => new ChatDropped(),
        Message => IsForUs(activity) ? new ChatKept() : InThread(activity, now),
        _ => new ChatDropped(),
    };

    /// <summary>Whether we are mentioned. The text proves nothing: whoever writes can make it look like a mention.</summary>
    public static bool IsMentioned(TeamsActivity activity) =>
        activity.Recipient is { } us && activity.Raw.Items("entities").Any(entity => entity.Text("type") == "mention" && entity.Text("mentioned", "id") == us);

    /// <summary>A chat of one person with us.</summary>
    public static bool IsPersonal(TeamsActivity activity) =>
        activity.ConversationType is { } type ? type == "personal" : activity.Conversation.Id.StartsWith("a:", StringComparison.Ordinal);

    /// <summary>A press on one of our cards, a slash command, a mention, or something said to us alone.</summary>
    private static bool IsForUs(TeamsActivity activity) =>
        activity.Value is { ValueKind: not JsonValueKind.Undefined } || activity.IsTargeted || IsPersonal(activity) || IsMentioned(activity);

    /// <summary>28: is an application, 29: a person.</summary>
    private static bool IsByBot(TeamsActivity activity) =>
        activity.From is { } from && (from.StartsWith("28:", StringComparison.Ordinal) || from == activity.Recipient || activity.Raw.Text("from", "role") is "bot" or "skill");

    private static ChatSifted InThread(TeamsActivity activity, DateTimeOffset now)
    {
        // A new post is the root of its own thread.
        if (activity.Conversation is not { IsChannel: true, Root: { } root } || root == activity.Id) return new ChatDropped();
        // Whether a thread our store does not know may be one of ours all the same: its root has only just been delivered.
        return new ChatDependsOnThread(root, TeamsConversation.At(root) is { } at && (now - at).Duration() < ChatThreads.RootIsYoung);
    }
}
