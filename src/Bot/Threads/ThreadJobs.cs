using System.Text.Json.Serialization;

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

    /// <summary>Posts the after-action report of a thread. Lane = <see cref="AnswerLane"/>.</summary>
    public const string PostReport = "post-report";

    /// <summary>Answers of one thread come in order; answers of different threads do not wait for each other.</summary>
    public static string AnswerLane(ThreadId thread) => $"answers/{thread}";
}

/// <summary>Payload of <see cref="ThreadJobs.DeliverMessage"/>.</summary>
internal sealed record DeliverMessagePayload(string Message);

/// <summary>Payload of <see cref="ThreadJobs.OpenThread"/>.</summary>
internal sealed record OpenThreadPayload(string Thread);

/// <summary>Payload of <see cref="ThreadJobs.PostReport"/>.</summary>
internal sealed record PostReportPayload(string Thread);

[JsonSerializable(typeof(DeliverMessagePayload))]
[JsonSerializable(typeof(PostReportPayload))]
[JsonSerializable(typeof(OpenThreadPayload))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class ThreadJobsJson : JsonSerializerContext;
