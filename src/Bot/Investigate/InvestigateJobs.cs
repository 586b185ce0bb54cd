using System.Text.Json;
using System.Text.Json.Serialization;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Investigate;

/// <summary>Payload of <see cref="ThreadJobs.AnswerVerb"/> and <see cref="ThreadJobs.AskDetective"/>: what was asked, with everything relative made absolute.</summary>
/// <param name="Entity">As <see cref="EntityRef.ToString"/> writes it; null for the thread's own subject.</param>
/// <param name="From">Start of the window asked about; null when none was named.</param>
/// <param name="Page">Page of a list, from 1.</param>
internal sealed record AnswerPayload(string Thread, string Verb, string? Entity = null, DateTimeOffset? From = null, DateTimeOffset? To = null, int Page = 1)
{
    public TimeWindow? Window => From is { } from && To is { } to ? new TimeWindow(from, to) : null;

    /// <summary>The ARN typed, where it tells more than the entity does: a path.</summary>
    public string? Arn { get; init; }

    /// <summary>Whether the thread may have begun, or was brought to the front, for the question.</summary>
    public bool IsOpening { get; init; }

    public Job ToJob() => new(ThreadJobs.AnswerLane(new ThreadId(Thread)), Thread, Verb == Access.Verb.Detective ? ThreadJobs.AskDetective : ThreadJobs.AnswerVerb, JsonSerializer.Serialize(this, InvestigateJobsJson.Default.AnswerPayload), JobPriority.Answer);
}

/// <summary>Payload of <see cref="ThreadJobs.LookUpFinding"/>: which finding, and what was asked about it.</summary>
/// <param name="Argument">What was typed.</param>
internal sealed record LookUpPayload(string Thread, string Id, string? Account, string? Region, string Verb, string Argument, DateTimeOffset? From, DateTimeOffset? To)
{
    public Job ToJob() => new(ThreadJobs.AnswerLane(new ThreadId(Thread)), Thread, ThreadJobs.LookUpFinding, JsonSerializer.Serialize(this, InvestigateJobsJson.Default.LookUpPayload), JobPriority.Answer, Coalesce: ThreadJobs.LookUpFinding);
}

[JsonSerializable(typeof(LookUpPayload))]
[JsonSerializable(typeof(AnswerPayload))]
[JsonSerializable(typeof(CommandReceipt))]
[JsonSerializable(typeof(DetectiveRuns.PinnedAsk))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class InvestigateJobsJson : JsonSerializerContext;
