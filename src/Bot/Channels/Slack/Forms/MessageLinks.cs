using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>Links into Slack that need no call: slack.com leads whoever is signed in to the channel and the message (docs.slack.dev, "Deep linking").</summary>
internal static class MessageLinks
{
    /// <summary>The thread's root; null until it was delivered.</summary>
    public static Uri? Of(InvestigationThread thread) => thread.ExternalId is { } ts ? Of(thread.Channel.Workspace, thread.Channel.Channel, ts, null) : null;

    public static Uri Of(string team, string channel, string ts, string? threadTs) =>
        new($"https://slack.com/app_redirect?team={Uri.EscapeDataString(team)}&channel={Uri.EscapeDataString(channel)}&message_ts={Uri.EscapeDataString(ts)}{(threadTs is null ? "" : $"&thread_ts={Uri.EscapeDataString(threadTs)}")}");
}
