using System.Text.Json;
using System.Text.Json.Serialization;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.Threads;

/// <summary>Names and payloads of the jobs that concern threads. The names are stored: they never change.</summary>
internal static class ThreadJobs
{
    /// <summary>Brings a message to its channel in its newest state. Written by <see cref="IThreadStore.PutAsync"/>; lane = the channel, order = the thread.</summary>
    public const string DeliverMessage = "deliver-message";

    /// <summary>Posts the opening replies of a new finding thread: pivots, and the observation span of each actor. Lane = <see cref="AnswerLane"/>.</summary>
    public const string OpenThread = "open-thread";

    /// <summary>Answers a verb asked in a thread. Lane = <see cref="AnswerLane"/>.</summary>
    public const string AnswerVerb = "answer-verb";

    /// <summary>Makes of what was asked an investigation by Detective. Lane = <see cref="AnswerLane"/>.</summary>
    public const string AskDetective = "ask-detective";

    /// <summary>Has Detective investigate, and waits for what it finds. Lane = <see cref="DetectiveLane"/>.</summary>
    public const string AwaitDetective = "await-detective";

    /// <summary>Posts the after-action report of a thread. Lane = <see cref="AnswerLane"/>.</summary>
    public const string PostReport = "post-report";

    /// <summary>Opens threads elsewhere for findings of a channel that cannot be spoken in, so that somebody sees them. Lane = elsewhere/ and the channel.</summary>
    public const string RouteElsewhere = "route-elsewhere";

    /// <summary>Looks for a finding that was not received, then answers in the thread that was opened for it. Lane = <see cref="AnswerLane"/>.</summary>
    public const string LookUpFinding = "look-up-finding";

    /// <summary>Archives a thread's finding in GuardDuty, brings it back, or gives feedback. Lane = <see cref="AnswerLane"/>.</summary>
    public const string ChangeFinding = "change-finding";

    /// <summary>Answers of one thread come in order; answers of different threads do not wait for each other.</summary>
    public static string AnswerLane(ThreadId thread) => $"answers/{thread}";

    /// <summary>What takes minutes to hours holds up no answer.</summary>
    public static string DetectiveLane(ThreadId thread) => $"detective/{thread}";
}

/// <summary>Payload of <see cref="ThreadJobs.DeliverMessage"/>.</summary>
internal sealed record DeliverMessagePayload(string Message);

/// <summary>Payload of <see cref="ThreadJobs.OpenThread"/>.</summary>
internal sealed record OpenThreadPayload(string Thread);

/// <summary>Payload of <see cref="ThreadJobs.ChangeFinding"/>.</summary>
internal sealed record ChangeFindingPayload(string Thread, AskedDeed Asked)
{
    public Job ToJob() => new(ThreadJobs.AnswerLane(new ThreadId(Thread)), Thread, ThreadJobs.ChangeFinding, JsonSerializer.Serialize(this, ThreadJobsJson.Default.ChangeFindingPayload), JobPriority.Answer);
}

/// <summary>Payload of <see cref="ThreadJobs.PostReport"/>, with who asked for it.</summary>
internal sealed record PostReportPayload(string Thread)
{
    public string Vendor { get; init; } = "";

    public string PersonId { get; init; } = "";

    /// <summary>Untrusted text.</summary>
    public string Name { get; init; } = "somebody";
}

/// <summary>Payload of <see cref="ThreadJobs.RouteElsewhere"/>: the channel that cannot be spoken in.</summary>
internal sealed record RouteElsewherePayload(string Vendor, string Workspace, string Channel)
{
    /// <summary>Findings of the same second go together, and what another host was writing while the lane stopped is written by then.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromSeconds(1);

    [JsonIgnore]
    public ChannelRef Place => new(Vendor, Workspace, Channel);

    public static Job Job(ChannelRef stopped, DateTimeOffset now)
    {
        var payload = new RouteElsewherePayload(stopped.Vendor, stopped.Workspace, stopped.Channel);
        var json = JsonSerializer.Serialize(payload, ThreadJobsJson.Default.RouteElsewherePayload);
        return new Job($"elsewhere/{stopped}", stopped.ToString(), ThreadJobs.RouteElsewhere, json, Coalesce: stopped.ToString()) { DueAt = now + Gathering };
    }
}

[JsonSerializable(typeof(ChangeFindingPayload))]
[JsonSerializable(typeof(DeliverMessagePayload))]
[JsonSerializable(typeof(RouteElsewherePayload))]
[JsonSerializable(typeof(PostReportPayload))]
[JsonSerializable(typeof(OpenThreadPayload))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class ThreadJobsJson : JsonSerializerContext;
