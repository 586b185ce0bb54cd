using System.Text.Json;
using System.Text.Json.Serialization;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.DeepLinks;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Investigate.DetectiveRuns;

/// <summary>Payload of <see cref="ThreadJobs.AwaitDetective"/>: everything that was settled when it was asked.</summary>
/// <param name="Key">Key of the message that tells of it.</param>
/// <param name="Entity">As <see cref="EntityRef.ToString"/> writes it.</param>
internal sealed record PinnedAsk(string Thread, string Key, string Entity, bool IsSampleDay, string Account, string Region, string Arn)
{
    public bool IsGuessed { get; init; }

    /// <summary>Who set the interval it keeps to; null where nobody did, and in what was asked before this was kept.</summary>
    public string? SetBy { get; init; }

    public DateTimeOffset From { get; init; }

    public DateTimeOffset To { get; init; }

    public DateTimeOffset MeantFrom { get; init; }

    public DateTimeOffset MeantTo { get; init; }

    public IReadOnlyList<string> Changes { get; init; } = [];

    [JsonIgnore]
    public TimeWindow Scope => new(From, To);

    public DetectiveFrame Frame(EntityRef entity, ConsoleLink profile, bool isSample) => new(entity, Arn, IsGuessed, new TimeWindow(MeantFrom, MeantTo), Scope, Changes, profile, isSample) { SetBy = SetBy };

    /// <summary>Written twice it is one job: the message is one, too.</summary>
    public Job ToJob() => new(ThreadJobs.DetectiveLane(new ThreadId(Thread)), Key, ThreadJobs.AwaitDetective, JsonSerializer.Serialize(this, InvestigateJobsJson.Default.PinnedAsk), JobPriority.Answer, Key);
}
