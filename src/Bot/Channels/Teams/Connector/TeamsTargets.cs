using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Teams.Connector;

/// <summary>Knows where conversations are reached.</summary>
internal sealed class TeamsTargets(IChatPlaces places, TeamsOptions options)
{
    /// <param name="root">The thread in it; null for the conversation itself.</param>
    public async ValueTask<TeamsTarget> OfAsync(ChannelRef channel, string? root, CancellationToken cancellationToken)
    {
        var place = await places.FindAsync(channel, cancellationToken);
        return new TeamsTarget(Service(place?.ServiceUrl), channel.Workspace, new TeamsConversation(channel.Channel, root));
    }

    /// <summary>The address itself when its host is allowed (which may have changed since it was stored), the configured one otherwise.</summary>
    public Uri Service(Uri? known) => known is { IsAbsoluteUri: true } && options.MayCall(known) ? TeamsOptions.Slashed(known) : options.ServiceUrl;
}
