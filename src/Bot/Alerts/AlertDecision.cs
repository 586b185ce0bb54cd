using ChatOps.Bot.Cards;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Findings;
using ThreadState = ChatOps.Bot.Threads.ThreadState;

namespace ChatOps.Bot.Alerts;

/// <summary>What follows from a delivery. A pure function of what is known.</summary>
internal static class AlertDecision
{
    /// <summary>A storm is over, and the next one gets a summary of its own, when nothing was summarised for this long.</summary>
    public static readonly TimeSpan StormCalm = TimeSpan.FromMinutes(10);

    /// <summary>The steps, in order; none for a redelivery of what was told before.</summary>
    /// <param name="entry">What the delivery was to the ledger.</param>
    /// <param name="delivered">The finding as the delivery told it.</param>
    /// <param name="news">What it told for the first time; null for a new finding.</param>
    /// <param name="threads">Threads the finding has.</param>
    /// <param name="routed">Channels it belongs to, each with how busy it is.</param>
    public static IReadOnlyList<AlertStep> Decide(
        LedgerEntry entry, Finding delivered, FindingNews? news, IReadOnlyList<InvestigationThread> threads, IReadOnlyList<ChannelLoad> routed)
    {
        var told = entry.Novelty switch
        {
            DeliveryNovelty.Redelivery => [],
            DeliveryNovelty.OlderState => threads.SelectMany(thread => Older(thread, delivered, news)),
            _ => threads.SelectMany(thread => Newer(thread, news)),
        };
        if (!IsAlert(entry)) return [.. told];
        var begun = routed
            .Where(load => threads.All(thread => thread.Channel != load.Channel))
            .Select(static load => load.IsStorming ? (AlertStep)new Summarise(load.Channel, load.Summary) : new BeginThread(load.Channel));
        return [.. told, .. begun];
    }

    /// <summary>Whether threads may begin: what is older, or was told before, begins none, unless somebody had looked it up before it was told.</summary>
    public static bool IsAlert(LedgerEntry entry) => entry.IsFirstAlert || entry.Novelty is DeliveryNovelty.NewFinding or DeliveryNovelty.NewerState;

    private static IEnumerable<AlertStep> Newer(InvestigationThread thread, FindingNews? news)
    {
        if (thread.State == ThreadState.Summarised) return [new UpdateSummarised(thread)];
        return news is { IsNews: true } ? [new UpdateRoot(thread), new TellNews(thread, news)] : [new UpdateRoot(thread)];
    }

    /// <summary>The card does not go back; an actor nobody was told of yet is told.</summary>
    private static IEnumerable<AlertStep> Older(InvestigationThread thread, Finding delivered, FindingNews? news) =>
        thread.State != ThreadState.Summarised && news is { Actors.Count: > 0 } ? [new TellOlder(thread, delivered, news.Actors)] : [];
}

/// <summary>How busy a channel is.</summary>
/// <param name="Roots">Root messages put in the window that storms are measured by.</param>
/// <param name="Most">How many it may have; null when it never storms.</param>
/// <param name="Summary">The summary of the storm going on; null when there is none.</param>
internal sealed record ChannelLoad(ChannelRef Channel, int Roots, int? Most, InvestigationThread? Summary)
{
    public bool IsStorming => Most is { } most && Roots >= most;
}

internal abstract record AlertStep;

/// <summary>A thread of its own, with root card and opening replies.</summary>
internal sealed record BeginThread(ChannelRef Channel) : AlertStep;

/// <summary>A thread row without messages, told of in the summary.</summary>
/// <param name="Summary">The summary to join; null to begin one.</param>
internal sealed record Summarise(ChannelRef Channel, InvestigationThread? Summary) : AlertStep;

/// <summary>The root card shows the newest state.</summary>
internal sealed record UpdateRoot(InvestigationThread Thread) : AlertStep;

/// <summary>The row of a summarised finding shows the newest state.</summary>
internal sealed record UpdateSummarised(InvestigationThread Thread) : AlertStep;

/// <summary>A reply says what changed.</summary>
internal sealed record TellNews(InvestigationThread Thread, FindingNews News) : AlertStep;

/// <summary>A reply says what an older delivery told for the first time.</summary>
internal sealed record TellOlder(InvestigationThread Thread, Finding Delivered, IReadOnlyList<string> Actors) : AlertStep;
