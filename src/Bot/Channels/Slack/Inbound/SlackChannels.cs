using System.Collections.Concurrent;
using ChatOps.Bot.Channels.Slack.Api;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>Whether we could speak in a channel, asked of Slack before anything is written there.</summary>
internal sealed class SlackChannels(SlackApi api, TimeProvider time)
{
    private const int MostKept = 1000;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, DateTimeOffset> open = new(StringComparer.Ordinal);

    public async Task<SlackReach> ReachOfAsync(string channel, CancellationToken cancellationToken)
    {
        if (open.TryGetValue(channel, out var since) && time.GetUtcNow() - since < Kept) return SlackReach.Open;
        var answer = await api.ReadAsync("conversations.info", [new("channel", channel)], cancellationToken);
        var reach = answer switch
        {
            SlackOk ok => Of(ok),
            // Slack says so of private channels we are not in, too.
            SlackRefused { Error: "channel_not_found" } => SlackReach.NotInvited,
            _ => SlackReach.Unknown,
        };
        if (reach is not SlackReach.Open) return reach;
        if (open.Count >= MostKept) open.Clear();
        open[channel] = time.GetUtcNow();
        return reach;
    }

    private static SlackReach Of(SlackOk answer)
    {
        if (answer.Body.Member("channel") is not { } channel) return SlackReach.Unknown;
        if (IsTrue("is_archived")) return SlackReach.Archived;
        // Into a public channel we go by ourselves.
        var isPublic = IsTrue("is_channel") && !IsTrue("is_private");
        return IsTrue("is_im") || IsTrue("is_member") || isPublic ? SlackReach.Open : SlackReach.NotInvited;

        bool IsTrue(string name) => channel.Member(name) is { ValueKind: System.Text.Json.JsonValueKind.True };
    }
}

internal enum SlackReach
{
    /// <summary>We are in, or can go in by ourselves.</summary>
    Open,

    NotInvited,

    Archived,

    /// <summary>Slack did not say; what is written will wait in its lane if need be.</summary>
    Unknown,
}
