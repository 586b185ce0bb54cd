using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Slack;

/// <summary>Slack as a chat: what is said to it is said once, in order, and not faster than Slack listens.</summary>
internal sealed class SlackChannel(SlackIdentity identity, SlackLimits limits, SlackDelivery delivery, ChatRoots roots, SlackOptions options) : IChatChannel
{
    public string Vendor => SlackOptions.Vendor;

    public ChannelLimits Limits { get; } = new(limits.Gap, limits.StormPerMinute);

    public string HomeWorkspace => identity.Workspace;

    public ChannelRef? Fallback => options.DefaultChannel is { } channel ? new ChannelRef(Vendor, identity.Workspace, channel) : null;

    public async Task<DeliveryOutcome> DeliverAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var thread = message.Thread;
        if (thread.Channel.Workspace != identity.Workspace)
            return new NotDelivered(DeliveryFailure.CredentialRevoked, $"the token is one of workspace {identity.Workspace}, and this belongs to {thread.Channel.Workspace}");
        return await roots.DeliverAsync(message, delivery.DeliverAsync, cancellationToken);
    }
}
