using ChatOps.Bot.Cards;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Alerts;

/// <summary>Gives a finding that nobody can see in its own channel a thread in another one: as a new alert would get it, with a sentence that says why it is here.</summary>
internal sealed class RoutedFindings(IThreadStore threads, KeptFindings kept, FallbackChannels fallbacks, ChannelLoads loads, FindingThreads findings)
{
    /// <summary>Routes once: the thread remembers which one stands for it.</summary>
    /// <param name="why">Why its channel is stopped.</param>
    /// <returns>False when there is nothing to route, or nowhere to.</returns>
    public async ValueTask<bool> RouteAsync(IWork work, ThreadId id, string why)
    {
        if (await threads.FindAsync(work, id) is not { Finding: { } finding, ExternalId: null, RoutedTo: null } thread) return false;
        if (await kept.FindAsync(work, finding, thread.IsSample) is not { } told) return false;
        if (await fallbacks.OfAsync(work, thread.Channel, told.IsSampleDay) is not { } fallback) return false;
        var known = await threads.OfFindingAsync(work, finding);
        var there = known.FirstOrDefault(other => other.Channel == fallback) ?? await OpenAsync(work, told, fallback, thread.Channel, why);
        await threads.SaveAsync(work, thread with { RoutedTo = there.Id });
        return true;
    }

    private async ValueTask<InvestigationThread> OpenAsync(IWork work, ToldFinding told, ChannelRef fallback, ChannelRef from, string why)
    {
        var load = await loads.OfAsync(work, fallback);
        var thread = load.IsStorming ? await findings.SummariseAsync(work, told, fallback, load.Summary) : await findings.BeginAsync(work, told, fallback);
        var spoken = thread.SummarisedIn is { } summary ? (await threads.FindAsync(work, summary))! : thread;
        await threads.PutAsync(work, spoken, MessageKeys.Routed(from), MessageKind.System, ElsewhereCard.Routed(from.ToString(), why, spoken.IsSample));
        return thread;
    }
}
