using System.Text.Json.Nodes;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>What is done with a telling before Slack gets its answer, whichever way it came: answered at once, kept, or let go.</summary>
internal sealed partial class SlackEar(SlackReflexes reflexes, SlackListeners listeners, SlackInbox inbox, SlackIdentity self, ILogger<SlackEar> logger)
{
    private readonly ChatSeldom unknown = new(100);

    /// <returns>What to answer; null when it was nothing Slack would send. Throws when the store fails: then Slack must not be told that it was heard.</returns>
    public async Task<SlackReply?> HearAsync(SlackTelling telling, CancellationToken cancellationToken)
    {
        switch (telling)
        {
            case SlackChallenge proof:
                return new SlackReply(new JsonObject { ["challenge"] = proof.Challenge });
            case SlackTold told:
                return await HearAsync(told, cancellationToken);
            case SlackHoldsBack back:
                Log.HeldBack(logger, back.Minute is { } minute and > 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(minute) : null);
                return SlackReply.Empty;
            case SlackUnknownKind other:
                Mention(other.Kind);
                return SlackReply.Empty;
            case SlackNonsense nonsense:
                Log.Nonsense(logger, nonsense.Why);
                return null;
            default:
                return SlackReply.Empty;
        }
    }

    private async Task<SlackReply> HearAsync(SlackTold told, CancellationToken cancellationToken)
    {
        if (told.Team.Length > 0 && self.Workspace is { Length: > 0 } ours && told.Team != ours)
        {
            Log.OtherWorkspace(logger, told.Team, ours);
            return SlackReply.Empty;
        }

        if (await reflexes.AnswerAsync(told, cancellationToken) is { } reply) return reply;
        if (listeners.Of(told.Type) is null) Mention(told.Type);
        else await inbox.TakeAsync(told, cancellationToken);
        return SlackReply.Empty;
    }

    /// <summary>Each kind once.</summary>
    private void Mention(string kind)
    {
        if (unknown.IsFirst(kind)) Log.Unknown(logger, kind);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Slack told of '{Kind}', which nobody listens to; it is let go, now and later")]
        public static partial void Unknown(ILogger logger, string kind);

        [LoggerMessage(2, LogLevel.Warning, "A request of the workspace {Team} was ignored: the bot token is of {Ours}")]
        public static partial void OtherWorkspace(ILogger logger, string team, string ours);

        [LoggerMessage(3, LogLevel.Warning, "Slack held events back in the minute of {Minute:u}: there were more than it delivers to one app. Notes written then may be missing")]
        public static partial void HeldBack(ILogger logger, DateTimeOffset? minute);

        [LoggerMessage(4, LogLevel.Warning, "A request with a genuine signature was refused: {Why}")]
        public static partial void Nonsense(ILogger logger, string why);
    }
}
