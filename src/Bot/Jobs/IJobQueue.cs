namespace ChatOps.Bot.Jobs;

/// <summary>The durable queue: lanes with leases and fencing, jobs in order within their key.</summary>
internal interface IJobQueue
{
    /// <summary>How often to look for work that other hosts wrote; null when all work is announced in this process.</summary>
    TimeSpan? PollInterval { get; }

    /// <summary>Claims a lane that has a job it could run now; null when there is none.</summary>
    Task<LaneClaim?> ClaimAsync(string worker, TimeSpan lease, CancellationToken cancellationToken, bool deliveriesOnly = false);

    /// <summary>The next job of a claimed lane; null when none can run now or the claim was lost.</summary>
    Task<ClaimedJob?> NextAsync(LaneClaim claim, CancellationToken cancellationToken);

    /// <summary>Keeps the lane for another lease. False when the claim was lost.</summary>
    Task<bool> RenewAsync(LaneClaim claim, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Records an outcome. False when the claim was lost: another worker owns the lane and the outcome is not recorded.</summary>
    Task<bool> CompleteAsync(LaneClaim claim, ClaimedJob job, JobOutcome outcome, CancellationToken cancellationToken);

    Task ReleaseAsync(LaneClaim claim, CancellationToken cancellationToken);

    /// <summary>When the earliest waiting job or paused lane becomes due; null when nothing waits.</summary>
    Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken);

    Task<IReadOnlyList<QueuedJob>> ListAsync(JobState state, int limit, CancellationToken cancellationToken);

    Task<IReadOnlyList<LaneStatus>> LanesAsync(CancellationToken cancellationToken);

    /// <summary>Why the lane is stopped, as this transaction sees it; null when it is not.</summary>
    ValueTask<string?> StoppedReasonAsync(IWork work, string lane);

    /// <summary>Puts a dead job back, or starts a stopped lane again through any of its jobs. False when there is no such job.</summary>
    Task<bool> ResendAsync(long id, CancellationToken cancellationToken);

    /// <summary>Starts every stopped lane whose name begins so: what they stopped for may be over. A lane for which it is not stops again at its next job.</summary>
    /// <returns>How many were started.</returns>
    Task<int> StartLanesAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>Removes jobs sent before the instant, and lanes nobody needs.</summary>
    /// <returns>How many were removed; less than <paramref name="most"/> when nothing more is left to remove.</returns>
    Task<int> SweepAsync(DateTimeOffset sentBefore, int most, CancellationToken cancellationToken);
}

/// <param name="Fence">Grows with every claim of the lane; writes with an older one are refused.</param>
internal sealed record LaneClaim(string Lane, long Fence, string Worker);

internal sealed record QueuedJob(long Id, Job Job, JobState State, int Attempts, DateTimeOffset CreatedAt, DateTimeOffset DueAt, DateTimeOffset? DoneAt, string? Reason);

/// <summary>A lane with jobs that wait or died.</summary>
/// <param name="NextSendAt">When it has to rest until; null when it does not rest.</param>
internal sealed record LaneStatus(string Lane, int Waiting, int Dead, DateTimeOffset? NextSendAt, string? StoppedReason);

/// <summary>Wire words are the lower-cased names.</summary>
internal enum JobState
{
    Pending,
    Sent,
    Dead,
}
