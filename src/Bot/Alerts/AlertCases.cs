using ChatOps.Bot.Cases;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Alerts;

/// <summary>Brings the case of a finding up to date with a delivery: what was closed opens again when it comes again, what sleeps until something changes wakes. One read for a finding that has threads.</summary>
internal sealed class AlertCases(IThreadStore threads, ICaseStore cases, CaseDesk desk, TimeProvider time)
{
    /// <returns>The threads the finding has, and where its case stands; null while it has none.</returns>
    public async ValueTask<(IReadOnlyList<InvestigationThread> Known, CaseFamily? Standing)> FollowAsync(IWork work, KeptAlert alert)
    {
        var finding = alert.Entry.Current;
        var known = await threads.OfFindingAsync(work, finding.Id);
        if (known.Select(static thread => thread.Case).FirstOrDefault(static number => number is not null) is not { } number || await cases.FamilyAsync(work, number) is not { } standing) return (known, null);
        if (alert.Entry.Novelty != DeliveryNovelty.NewerState) return (known, standing);
        var told = standing with { Case = standing.Case with { Title = finding.Title, Severity = finding.Severity, ChangedAt = time.GetUtcNow() } };
        var after = await desk.FollowAsync(work, told, finding.LastSeen, alert.News is { IsNews: true });
        return ([.. known.Select(thread => CaseThreads.Of(thread, after.Case))], after);
    }
}
