using ChatOps.Bot.Threads;
using ThreadState = ChatOps.Bot.Threads.ThreadState;

namespace ChatOps.Bot.Channels.Teams.Forms;

/// <summary>The open investigations somebody may see from where they are: those in channels of the same team, as far as the policy gives them a role there. Who else is in a team only Teams knows; whoever writes in it is.</summary>
internal sealed class TeamsVisibleThreads(IThreadStore threads, IChatPlaces places, TeamsSight sight)
{
    /// <summary>Channels of one team that are looked at.</summary>
    private const int MostChannels = 40;

    /// <summary>Newest of each channel and state that are looked at.</summary>
    private const int MostOfChannel = 50;

    private static readonly ThreadState[] Shown = [ThreadState.Open, ThreadState.Investigating];

    /// <summary>Newest update first; none outside of teams.</summary>
    public async Task<IReadOnlyList<InvestigationThread>> OpenAsync(TeamsAsker asker, CancellationToken cancellationToken)
    {
        var found = new List<InvestigationThread>();
        foreach (var channel in await ChannelsAsync(asker, cancellationToken))
        {
            foreach (var state in Shown)
            {
                var page = await threads.ListAsync(new ThreadFilter(Vendor: TeamsOptions.Vendor, Channel: channel.Channel, State: state, Limit: MostOfChannel), cancellationToken);
                found.AddRange(page.Items.Where(thread => thread.Channel == channel && sight.IsSeen(asker, thread)));
            }
        }

        return [.. found.OrderByDescending(static thread => thread.UpdatedAt).ThenByDescending(static thread => thread.Id.Value, StringComparer.Ordinal)];
    }

    /// <summary>Null also when the person may not see it from there, or it is not open any more.</summary>
    public async Task<InvestigationThread?> FindAsync(ThreadId id, TeamsAsker asker, CancellationToken cancellationToken) =>
        await threads.FindAsync(id, cancellationToken) is { } thread && Shown.Contains(thread.State) && await sight.IsSeenAsync(asker, thread, cancellationToken) && (await ChannelsAsync(asker, cancellationToken)).Contains(thread.Channel) ? thread : null;

    private async Task<IReadOnlyList<ChannelRef>> ChannelsAsync(TeamsAsker asker, CancellationToken cancellationToken)
    {
        if (!asker.IsInChannel) return [];
        if (asker.Team is not { } team) return [asker.Place];
        var known = await places.ListAsync(TeamsOptions.Vendor, asker.Place.Workspace, team, cancellationToken);
        return [.. known.Select(static place => place.Conversation).Prepend(asker.Place).Distinct().Take(MostChannels)];
    }
}
