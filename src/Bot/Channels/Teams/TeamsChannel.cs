using ChatOps.Bot.Channels.Teams.Connector;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Teams;

/// <summary>Teams as a chat: what is said to it is said in order, not faster than Teams listens, and twice only where nobody knows better, with a word about it.</summary>
internal sealed class TeamsChannel(TeamsOptions options, TeamsLimits limits, TeamsDelivery delivery, ChatRoots roots) : IChatChannel
{
    public string Vendor => TeamsOptions.Vendor;

    public ChannelLimits Limits { get; } = new(limits.Gap, limits.StormPerMinute);

    public string HomeWorkspace => options.TenantId;

    public ChannelRef? Fallback => options.DefaultChannel is { } channel ? new ChannelRef(Vendor, options.TenantId, channel) : null;

    public async Task<DeliveryOutcome> DeliverAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        var thread = message.Thread;
        if (!options.AllowedTenants.Append(options.TenantId).Contains(thread.Channel.Workspace, StringComparer.OrdinalIgnoreCase))
            return new NotDelivered(DeliveryFailure.CredentialRevoked, $"the app is one of tenant {options.TenantId}, and this belongs to {thread.Channel.Workspace}");
        return await roots.DeliverAsync(message, delivery.DeliverAsync, cancellationToken);
    }
}
