using System.Text.Json;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Alerts;

/// <summary>Brings the findings of a channel that cannot be spoken in to where they are seen, some at a time. When the channel is repaired, what waits for it goes out there all the same.</summary>
internal sealed class RouteElsewhere(IUnitOfWork unit, IThreadStore threads, IJobQueue queue, RoutedFindings findings, TimeProvider time) : IJobHandler
{
    /// <summary>Findings of one run; the next job takes the rest.</summary>
    public const int Most = 50;

    public string Kind => ThreadJobs.RouteElsewhere;

    public async Task<JobOutcome> RunAsync(ClaimedJob job, CancellationToken cancellationToken)
    {
        if (JsonSerializer.Deserialize(job.Job.Payload, ThreadJobsJson.Default.RouteElsewherePayload) is not { } payload) return new JobDead("the job names no channel");
        var stopped = payload.Place;
        var unseen = await threads.UnseenAsync(stopped, Most, cancellationToken);
        var routed = 0;
        // Each in a transaction of its own, so that alerts do not wait for all of them.
        foreach (var thread in unseen)
        {
            if (await unit.WriteAsync(work => RouteAsync(work, thread), cancellationToken)) routed++;
        }

        // What cannot be routed is not tried again and again.
        if (unseen.Count == Most && routed > 0) await unit.WriteAsync(work => AgainAsync(work, stopped), cancellationToken);
        return new JobDone();
    }

    /// <summary>Not when the channel was repaired meanwhile.</summary>
    private async ValueTask<bool> RouteAsync(IWork work, InvestigationThread thread) =>
        await queue.StoppedReasonAsync(work, thread.Channel.ToString()) is { } why && await findings.RouteAsync(work, thread.Id, why);

    private async ValueTask<bool> AgainAsync(IWork work, ChannelRef stopped)
    {
        await work.EnqueueAsync(RouteElsewherePayload.Job(stopped, time.GetUtcNow()));
        return true;
    }
}
