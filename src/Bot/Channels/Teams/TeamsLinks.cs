using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Teams;

/// <summary>Links into Teams that need no call (learn.microsoft.com, "Deep link to a chat or message").</summary>
internal static class TeamsLinks
{
    /// <summary>The thread's root; null until it was delivered.</summary>
    public static Uri? Of(InvestigationThread thread) => thread.ExternalId is { } root && root != TeamsPoster.Unnamed ? Of(thread.Channel, root, null) : null;

    /// <param name="root">Id of the thread's first message; null when the message is that itself.</param>
    public static Uri Of(ChannelRef channel, string message, string? root) =>
        new($"https://teams.microsoft.com/l/message/{Uri.EscapeDataString(channel.Channel)}/{Uri.EscapeDataString(message)}?tenantId={Uri.EscapeDataString(channel.Workspace)}&parentMessageId={Uri.EscapeDataString(root ?? message)}");
}
