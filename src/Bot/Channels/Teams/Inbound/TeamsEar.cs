namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>What is done with an activity before Teams gets its answer: answered at once, kept, or let go.</summary>
internal sealed partial class TeamsEar(TeamsPlaces places, TeamsReflexes reflexes, TeamsListeners listeners, TeamsInbox inbox, ILogger<TeamsEar> logger)
{
    private static readonly TeamsReply Taken = new(StatusCodes.Status202Accepted, null);

    private readonly ChatSeldom unknown = new(100);

    /// <returns>What to answer. Throws when the store fails: then Teams must not be told that it was heard.</returns>
    /// <param name="body">The activity as it came.</param>
    public async Task<TeamsReply> HearAsync(TeamsLetIn entry, TeamsActivity activity, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        await places.RememberAsync(entry, activity, cancellationToken);
        if (activity.Type == TeamsSieve.Invoke)
        {
            if (reflexes.Of(activity.Name) is not { } reflex)
            {
                Mention($"{TeamsSieve.Invoke} {activity.Name}");
                return new TeamsReply(StatusCodes.Status501NotImplemented, null);
            }

            return activity.Value is { ValueKind: System.Text.Json.JsonValueKind.Object }
                ? await reflexes.AnswerAsync(reflex, await inbox.MarkAsync(entry, activity, cancellationToken))
                : new TeamsReply(StatusCodes.Status400BadRequest, null);
        }

        if (listeners.Of(activity.Type!) is null) Mention(activity.Type!);
        else await inbox.TakeAsync(entry, activity, body, cancellationToken);
        return Taken;
    }

    /// <summary>Each kind once.</summary>
    private void Mention(string kind)
    {
        if (kind.Length < 100 && unknown.IsFirst(kind)) Log.Unknown(logger, kind);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Teams told of '{Kind}', which nobody listens to; it is let go, now and later")]
        public static partial void Unknown(ILogger logger, string kind);
    }
}
