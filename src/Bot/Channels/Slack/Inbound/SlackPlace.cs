namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>Where a private answer goes.</summary>
/// <param name="Channel">Null for a direct message.</param>
/// <param name="User">Null for a message everybody in the channel sees.</param>
/// <param name="ThreadTs">The thread it is shown in; null outside.</param>
/// <param name="ResponseUrl">Where Slack said it may be sent; untrusted.</param>
internal sealed record SlackPlace(string? Channel, string? User, string? ThreadTs = null, string? ResponseUrl = null)
{
    /// <summary>Where an interaction took place.</summary>
    public static SlackPlace OfInteraction(Heard heard)
    {
        var payload = heard.Payload;
        return new SlackPlace(
            payload.Text("channel", "id") ?? payload.Text("container", "channel_id"),
            payload.Text("user", "id"),
            payload.Text("container", "thread_ts") ?? payload.Text("message", "thread_ts"),
            payload.Text("response_url"));
    }
}
