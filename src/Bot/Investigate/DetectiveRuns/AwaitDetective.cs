using System.Text.Json;
using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;

namespace ChatOps.Bot.Investigate.DetectiveRuns;

/// <summary>Has Detective investigate somebody. The same job comes back until it is finished: first every half minute, then less and less often, in the end not at all.
/// Its one message is edited, never repeated.</summary>
internal sealed class AwaitDetective(IThreadStore threads, DetectiveCases cases, RunSteps steps, DetectiveTold told, AnswerPoster poster) : IJobHandler
{
    /// <summary>The first time to look again; what takes longer is looked at after a quarter of the time it took so far.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>Detective is done within an hour or so.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(6);

    public string Kind => ThreadJobs.AwaitDetective;

    public async Task<JobOutcome> RunAsync(ClaimedJob job, CancellationToken cancellationToken)
    {
        var ask = JsonSerializer.Deserialize(job.Job.Payload, InvestigateJobsJson.Default.PinnedAsk)!;
        if (await threads.FindAsync(new ThreadId(ask.Thread), cancellationToken) is not { } thread) return new JobDead($"thread {ask.Thread} does not exist");
        if (await cases.OfAsync(ask, thread, told.Links, cancellationToken) is not { } what) return await PutAsync(ask, thread, RefusalCard.Of("Detective is no longer configured: what was asked of it is not learned."), cancellationToken);
        return await steps.NextAsync(what, ask.Key + ask.Thread, job.CreatedAt, cancellationToken) switch
        {
            RunFinished finished => await PutAsync(ask, thread, await told.CardAsync(what, finished, cancellationToken), cancellationToken),
            RunEnded ended => await PutAsync(ask, thread, DetectiveCard.Ended(what.Frame, ended.Reason), cancellationToken),
            RunWaiting waiting => await WaitAsync(job, ask, thread, what.Frame, waiting, cancellationToken),
            _ => throw new InvalidOperationException("A step is one of the above."),
        };
    }

    private async Task<JobOutcome> WaitAsync(ClaimedJob job, PinnedAsk ask, InvestigationThread thread, DetectiveFrame frame, RunWaiting waiting, CancellationToken cancellationToken)
    {
        var age = told.Now - job.CreatedAt;
        if (age >= Patience)
            return await PutAsync(ask, thread, DetectiveCard.Ended(frame, $"{waiting.Trouble ?? "Detective is still at work"}, {Patience.TotalHours:0} hours after it was asked. Ask again later: what is under way is taken up again"), cancellationToken);
        await PutAsync(ask, thread, DetectiveCard.Progress(frame, waiting.Trouble), cancellationToken);
        var usual = age / 4 < Shortest ? Shortest : age / 4 > Longest ? Longest : age / 4;
        return new JobTooEarly(waiting.Trouble ?? "Detective is at work", waiting.After ?? usual);
    }

    private async Task<JobOutcome> PutAsync(PinnedAsk ask, InvestigationThread thread, Card card, CancellationToken cancellationToken)
    {
        await poster.PostAsync(thread.Id, [AnswerPart.Of(ask.Key, card) with { About = EntityRef.TryParse(ask.Entity, out var entity) ? entity : null, Verb = Verb.Detective }], static key => key, false, cancellationToken);
        return new JobDone();
    }
}
