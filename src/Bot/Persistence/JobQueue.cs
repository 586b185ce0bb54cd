using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.Persistence;

/// <summary>The durable queue. Destinations are claimed, not rows: claiming rows would let two hosts break the order.</summary>
internal sealed class JobQueue(Database database, TimeProvider time, RetrySchedule schedule, JobsOptions options, JobSignal signal) : IJobQueue
{
    private readonly string claim = JobSql.Claim(database.LockingClause);

    public TimeSpan? PollInterval => database.PollInterval;

    public async Task<LaneClaim?> ClaimAsync(string worker, TimeSpan lease, CancellationToken cancellationToken, bool deliveriesOnly = false)
    {
        var now = time.GetUtcNow();
        var least = deliveriesOnly ? 0 : int.MaxValue;
        if (await database.FirstAsync<string>(JobSql.AnyReady, new { now, least }, cancellationToken) is null) return null;
        return await database.WriteAsync(
            async work =>
            {
                var db = DbWork.Of(work);
                await db.ExecuteAsync(JobSql.MakeLanes, new { });
                var claimed = await db.FirstAsync<ClaimRow>(claim, new { now, worker, until = now + lease, least });
                return claimed is null ? null : new LaneClaim(claimed.Lane, claimed.Fence, worker);
            },
            cancellationToken);
    }

    public async Task<ClaimedJob?> NextAsync(LaneClaim claim, CancellationToken cancellationToken)
    {
        var arguments = new { claim.Lane, claim.Fence, claim.Worker, now = time.GetUtcNow() };
        if (await database.FirstAsync<long?>(JobSql.AnyNext, arguments, cancellationToken) is null) return null;
        return await database.WriteAsync(
            async work =>
            {
                var db = DbWork.Of(work);
                if ((await db.FirstAsync<JobRow>(JobSql.Next, arguments))?.ToClaimed() is not { } job) return null;
                if (job.CountedAttempt <= options.MostAttempts) return job;
                await BuryAsync(db, job, $"started {options.MostAttempts} times and never came to an end", arguments.now);
                return null;
            },
            cancellationToken);
    }

    public async Task<bool> RenewAsync(LaneClaim claim, TimeSpan lease, CancellationToken cancellationToken) =>
        await ExecuteAsync(JobSql.Renew, new { claim.Lane, claim.Fence, claim.Worker, until = time.GetUtcNow() + lease }, cancellationToken) > 0;

    public async Task<bool> CompleteAsync(LaneClaim claim, ClaimedJob job, JobOutcome outcome, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var nextSendAt = now + (outcome switch
        {
            JobDone done => done.Pause,
            JobRetry { WholeLane: true } limited => limited.After ?? options.RateLimitPause,
            _ => TimeSpan.Zero,
        });
        var settlement = new { claim.Lane, claim.Fence, claim.Worker, nextSendAt, stopped = (outcome as LaneStopped)?.Reason };
        return await database.WriteAsync(
            async work =>
            {
                var db = DbWork.Of(work);
                if (await db.ExecuteAsync(JobSql.SettleLane, settlement) == 0) return false;
                await SettleAsync(db, job, outcome, now);
                return true;
            },
            cancellationToken);
    }

    public async Task ReleaseAsync(LaneClaim claim, CancellationToken cancellationToken)
    {
        await ExecuteAsync(JobSql.Release, claim, cancellationToken);
        signal.Raise();
    }

    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellationToken) =>
        await database.FirstAsync<DateTimeOffset?>(JobSql.NextDue, new { now = time.GetUtcNow() }, cancellationToken);

    public async Task<IReadOnlyList<QueuedJob>> ListAsync(JobState state, int limit, CancellationToken cancellationToken) =>
        (await database.QueryAsync<JobRow>(JobSql.List, new { state = StoredValues.Word(state), limit }, cancellationToken)).ConvertAll(static row => row.ToQueued());

    public async Task<IReadOnlyList<LaneStatus>> LanesAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return (await database.QueryAsync<LaneRow>(JobSql.Lanes, new { }, cancellationToken)).ConvertAll(row => row.ToStatus(now));
    }

    public ValueTask<string?> StoppedReasonAsync(IWork work, string lane) => DbWork.Of(work).FirstAsync<string>(JobSql.StoppedReason, new { lane });

    public async Task<bool> ResendAsync(long id, CancellationToken cancellationToken)
    {
        var found = await database.WriteAsync(
            async work =>
            {
                var db = DbWork.Of(work);
                if (await db.FirstAsync<string>(JobSql.LaneOf, new { id }) is not { } lane) return false;
                await db.ExecuteAsync(JobSql.Revive, new { id, now = time.GetUtcNow() });
                await db.ExecuteAsync(JobSql.StartLane, new { lane });
                return true;
            },
            cancellationToken);
        signal.Raise();
        return found;
    }

    public async Task<int> StartLanesAsync(string prefix, CancellationToken cancellationToken)
    {
        var started = await ExecuteAsync(JobSql.StartLanes, new { prefix, length = prefix.Length }, cancellationToken);
        if (started > 0) signal.Raise();
        return started;
    }

    public async Task<int> SweepAsync(DateTimeOffset sentBefore, int most, CancellationToken cancellationToken)
    {
        var jobs = await ExecuteAsync(JobSql.SweepJobs, new { sentBefore, most }, cancellationToken);
        var lanes = await ExecuteAsync(JobSql.SweepLanes, new { now = time.GetUtcNow(), most }, cancellationToken);
        return Math.Max(jobs, lanes);
    }

    private static async ValueTask BuryAsync(DbWork db, ClaimedJob job, string reason, DateTimeOffset now) =>
        await db.ExecuteAsync(JobSql.Dead, new { job.Id, job.Revision, reason, now });

    private async ValueTask SettleAsync(DbWork db, ClaimedJob job, JobOutcome outcome, DateTimeOffset now)
    {
        switch (outcome)
        {
            case JobDone:
                await db.ExecuteAsync(JobSql.Done, new { job.Id, job.Revision, now });
                break;
            case JobDead dead:
                await BuryAsync(db, job, dead.Reason, now);
                break;
            case JobRetry { WholeLane: true } limited:
                await db.ExecuteAsync(JobSql.Retry, new { job.Id, dueAt = now, forgive = 1L, reason = limited.Reason });
                break;
            case JobTooEarly early:
                await db.ExecuteAsync(JobSql.Retry, new { job.Id, dueAt = now + early.After, forgive = 1L, reason = early.Reason });
                break;
            case JobRetry retry when job.CountedAttempt >= options.MostAttempts:
                await BuryAsync(db, job, $"{retry.Reason} (after {job.CountedAttempt} attempts)", now);
                break;
            case JobRetry retry:
                await db.ExecuteAsync(JobSql.Retry, new { job.Id, dueAt = now + (retry.After ?? schedule.After(job.CountedAttempt)), forgive = 0L, reason = retry.Reason });
                break;
            case LaneStopped stopped:
                await db.ExecuteAsync(JobSql.Retry, new { job.Id, dueAt = now, forgive = 1L, reason = stopped.Reason });
                if (stopped.Then is { } then) await db.EnqueueAsync(then);
                break;
            default:
                throw new ArgumentException($"Unknown outcome {outcome.GetType().Name}.", nameof(outcome));
        }
    }

    private Task<int> ExecuteAsync(string sql, object arguments, CancellationToken cancellationToken) =>
        database.WriteAsync(work => DbWork.Of(work).ExecuteAsync(sql, arguments), cancellationToken);

    private sealed class ClaimRow
    {
        public string Lane { get; init; } = "";

        public long Fence { get; init; }
    }
}
