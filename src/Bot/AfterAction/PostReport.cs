using System.Text.Json;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Reports;

namespace ChatOps.Bot.AfterAction;

/// <summary>Posts the report's first lines, with a link to the whole.</summary>
internal sealed class PostReport(IThreadStore threads, ReportDesk desk, AnswerPoster poster) : IJobHandler
{
    public string Kind => ThreadJobs.PostReport;

    public async Task<JobOutcome> RunAsync(ClaimedJob job, CancellationToken cancellationToken)
    {
        var id = new ThreadId(JsonSerializer.Deserialize(job.Job.Payload, ThreadJobsJson.Default.PostReportPayload)!.Thread);
        if (await threads.FindAsync(id, cancellationToken) is null) return new JobDead($"thread {id} does not exist");
        var report = new AnswerPart("report", "Making the report", async token =>
        {
            var told = (await desk.TellAsync(id, token))!;
            return ReportCard.Of(told, new Uri($"/api/v1/threads/{id}/report", UriKind.Relative), AfterActionMarkdown.Render(told));
        });
        await poster.PostAsync(id, [report], key => $"job:{job.Id}:{key}", job.Attempt == 1, cancellationToken);
        return new JobDone();
    }
}
