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
        if (message.Message.Kind == MessageKind.Root) return await delivery.DeliverAsync(message, cancellationToken);
        // The queue sends roots first; whoever comes here without one waits for it like for anything else that is not there.
        if (thread.ExternalId is null) return new NotDelivered(DeliveryFailure.Unavailable, "the thread has no root in Slack yet");
        var outcome = await delivery.DeliverAsync(message, cancellationToken);
        if (outcome is not NotDelivered { Failure: DeliveryFailure.MessageGone }) return outcome;
        var root = await roots.ReviveAsync(message, delivery.DeliverAsync, cancellationToken);
        return root is Delivered revived ? await delivery.DeliverAsync(message with { Thread = thread with { ExternalId = revived.ExternalId } }, cancellationToken) : root ?? outcome;
    }
}
