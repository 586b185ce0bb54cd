namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>Whether an answer could be shown where something is asked.</summary>
internal sealed class SlackReach(SlackMembership membership)
{
    /// <summary>Null when we can speak there: as members, or because a public channel lets us in. When Slack does not say, what is written waits in its lane if need be.</summary>
    public async Task<string?> WhyNotAsync(string channel, CancellationToken cancellationToken)
    {
        if (await membership.OfAsync(channel, cancellationToken) is not { } presence) return null;
        if (presence is { IsArchived: false } and ({ IsMember: true } or { IsPublic: true })) return null;
        membership.Forget(channel); // whoever reads the answer invites us, and asks again at once
        if (presence.IsArchived) return "This channel is archived. Ask in another one.";
        return channel.StartsWith('D')
            ? "I am not part of this conversation, so nobody here could see the answer. Ask in a channel, or in a direct message to @bot."
            : "I am not in this channel, so the answer could not be shown here. Type /invite @bot, then ask again.";
    }
}
