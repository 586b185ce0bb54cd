namespace ChatOps.Bot.Channels.Teams.Connector;

/// <summary>What became of a call of the connector.</summary>
internal abstract record TeamsAnswer
{
    /// <summary>The vendor's name of the call (MS-CV), which its support asks for; null when there was no answer.</summary>
    public string? Trace { get; init; }
}

/// <param name="Id">Of the message; of its first message for a new thread; null when Teams took it and named none.</param>
internal sealed record TeamsOk(string? Id) : TeamsAnswer;

/// <summary>It was refused; nothing was done.</summary>
/// <param name="Status">HTTP status; 401 also when no token was given for it, 429 also when our own pace would have been exceeded, 0 when it was not called because of its host.</param>
/// <param name="Code">The vendor's word, such as BotNotInConversationRoster; empty when there is none.</param>
/// <param name="RetryAfter">The vendor's wish; null when it gave none.</param>
internal sealed record TeamsRefused(int Status, string Code, string Message, TimeSpan? RetryAfter) : TeamsAnswer
{
    public override string ToString() => Code.Length > 0 ? $"{Status} {Code}" : $"{Status}";
}

/// <param name="WasSent">Whether it may have been done.</param>
internal sealed record TeamsUnknown(string Why, bool WasSent) : TeamsAnswer;
