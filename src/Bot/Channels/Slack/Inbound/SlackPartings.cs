using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>The app was removed, or its tokens were taken back. What is to be said stops by itself, with the first call that is refused.</summary>
internal sealed partial class SlackPartings(ILogger<SlackPartings> logger) : ISlackListener
{
    private const string Uninstalled = "event:app_uninstalled";

    public IReadOnlyList<string> Types { get; } = [Uninstalled, "event:tokens_revoked"];

    public Task<JobOutcome> HearAsync(Heard heard, CancellationToken cancellationToken)
    {
        if (heard.Type == Uninstalled) Log.Uninstalled(logger, heard.Workspace);
        else if (heard.Payload.Member("event")?.Member("tokens") is { } tokens && tokens.Items("bot").Any()) Log.Revoked(logger, heard.Workspace);
        return Task.FromResult<JobOutcome>(new JobDone());
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The app was removed from the workspace {Team}. Nothing can be said or heard there until it is installed again and Slack:BotToken is the new token; what waits is kept")]
        public static partial void Uninstalled(ILogger logger, string team);

        [LoggerMessage(2, LogLevel.Error, "The bot token of the workspace {Team} was revoked. Install the app again and set Slack:BotToken; what waits is kept")]
        public static partial void Revoked(ILogger logger, string team);
    }
}
