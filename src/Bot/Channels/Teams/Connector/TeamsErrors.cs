namespace ChatOps.Bot.Channels.Teams.Connector;

/// <summary>What Teams' answers mean for a delivery; the only place that knows. The codes are those of learn.microsoft.com, "Send and receive messages with a bot", status codes from bot conversational APIs.</summary>
internal static class TeamsErrors
{
    /// <summary>Several calls at once for one conversation: over in a moment.</summary>
    private static readonly TimeSpan AfterConflict = TimeSpan.FromSeconds(5);

    private static readonly Dictionary<string, (DeliveryFailure Failure, string? Repair)> Forbidden = new(StringComparer.OrdinalIgnoreCase)
    {
        ["BotNotInConversationRoster"] = (DeliveryFailure.DestinationGone, "the app is not in this team or chat; add it there, and what waits is sent then"),
        ["BotDisabledByAdmin"] = (DeliveryFailure.DestinationGone, "the tenant's administrator blocked the app; allow it in the Teams admin center"),
        ["ConversationBlockedByUser"] = (DeliveryFailure.DestinationGone, "the person blocked the app"),
        ["MessageWritesBlocked"] = (DeliveryFailure.DestinationGone, "nobody may write there"),
        ["ForbiddenOperationException"] = (DeliveryFailure.DestinationGone, "the app may not write there"),
        ["NotEnoughPermissions"] = (DeliveryFailure.CredentialRevoked, "the app lacks a right there; look at its permissions in the team"),
        ["InvalidBotApiHost"] = (DeliveryFailure.CredentialRevoked, "the tenant is in another cloud; set Teams:Cloud"),
    };

    /// <param name="isNew">Whether it was to make something new: nobody can tell whether that happened when nobody answers. Edits and removals are done again as often as one likes.</param>
    public static DeliveryFailure ClassOf(TeamsAnswer answer, bool isNew) => answer switch
    {
        TeamsUnknown { WasSent: true } => isNew ? DeliveryFailure.OutcomeUnknown : DeliveryFailure.Unavailable,
        TeamsUnknown => DeliveryFailure.Unavailable,
        TeamsRefused refused => ClassOf(refused),
        _ => throw new ArgumentException("The call did not fail.", nameof(answer)),
    };

    /// <summary>What a failed call means for the message it was to bring.</summary>
    /// <param name="call">What was called, for the operator.</param>
    /// <param name="isInThread">Whether it was about a thread: then what is not found is the thread, and of its channel nothing is said.</param>
    /// <exception cref="ArgumentException">The call did not fail.</exception>
    public static NotDelivered Of(string call, TeamsAnswer answer, bool isNew, bool isInThread = false)
    {
        var failure = answer is TeamsRefused { Status: 404 } && isInThread ? DeliveryFailure.MessageGone : ClassOf(answer, isNew);
        return answer switch
        {
            TeamsRefused refused => new NotDelivered(failure, $"{call}: {Words(refused)}{Trace(answer)}", refused.RetryAfter ?? (refused.Status == 412 ? AfterConflict : null)),
            _ => new NotDelivered(failure, $"{call}: {((TeamsUnknown)answer).Why}{Trace(answer)}"),
        };
    }

    private static DeliveryFailure ClassOf(TeamsRefused refused) => refused.Status switch
    {
        0 => DeliveryFailure.DestinationGone,
        400 or 413 => DeliveryFailure.ContentRefused,
        401 => DeliveryFailure.CredentialRevoked,
        // A right that is missing in a way this version does not know is for somebody to give.
        403 => Forbidden.TryGetValue(refused.Code, out var known) ? known.Failure : DeliveryFailure.CredentialRevoked,
        404 => refused.Code.StartsWith("ActivityNotFound", StringComparison.OrdinalIgnoreCase) || refused.Code.StartsWith("MessageNotFound", StringComparison.OrdinalIgnoreCase) ? DeliveryFailure.MessageGone : DeliveryFailure.DestinationGone,
        412 or 429 => DeliveryFailure.RateLimited,
        _ => DeliveryFailure.Unknown,
    };

    private static string Words(TeamsRefused refused)
    {
        var said = refused.Message.Length > 0 && !refused.Message.Equals(refused.Code, StringComparison.Ordinal) ? $"{refused}: {refused.Message}" : refused.ToString();
        return refused.Status == 403 && Forbidden.TryGetValue(refused.Code, out var known) && known.Repair is { } repair ? $"{said}; {repair}" : said;
    }

    private static string Trace(TeamsAnswer answer) => answer.Trace is { } trace ? $" (MS-CV {trace})" : "";
}
