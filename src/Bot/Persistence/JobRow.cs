using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.Persistence;

internal sealed class JobRow
{
    public long Id { get; init; }

    public string Lane { get; init; } = "";

    public string OrderKey { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Payload { get; init; } = "";

    public long Priority { get; init; }

    public string? CoalesceKey { get; init; }

    public string State { get; init; } = "";

    public long Attempts { get; init; }

    public long Forgiven { get; init; }

    public long Revision { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset DueAt { get; init; }

    public DateTimeOffset? DoneAt { get; init; }

    public string? Reason { get; init; }

    public ClaimedJob ToClaimed() => new(Id, ToJob(), (int)Attempts, CreatedAt) { Revision = Revision, CountedAttempt = (int)(Attempts - Forgiven) };

    public QueuedJob ToQueued() => new(Id, ToJob(), StoredValues.Value<JobState>(State), (int)Attempts, CreatedAt, DueAt, DoneAt, Reason);

    private Job ToJob() => new(Lane, OrderKey, Kind, Payload, (JobPriority)Priority, CoalesceKey) { DueAt = DueAt };
}

internal sealed class LaneRow
{
    public string Lane { get; init; } = "";

    public long Waiting { get; init; }

    public long Dead { get; init; }

    public DateTimeOffset? NextSendAt { get; init; }

    public string? StoppedReason { get; init; }

    public LaneStatus ToStatus(DateTimeOffset now) => new(Lane, (int)Waiting, (int)Dead, NextSendAt > now ? NextSendAt : null, StoppedReason);
}
