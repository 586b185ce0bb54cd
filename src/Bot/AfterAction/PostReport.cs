using System.Globalization;
using System.Text.Json;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.AfterAction;

/// <summary>Posts the report's first lines, with a link to the whole.</summary>
internal sealed class PostReport(IThreadStore threads, IUnitOfWork unit, ReportDesk desk) : IJobHandler
{
    public string Kind => ThreadJobs.PostReport;

    public async Task<JobOutcome> RunAsync(ClaimedJob job, CancellationToken cancellationToken)
    {
        var id = new ThreadId(JsonSerializer.Deserialize(job.Job.Payload, ThreadJobsJson.Default.PostReportPayload)!.Thread);
        var key = job.Id.ToString("'job:'0':report'", CultureInfo.InvariantCulture);
        if (job.Attempt == 1) await PutAsync(id, key, ProgressCard.Of("Making the report"), cancellationToken);
        if (await desk.TellAsync(id, cancellationToken) is not { } report) return new JobDead($"thread {id} does not exist");
        await PutAsync(id, key, ReportCard.Of(report, new Uri($"/api/v1/threads/{id}/report", UriKind.Relative)), cancellationToken);
        return new JobDone();
    }

    private Task<bool> PutAsync(ThreadId id, string key, Card card, CancellationToken cancellationToken) => unit.WriteAsync(
        async work =>
        {
            if (await threads.FindAsync(work, id) is not { } thread) return false;
            await threads.PutAsync(work, thread, key, MessageKind.Card, card);
            return true;
        },
        cancellationToken);
}
