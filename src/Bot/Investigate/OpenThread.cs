using System.Text.Json;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Investigate;

/// <summary>Posts the opening replies of a finding's new thread.</summary>
internal sealed class OpenThread(IThreadStore threads, Answers answers, AnswerPoster poster, INoteTaker notes) : IJobHandler
{
    public string Kind => ThreadJobs.OpenThread;

    public async Task<JobOutcome> RunAsync(ClaimedJob job, CancellationToken cancellationToken)
    {
        var payload = JsonSerializer.Deserialize(job.Job.Payload, ThreadJobsJson.Default.OpenThreadPayload)!;
        if (await threads.FindAsync(new ThreadId(payload.Thread), cancellationToken) is not { } thread) return new JobDead($"thread {payload.Thread} does not exist");
        if (await answers.ThreadFindingAsync(thread, cancellationToken) is not { } finding) return new JobDead($"thread {payload.Thread} is about no finding received");
        await poster.PostAsync(thread.Id, await answers.OpeningAsync(thread, finding, cancellationToken), static key => key, false, cancellationToken);
        await notes.BringAsync(thread.Id, cancellationToken);
        return new JobDone();
    }
}
