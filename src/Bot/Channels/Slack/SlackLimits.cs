namespace ChatOps.Bot.Channels.Slack;

/// <summary>How fast Slack lets itself be told things: one message per second and channel, several hundred a minute in a workspace (docs.slack.dev/apis/web-api/rate-limits). Bursts beyond that may be dropped without a word.</summary>
internal sealed record SlackLimits
{
    public TimeSpan Gap { get; init; } = TimeSpan.FromSeconds(1);

    public int PostsPerMinute { get; init; } = 300;

    /// <summary>New findings a channel is sent within a minute before they are summarised. At one message a second, eight and the summary of all others are told within ten seconds.</summary>
    public int StormPerMinute { get; init; } = 8;
}
