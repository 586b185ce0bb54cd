using ChatOps.Bot.Channels;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Alerts;

/// <summary>How busy channels are, by what was put into them and what their chats take.</summary>
internal sealed class ChannelLoads(IThreadStore threads, AlertsOptions options, IEnumerable<IChatChannel> channels, TimeProvider time)
{
    private readonly Dictionary<string, IChatChannel> channels = channels.ToDictionary(static channel => channel.Vendor, StringComparer.Ordinal);

    public async ValueTask<ChannelLoad> OfAsync(IWork work, ChannelRef channel)
    {
        if (channels.GetValueOrDefault(channel.Vendor)?.Limits.StormPerMinute is not { } usual) return new ChannelLoad(channel, 0, null, null);
        var now = time.GetUtcNow();
        var most = Math.Max(1, (int)((options.StormPerMinute ?? usual) * options.StormWindow.TotalMinutes));
        var roots = await threads.RootsSinceAsync(work, channel, now - options.StormWindow);
        var summary = roots < most ? null : await threads.SummaryOfAsync(work, channel, now - TimeSpan.FromDays(1));
        return new ChannelLoad(channel, roots, most, summary is not null && now - summary.UpdatedAt <= AlertDecision.StormCalm ? summary : null);
    }
}
