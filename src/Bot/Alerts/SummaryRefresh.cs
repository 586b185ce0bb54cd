using System.Text.Json;
using System.Text.Json.Serialization;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Alerts;

/// <summary>Brings a storm summary up to date: once for all findings of a few seconds, so that a storm costs no more than it has findings.</summary>
internal sealed class SummaryRefresh(IUnitOfWork unit, IThreadStore threads) : IJobHandler
{
    private const string StoredKind = "refresh-summary";
    private static readonly TimeSpan Gathering = TimeSpan.FromSeconds(2);

    public string Kind => StoredKind;

    public static Job Job(ThreadId summary, DateTimeOffset now) => new(
        ThreadJobs.AnswerLane(summary), summary.Value, StoredKind, JsonSerializer.Serialize(new RefreshSummaryPayload(summary.Value), SummaryJson.Default.RefreshSummaryPayload), Coalesce: StoredKind)
    {
        DueAt = now + Gathering,
    };

    public async Task<JobOutcome> RunAsync(ClaimedJob job, CancellationToken cancellationToken)
    {
        var payload = JsonSerializer.Deserialize(job.Job.Payload, SummaryJson.Default.RefreshSummaryPayload);
        if (payload is null) return new JobDead("the job names no summary");
        await unit.WriteAsync(
            async work =>
            {
                if (await threads.FindAsync(work, new ThreadId(payload.Thread)) is { } summary) await PutAsync(work, threads, summary);
                return true;
            },
            cancellationToken);
        return new JobDone();
    }

    /// <summary>Posts or edits the root card of the summary.</summary>
    public static async ValueTask PutAsync(IWork work, IThreadStore threads, InvestigationThread summary)
    {
        var groups = await threads.SummarisedAsync(work, summary.Id);
        await threads.PutAsync(work, summary, MessageKeys.Root, MessageKind.Root, SummaryCard.Of(groups, summary.CreatedAt, summary.IsSample));
    }
}

/// <summary>Payload of the job; stored.</summary>
internal sealed record RefreshSummaryPayload(string Thread);

[JsonSerializable(typeof(RefreshSummaryPayload))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class SummaryJson : JsonSerializerContext;
