using ChatOps.Bot.Channels;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Alerts;

/// <summary>Where findings go whose own channel cannot be spoken in: to their chat's fallback, or to the room, which is always there.</summary>
internal sealed class FallbackChannels(IJobQueue queue, IEnumerable<IChatChannel> channels, AlertsOptions options)
{
    private static readonly ChannelRef Room = ChannelRef.Web("security");

    private readonly Dictionary<string, IChatChannel> channels = channels.ToDictionary(static channel => channel.Vendor, StringComparer.Ordinal);

    /// <summary>Null when the channel is the last there is.</summary>
    /// <param name="isSampleDay">The sample day stays in the room unless somebody asked for it by name.</param>
    public async ValueTask<ChannelRef?> OfAsync(IWork work, ChannelRef stopped, bool isSampleDay)
    {
        if (channels.GetValueOrDefault(stopped.Vendor)?.Fallback is { } fallback && fallback != stopped && (!isSampleDay || options.SourceIsExplicit)
            && await queue.StoppedReasonAsync(work, fallback.ToString()) is null) return fallback;
        return stopped == Room ? null : Room;
    }
}
