using ChatOps.Bot.Access;
using ChatOps.Bot.Threads;
using ThreadState = ChatOps.Bot.Threads.ThreadState;

namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>The investigations of a workspace that one person may see: the policy gives them a role in the channel, and they are in it.</summary>
internal sealed class VisibleThreads(IThreadStore threads, IAuditLog audit, AccessPolicy policy, Readers readers, SlackPeople people, ChannelSight sight)
{
    /// <summary>Newest of each state that are looked at.</summary>
    private const int Looked = 200;

    private const int MostMine = 60;

    public async Task<SeenThreads> OfAsync(string team, string user, CancellationToken cancellationToken)
    {
        var eyes = await EyesAsync(team, user, cancellationToken);
        var open = await ListAsync(team, [ThreadState.Open, ThreadState.Investigating], cancellationToken);
        var closed = await ListAsync(team, [ThreadState.Closed, ThreadState.Snoozed], cancellationToken);
        var shown = open.Where(eyes.See).ToList();
        return new SeenThreads(eyes.Person, shown, [.. closed.Where(eyes.See)], open.Count - shown.Count, eyes.AreOpen);
    }

    /// <summary>Threads the person asked or noted something in, the last one first.</summary>
    public async Task<IReadOnlyList<InvestigationThread>> MineAsync(string team, string user, int most, CancellationToken cancellationToken)
    {
        var eyes = await EyesAsync(team, user, cancellationToken);
        var mine = new List<InvestigationThread>();
        foreach (var subject in await audit.SubjectsOfAsync(eyes.Person.ToString(), MostMine, cancellationToken))
        {
            if (mine.Count == most) break;
            if (await threads.FindAsync(new ThreadId(subject), cancellationToken) is { } thread && eyes.See(thread)) mine.Add(thread);
        }

        return mine;
    }

    /// <summary>Null also when the person may not see it.</summary>
    public async Task<InvestigationThread?> FindAsync(ThreadId id, string team, string user, CancellationToken cancellationToken)
    {
        if (await threads.FindAsync(id, cancellationToken) is not { } thread) return null;
        var eyes = await EyesAsync(team, user, cancellationToken);
        if (eyes.See(thread)) return thread;
        await readers.MayReadAsync(eyes.Person, thread.Channel, id.Value, cancellationToken); // what the policy refuses is written down
        return null;
    }

    /// <summary>The open thread of a channel that was updated last, for somebody who is in it; null when there is none, or they may not read it.</summary>
    public async Task<InvestigationThread?> NewestInAsync(ChannelRef channel, string user, CancellationToken cancellationToken)
    {
        if (!policy.DecideReading(await people.OfAsync(user, cancellationToken), channel).Allowed) return null;
        var page = await threads.ListAsync(new ThreadFilter(Vendor: channel.Vendor, Channel: channel.Channel, Limit: 20), cancellationToken);
        return page.Items.FirstOrDefault(thread => thread.Channel == channel && thread.State is ThreadState.Open or ThreadState.Investigating);
    }

    private async Task<List<InvestigationThread>> ListAsync(string team, ThreadState[] states, CancellationToken cancellationToken)
    {
        var found = new List<InvestigationThread>();
        foreach (var state in states) found.AddRange((await threads.ListAsync(new ThreadFilter(Vendor: SlackOptions.Vendor, State: state, Limit: Looked), cancellationToken)).Items);
        return [.. found.Where(thread => thread.Channel.Workspace == team).OrderByDescending(static thread => thread.UpdatedAt).ThenByDescending(static thread => thread.Id.Value, StringComparer.Ordinal)];
    }

    private async Task<Eyes> EyesAsync(string team, string user, CancellationToken cancellationToken)
    {
        var (person, channels) = (people.OfAsync(user, cancellationToken), sight.OfAsync(user, cancellationToken));
        return new Eyes(policy, team, await person, await channels);
    }

    /// <param name="channels">Channels the person is in; null when nobody said: then nothing is seen.</param>
    private sealed class Eyes(AccessPolicy policy, string team, Person person, IReadOnlySet<string>? channels)
    {
        public Person Person => person;

        public bool AreOpen => channels is not null;

        public bool See(InvestigationThread thread) =>
            thread.Channel.Vendor == SlackOptions.Vendor && thread.Channel.Workspace == team && channels?.Contains(thread.Channel.Channel) == true
            && policy.DecideReading(person, thread.Channel).Allowed;
    }
}

/// <param name="Open">Open ones, newest update first.</param>
/// <param name="Closed">Closed and snoozed ones, likewise.</param>
/// <param name="LeftOut">Open ones that are not shown.</param>
/// <param name="IsKnown">False when Slack did not say which channels the person is in.</param>
internal sealed record SeenThreads(Person Person, IReadOnlyList<InvestigationThread> Open, IReadOnlyList<InvestigationThread> Closed, int LeftOut, bool IsKnown);
