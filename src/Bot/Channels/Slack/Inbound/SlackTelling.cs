namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>A request or envelope of Slack, read as far as is needed before it is stored.</summary>
internal abstract record SlackTelling;

/// <summary>Slack asks whether the address is ours.</summary>
internal sealed record SlackChallenge(string Challenge) : SlackTelling;

/// <summary>Slack looks at our certificate.</summary>
internal sealed record SlackCertificateCheck : SlackTelling;

/// <summary>Something that was done or said.</summary>
/// <param name="Type">As in <see cref="Heard.Type"/>.</param>
/// <param name="Team">Empty when Slack named none.</param>
/// <param name="Key">As in <see cref="Heard.Key"/>.</param>
/// <param name="Payload">JSON, known to be whole.</param>
internal sealed record SlackTold(string Type, string Team, string Key, SlackGlance Glance, ReadOnlyMemory<byte> Payload) : SlackTelling
{
    public const string Command = "command";
    public const string Message = "event:message";
    public const string Mention = "event:app_mention";
    public const string ReactionAdded = "event:reaction_added";
    public const string ReactionRemoved = "event:reaction_removed";

    public bool IsEvent => Type.StartsWith("event:", StringComparison.Ordinal);

    /// <summary>Null where there is none.</summary>
    public string? Channel => Glance.Event.Channel ?? Glance.Channel ?? Glance.Message.Channel;

    /// <summary>What is told of one place is heard in order.</summary>
    public string Order => Glance.Event.ThreadTs ?? Glance.Message.ThreadTs ?? Glance.Previous.ThreadTs ?? Glance.ThreadTs ?? Glance.MessageTs ?? Channel ?? "";
}

/// <summary>Slack holds events back because there are too many.</summary>
internal sealed record SlackHoldsBack(long? Minute) : SlackTelling;

/// <summary>A kind this version does not know.</summary>
internal sealed record SlackUnknownKind(string Kind) : SlackTelling;

/// <summary>Nothing Slack would send.</summary>
internal sealed record SlackNonsense(string Why) : SlackTelling;
