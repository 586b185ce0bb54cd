using System.Text.Json;
using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Reports;

namespace ChatOps.Bot.AfterAction;

/// <summary>Makes a version of a case's report and posts its first lines, with a link to the whole. A summary's report is posted and not kept.</summary>
internal sealed class PostReport(IThreadStore threads, ReportDesk desk, IReportStore reports, ReportBook book, AnswerPoster poster) : IJobHandler
{
    private static readonly CardText Making = "Making the report";

    public string Kind => ThreadJobs.PostReport;

    public async Task<JobOutcome> RunAsync(ClaimedJob job, CancellationToken cancellationToken)
    {
        var asked = JsonSerializer.Deserialize(job.Job.Payload, ThreadJobsJson.Default.PostReportPayload)!;
        var id = new ThreadId(asked.Thread);
        if (await threads.FindAsync(id, cancellationToken) is not { } thread) return new JobDead($"thread {id} does not exist");
        var key = $"job:{job.Id}:report";
        if (job.Attempt > 1 && await book.IsPostedAsync(id, key, cancellationToken)) return new JobDone();
        if (job.Attempt == 1) await poster.PostAsync(id, [AnswerPart.Of(key, ProgressCard.Of(Making))], static key => key, false, cancellationToken);
        if (thread.Case is not { } number)
        {
            await poster.PostAsync(id, [new AnswerPart(key, null, token => CardAsync(id, token))], static key => key, false, cancellationToken);
            return new JobDone();
        }

        while (true)
        {
            var latest = await reports.LatestAsync(number, cancellationToken);
            var report = (await desk.TellAsync(id, cancellationToken))!;
            if (await book.TryKeepAsync(thread, key, new Person(asked.Vendor, asked.PersonId, asked.Name), report, latest, cancellationToken)) return new JobDone();
        }
    }

    private async Task<Card> CardAsync(ThreadId id, CancellationToken cancellationToken)
    {
        var told = (await desk.TellAsync(id, cancellationToken))!;
        return ReportCard.Of(told, new Uri($"/api/v1/threads/{id}/report", UriKind.Relative), AfterActionMarkdown.Render(told), null);
    }
}
