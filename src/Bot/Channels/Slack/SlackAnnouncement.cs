namespace ChatOps.Bot.Channels.Slack;

/// <summary>Says at start who we are in Slack and how it is heard: whoever set it up for the first time sees that it worked, and what is still missing.</summary>
internal sealed partial class SlackAnnouncement(SlackIdentity identity, SlackOptions options, ILogger<SlackAnnouncement> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Log.Here(logger, identity.Handle is { Length: > 0 } handle ? $"@{handle}" : identity.BotUser, identity.Workspace, options.IsSocket ? "over Socket Mode" : "when Slack calls /slack");
        if (!options.IsToldFindings) Log.NoChannel(logger);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "In Slack as {Handle}, workspace {Workspace}; commands are heard {How}")]
        public static partial void Here(ILogger logger, string handle, string workspace, string how);

        [LoggerMessage(2, LogLevel.Warning, "No finding is sent to Slack: name a channel in Slack:DefaultChannel, or in Routes")]
        public static partial void NoChannel(ILogger logger);
    }
}
