using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Slack;

internal enum SlackParcelKind
{
    Command,
    Interaction,
    Options,
    Event,
}

/// <summary>What Slack brings to the app, before it is put on HTTP or on a socket.</summary>
internal sealed record SlackParcel(SlackParcelKind Kind, JsonObject Payload)
{
    /// <summary>0 the first time, then 1, 2, 3.</summary>
    public int Retry { get; init; }

    public string? RetryReason { get; init; }

    /// <summary>The type an envelope of Socket Mode says.</summary>
    public string EnvelopeType => Kind switch
    {
        SlackParcelKind.Command => "slash_commands",
        SlackParcelKind.Event => "events_api",
        _ => "interactive",
    };
}
