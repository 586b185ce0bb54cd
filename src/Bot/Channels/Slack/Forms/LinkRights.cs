using System.Text.Json;
using ChatOps.Bot.Access;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>Whether what is known may be shown below somebody's links: to whoever posted them, and where they stand.</summary>
internal sealed class LinkRights(AccessPolicy policy, Readers readers, SlackPeople people, SlackIdentity self)
{
    /// <summary>Where a link is that somebody has not sent yet.</summary>
    public const string Composer = "composer";

    public async Task<bool> MayShowAsync(JsonElement shared, string team, CancellationToken cancellationToken)
    {
        if (shared.Text("user") is { } user && user == self.BotUser) return false;
        return MayStandThere(shared, team) && await MayAskAsync(shared, team, cancellationToken);
    }

    /// <summary>Of a message being written Slack says "COMPOSER" for its channel; a direct message is none of the policy's.</summary>
    private bool MayStandThere(JsonElement shared, string team) =>
        shared.Text("source") != Composer && shared.Text("channel") is { } channel && SlackOptions.IsChannel(channel)
            ? policy.MaySpeakIn(new ChannelRef(SlackOptions.Vendor, team, channel))
            : policy.MaySpeakAnywhere;

    /// <summary>A link is a question of whoever posts it: what they may not ask is not shown to them in this way either.</summary>
    private async Task<bool> MayAskAsync(JsonElement shared, string team, CancellationToken cancellationToken) =>
        shared.Text("user") is not { } user || (await readers.MayAsync(await people.OfAsync(user, cancellationToken), Verb.Investigate, new ChannelRef(SlackOptions.Vendor, team, shared.Text("channel") ?? ""), "a link", cancellationToken)).Allowed;
}
