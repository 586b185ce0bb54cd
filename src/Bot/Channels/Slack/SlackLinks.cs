using ChatOps.Bot.Channels.Slack.Api;

namespace ChatOps.Bot.Channels.Slack;

/// <summary>Addresses of messages.</summary>
internal sealed class SlackLinks(SlackApi api, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Null when Slack gives none.</summary>
    public async Task<Uri?> PermalinkAsync(string channel, string ts, CancellationToken cancellationToken) =>
        await SlackPatience.OfAsync(stop => api.ReadAsync("chat.getPermalink", [new("channel", channel), new("message_ts", ts)], stop), Patience, time, cancellationToken) is SlackOk ok
        && Uri.TryCreate(ok.Text("permalink"), UriKind.Absolute, out var link) && link.Scheme == Uri.UriSchemeHttps ? link : null;
}
