using System.Text.Json;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.DeepLinks;
using ChatOps.Investigation.Entities;

namespace ChatOps.Bot.Investigate.DetectiveRuns;

/// <summary>Makes of what was asked what Detective can be asked, says so, and leaves the waiting to <see cref="AwaitDetective"/>.</summary>
internal sealed class AskDetective(IThreadStore threads, DetectiveCases cases, IUnitOfWork unit) : IJobHandler
{
    public string Kind => ThreadJobs.AskDetective;

    public async Task<JobOutcome> RunAsync(ClaimedJob job, CancellationToken cancellationToken)
    {
        var asked = JsonSerializer.Deserialize(job.Job.Payload, InvestigateJobsJson.Default.AnswerPayload)!;
        if (await threads.FindAsync(new ThreadId(asked.Thread), cancellationToken) is not { } thread) return new JobDead($"thread {asked.Thread} does not exist");
        var key = $"job:{job.Id}:detective";
        if (job.Attempt == 1) await PutAsync(thread.Id, key, DetectiveCard.Asked(thread.IsSample), null, cancellationToken);
        else if (await IsAnsweredAsync(thread.Id, key, cancellationToken)) return new JobDone();

        var (ask, whyNot) = await cases.PinAsync(thread, asked, key, cancellationToken);
        await (ask is null
            ? PutAsync(thread.Id, key, RefusalCard.Of(whyNot!), null, cancellationToken)
            : PutAsync(thread.Id, key, DetectiveCard.Progress(FrameOf(ask, thread), null), ask.ToJob(), cancellationToken));
        return new JobDone();
    }

    private static DetectiveFrame FrameOf(PinnedAsk ask, InvestigationThread thread) => EntityRef.TryParse(ask.Entity, out var entity)
        ? ask.Frame(entity, ConsoleLink.Withheld("it is still under way"), thread.IsSample)
        : throw new InvalidOperationException("What was settled a moment ago names an entity.");

    /// <summary>An earlier run came as far as the waiting, and that to its end.</summary>
    private async Task<bool> IsAnsweredAsync(ThreadId thread, string key, CancellationToken cancellationToken) =>
        (await threads.MessagesAsync(thread, cancellationToken)).FirstOrDefault(message => message.Key == key) is { Card.Kind: not CardKind.Progress };

    private Task<bool> PutAsync(ThreadId id, string key, Card card, Job? then, CancellationToken cancellationToken) => unit.WriteAsync(
        async work =>
        {
            if (await threads.FindAsync(work, id) is not { } thread) return false;
            await threads.PutAsync(work, thread, key, MessageKind.Card, card);
            if (then is not null) await work.EnqueueAsync(then);
            return true;
        },
        cancellationToken);
}
