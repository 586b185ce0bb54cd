using System.Text.Json.Nodes;
using ChatOps.Bot.Channels.Slack.Api;

namespace ChatOps.Bot.Channels.Slack;

/// <summary>Shows people that what they wrote was taken.</summary>
internal sealed class SlackReactions(SlackApi api, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <param name="name">Of the emoji, without colons.</param>
    /// <returns>What Slack said; a reaction that is there already is as good as one added.</returns>
    public async Task<SlackAnswer> AddAsync(string channel, string ts, string name, CancellationToken cancellationToken)
    {
        var reaction = new JsonObject { ["channel"] = channel, ["timestamp"] = ts, ["name"] = name };
        var answer = await SlackPatience.OfAsync(stop => api.CallAsync("reactions.add", reaction, stop), Patience, time, cancellationToken);
        return answer is SlackRefused { Error: "already_reacted" } ? new SlackOk(default) : answer;
    }
}
