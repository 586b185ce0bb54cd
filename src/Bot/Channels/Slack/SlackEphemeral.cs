using ChatOps.Bot.Channels.Slack.Api;
using ChatOps.Bot.Channels.Slack.BlockKit;

namespace ChatOps.Bot.Channels.Slack;

/// <summary>Says something to one person in a channel. It is not kept by Slack, cannot be edited, and nobody can look whether it came.</summary>
internal sealed class SlackEphemeral(SlackApi api)
{
    /// <param name="threadTs">The thread it appears in; null for the channel itself.</param>
    public Task<SlackAnswer> SayAsync(string channel, string user, string? threadTs, SlackMessage message, CancellationToken cancellationToken)
    {
        var body = message.ToJson();
        body["channel"] = channel;
        body["user"] = user;
        body["parse"] = "none";
        if (threadTs is not null) body["thread_ts"] = threadTs;
        return api.CallAsync("chat.postEphemeral", body, cancellationToken);
    }
}
