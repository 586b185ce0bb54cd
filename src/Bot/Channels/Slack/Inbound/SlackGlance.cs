namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>What is looked at before a payload is stored: enough to know whose it is and where it belongs. Everything else is left to the job.</summary>
internal sealed class SlackGlance
{
    public string? Type { get; set; }

    public string? Challenge { get; set; }

    public string? Team { get; set; }

    public string? EventId { get; set; }

    public string? TriggerId { get; set; }

    /// <summary>Where an interaction took place.</summary>
    public string? Channel { get; set; }

    public string? ThreadTs { get; set; }

    public string? MessageTs { get; set; }

    /// <summary>Of <c>app_rate_limited</c>.</summary>
    public long? Minute { get; set; }

    /// <summary>The event inside an envelope.</summary>
    public SlackGlimpse Event { get; } = new();

    /// <summary>Of an edit or a deletion: the message as it is now. Of a reaction: the message it is on.</summary>
    public SlackGlimpse Message { get; } = new();

    /// <summary>Of an edit or a deletion: the message as it was.</summary>
    public SlackGlimpse Previous { get; } = new();
}

/// <summary>An event, or a message inside one.</summary>
internal sealed class SlackGlimpse
{
    public string? Type { get; set; }

    public string? Subtype { get; set; }

    public string? Channel { get; set; }

    public string? ChannelType { get; set; }

    public string? User { get; set; }

    public string? BotId { get; set; }

    public string? Ts { get; set; }

    public string? ThreadTs { get; set; }

    /// <summary>Name of the emoji, where it is a reaction.</summary>
    public string? Reaction { get; set; }

    /// <summary>Who wrote the root of the thread, where Slack says so.</summary>
    public string? ParentUser { get; set; }
}
