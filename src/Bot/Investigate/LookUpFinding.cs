using System.Text.Json;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ThreadState = ChatOps.Bot.Threads.ThreadState;

namespace ChatOps.Bot.Investigate;

/// <summary>Asks GuardDuty for a finding that nobody delivered. Found, the thread opened for it becomes the finding's own and is answered in; else its root says what each place said.</summary>
internal sealed class LookUpFinding(IUnitOfWork unit, IThreadStore threads, IFindingFetch fetch, EntityKnowledge knowledge, ThreadDoor door) : IJobHandler
{
    public string Kind => ThreadJobs.LookUpFinding;

    public async Task<JobOutcome> RunAsync(ClaimedJob job, CancellationToken cancellationToken)
    {
        var asked = JsonSerializer.Deserialize(job.Job.Payload, InvestigateJobsJson.Default.LookUpPayload)!;
        if (await threads.FindAsync(new ThreadId(asked.Thread), cancellationToken) is not { } thread) return new JobDead($"thread {asked.Thread} does not exist");
        if (IsOver(thread)) return new JobDone();
        var fetched = await fetch.ByIdAsync(asked.Id, asked.Account, asked.Region, cancellationToken);
        var meant = fetched.Findings.Where(finding => asked.Account is null || finding.Id.Account == asked.Account).ToList();
        if (meant is not [var finding])
        {
            await PutAsync(thread.Id, meant.Count == 0 ? LookUpCard.NotFound(asked.Id, fetched.Places, asked.Argument) : LookUpCard.Several(asked.Id, meant), cancellationToken);
            return new JobDone();
        }

        var related = await knowledge.RelatedAsync(finding, cancellationToken);
        await unit.WriteAsync(
            async work =>
            {
                if (await threads.FindAsync(work, thread.Id) is not { } current || IsOver(current)) return false;
                var answered = await door.FoundAsync(work, current, new FoundFinding(finding, false), related);
                await work.EnqueueAsync(new AnswerPayload(answered.Id.Value, asked.Verb, null, asked.From, asked.To) { IsOpening = true }.ToJob());
                return true;
            },
            cancellationToken);
        return new JobDone();
    }

    /// <summary>An earlier run, or another search, has found it.</summary>
    private static bool IsOver(InvestigationThread thread) => thread.Finding is not null || thread.State == ThreadState.Closed;

    private Task<bool> PutAsync(ThreadId id, Card root, CancellationToken cancellationToken) => unit.WriteAsync(
        async work =>
        {
            if (await threads.FindAsync(work, id) is not { } thread || IsOver(thread)) return false;
            await threads.PutAsync(work, thread, MessageKeys.Root, MessageKind.Root, root);
            return true;
        },
        cancellationToken);
}
