using System.Text.Json;
using ChatOps.Bot.Access;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.AfterAction;

/// <summary>Has a report made.</summary>
internal sealed class ReportTaker(CommandBook book) : IVerbTaker
{
    public IReadOnlyCollection<string> Verbs { get; } = [Verb.Report];

    public Task<CommandReceipt> TakeAsync(Asked asked, CancellationToken cancellationToken) => book.WriteAsync(asked, work => WriteAsync(work, asked), cancellationToken);

    private static async ValueTask<CommandReceipt> WriteAsync(IWork work, Asked asked)
    {
        if (asked.Thread?.Id is not { } id) return new CommandReceipt(null, "report works inside a thread. Open one with /investigate, then write @bot report there.", []);
        var payload = JsonSerializer.Serialize(new PostReportPayload(id.Value) { Vendor = asked.Person.Vendor, PersonId = asked.Person.Id, Name = asked.Person.Name }, ThreadJobsJson.Default.PostReportPayload);
        await work.EnqueueAsync(new Job(ThreadJobs.AnswerLane(id), id.Value, ThreadJobs.PostReport, payload, JobPriority.Answer));
        return new CommandReceipt(id, null, []);
    }
}
