namespace ChatOps.Bot.Channels.Teams.Connector;

/// <summary>How much Teams lets itself be told: per bot and conversation, which is the channel and not the thread, and per app and tenant
/// (learn.microsoft.com, "Optimize your bot with rate limiting in Teams"). Sending, creating and editing count together here.</summary>
internal sealed record TeamsLimits
{
    public IReadOnlyList<TeamsWindow> Channel { get; init; } =
    [
        new(7, TimeSpan.FromSeconds(1)),
        new(8, TimeSpan.FromSeconds(2)),
        new(60, TimeSpan.FromSeconds(30)),
        new(1800, TimeSpan.FromHours(1)),
    ];

    public IReadOnlyList<TeamsWindow> Tenant { get; init; } = [new(30, TimeSpan.FromSeconds(1))];

    /// <summary>Between two messages to one channel, so that nobody who could work elsewhere waits inside of <see cref="TeamsPace"/>: a little less than the windows come to.</summary>
    public TimeSpan Gap { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>New findings a channel is sent within a minute before they are summarised. Each brings its root, its pivots and a span or two, and an hour has room for thirty messages a minute;
    /// seven and the summary of all others are told within three seconds.</summary>
    public int StormPerMinute { get; init; } = 7;
}

/// <param name="Most">So many within any span of that length.</param>
internal sealed record TeamsWindow(int Most, TimeSpan Length);
