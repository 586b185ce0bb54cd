namespace ChatOps.Bot.Jobs;

/// <summary>Does one kind of job. It may be run more than once for the same job and must not do its work twice.</summary>
internal interface IJobHandler
{
    /// <summary>Stored name of the kind.</summary>
    string Kind { get; }

    Task<JobOutcome> RunAsync(ClaimedJob job, CancellationToken cancellationToken);
}

internal abstract record JobOutcome;

/// <summary>Done.</summary>
/// <param name="Pause">How long the lane has to rest before its next job (a chat's rate).</param>
internal sealed record JobDone(TimeSpan Pause = default) : JobOutcome;

/// <summary>To be tried again; a bounded number of times, then a dead letter.</summary>
/// <param name="After">The vendor's own wish (Retry-After); null for the queue's schedule.</param>
/// <param name="WholeLane">Whether the wish holds for the whole lane (rate limit) or for this job only.</param>
internal sealed record JobRetry(string Reason, TimeSpan? After = null, bool WholeLane = false) : JobOutcome;

/// <summary>Not tried, for it is too early. It says nothing about the job, so it is not counted: a host that is killed again and again gives nothing up by waiting.</summary>
internal sealed record JobTooEarly(string Reason, TimeSpan After) : JobOutcome;

/// <summary>Will never work: a dead letter an operator sees and can resend.</summary>
internal sealed record JobDead(string Reason) : JobOutcome;

/// <summary>The destination itself is gone or refuses us: the lane stops, nothing of it is lost, the operator is told.</summary>
/// <param name="Then">A job that follows from it, written in the transaction that stops the lane; null for none.</param>
internal sealed record LaneStopped(string Reason, Job? Then = null) : JobOutcome;
