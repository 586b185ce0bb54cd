using System.Text.Json;
using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Evidence.GuardDuty;
using ChatOps.Investigation.Findings;
using ThreadState = ChatOps.Bot.Threads.ThreadState;

namespace ChatOps.Bot.Alerts.Asking;

/// <summary>Archives a finding in GuardDuty, brings it back, or tells GuardDuty whether it was useful; then says in the thread who did it, or why it could not be done. Doing it twice changes nothing.</summary>
internal sealed class ChangeFinding(IUnitOfWork unit, IThreadStore threads, IAlertLedger ledger, FindingThreads findings, DeedRoad road) : IJobHandler
{
    private const int MostTries = 4;

    public string Kind => ThreadJobs.ChangeFinding;

    public async Task<JobOutcome> RunAsync(ClaimedJob job, CancellationToken cancellationToken)
    {
        if (JsonSerializer.Deserialize(job.Job.Payload, ThreadJobsJson.Default.ChangeFindingPayload) is not { } asked || DeedOf(asked.Asked) is not { } deed) return new JobDead("the job names nothing to do");
        if (await threads.FindAsync(new ThreadId(asked.Thread), cancellationToken) is not { Finding: { } id } thread) return new JobDead($"thread {asked.Thread} is about no finding");
        var isSampleDay = await IsSampleDayAsync(id, cancellationToken);
        var outcome = isSampleDay ? new FindingDeedOutcome(null, null, false) : await road.Findings.DoAsync(id, deed, asked.Asked.Comment, cancellationToken);
        if (outcome is { MayPass: true } && job.CountedAttempt < MostTries) return new JobRetry(outcome.WhyNot ?? "GuardDuty did not do it");
        await unit.WriteAsync(
            async work =>
            {
                if (outcome.WhyNot is null && deed is FindingDeedKind.Archive or FindingDeedKind.Unarchive) await ShowAsync(work, id, deed == FindingDeedKind.Archive);
                if (await threads.FindAsync(work, thread.Id) is { } current)
                    await threads.PutAsync(work, current, $"job:{job.Id}", MessageKind.Card, DeedCard.Of(asked.Asked, outcome.Place, outcome.WhyNot, isSampleDay, current.IsSample));
                return true;
            },
            cancellationToken);
        return new JobDone();
    }

    private static FindingDeedKind? DeedOf(AskedDeed asked) => (asked.Verb, asked.Useful) switch
    {
        (Verb.Archive, _) => FindingDeedKind.Archive,
        (Verb.Unarchive, _) => FindingDeedKind.Unarchive,
        (Verb.Feedback, true) => FindingDeedKind.Useful,
        (Verb.Feedback, false) => FindingDeedKind.NotUseful,
        _ => null,
    };

    private async Task<bool> IsSampleDayAsync(FindingId id, CancellationToken cancellationToken) =>
        (await ledger.DeliveriesAsync(id, cancellationToken)).Any(static delivery => delivery.Source == SampleReplay.SourceName);

    /// <summary>The ledger and every root card show the new state.</summary>
    private async ValueTask ShowAsync(IWork work, FindingId id, bool archived)
    {
        await ledger.SetArchivedAsync(work, id, archived);
        foreach (var thread in (await threads.OfFindingAsync(work, id)).Where(static thread => thread.State != ThreadState.Summarised))
        {
            if (await road.Kept.FindAsync(work, id, thread.IsSample) is { } told) await findings.UpdateAsync(work, told, thread);
        }
    }
}

/// <summary>Where deeds are done, and what cards then show.</summary>
internal sealed record DeedRoad(GuardDutyFindings Findings, KeptFindings Kept);
