using System.Text.Json;
using System.Text.Json.Serialization;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Cases;

/// <summary>Ends a snooze when its time is up. A snooze that was changed meanwhile has a job of its own.</summary>
internal sealed class WakeSleepingCase(IUnitOfWork unit, ICaseStore cases, CaseDesk desk) : IJobHandler
{
    public const string StoredKind = "wake-case";

    public string Kind => StoredKind;

    public async Task<JobOutcome> RunAsync(ClaimedJob job, CancellationToken cancellationToken)
    {
        if (JsonSerializer.Deserialize(job.Job.Payload, CaseJobsJson.Default.WakeCasePayload) is not { } asked) return new JobDead("the job names no case");
        await unit.WriteAsync(
            async work =>
            {
                var number = new CaseNumber(asked.Case);
                if ((await cases.FindAsync(work, number))?.Snooze?.Until != asked.Until) return false;
                await desk.DoAsync(work, number, new WakeCase(null, "its time was up"), null);
                return true;
            },
            cancellationToken);
        return new JobDone();
    }
}

/// <summary>Payload of the job; stored.</summary>
/// <param name="Until">The snooze it ends, by its end.</param>
internal sealed record WakeCasePayload(long Case, DateTimeOffset Until)
{
    /// <summary>One for each end that a case's snooze ever had.</summary>
    public Job ToJob() => new($"case/{Case}", $"{Case}", WakeSleepingCase.StoredKind, JsonSerializer.Serialize(this, CaseJobsJson.Default.WakeCasePayload), JobPriority.Background, Coalesce: $"wake:{Until.UtcTicks}") { DueAt = Until };
}

[JsonSerializable(typeof(WakeCasePayload))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class CaseJobsJson : JsonSerializerContext;
