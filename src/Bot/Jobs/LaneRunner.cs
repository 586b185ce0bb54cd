namespace ChatOps.Bot.Jobs;

/// <summary>Runs the jobs of a claimed lane in order until it rests, is empty, or others should have their turn.</summary>
internal sealed partial class LaneRunner(IJobQueue queue, IEnumerable<IJobHandler> handlers, JobsOptions options, TimeProvider time, ILogger<LaneRunner> logger)
{
    private readonly Dictionary<string, IJobHandler> handlers = handlers.ToDictionary(static handler => handler.Kind, StringComparer.Ordinal);

    /// <summary>Never throws: a store that fails is reported, and the lease gives the lane back.</summary>
    public async Task RunAsync(LaneClaim claim, CancellationToken stopping)
    {
        var run = RunAllAsync(claim, stopping);
        await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (run.Exception?.InnerException is { } failure) Report(failure);
        var release = queue.ReleaseAsync(claim, CancellationToken.None);
        await release.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (release.Exception?.InnerException is { } unreleased) Report(unreleased);
    }

    public void Report(Exception storeFailure) => Log.StoreFailed(logger, storeFailure);

    private async Task RunAllAsync(LaneClaim claim, CancellationToken stopping)
    {
        var end = time.GetUtcNow() + options.LongestTurn;
        for (var left = options.JobsPerClaim; left > 0 && (left == options.JobsPerClaim || time.GetUtcNow() < end) && !stopping.IsCancellationRequested; left--)
        {
            if (await queue.NextAsync(claim, stopping) is not { } job) return;
            using var lost = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            var outcome = await RunAsync(claim, job, lost);
            if (lost.IsCancellationRequested && outcome is null) return;
            if (outcome is JobDead dead) Log.Dead(logger, job.Id, job.Job.Kind, claim.Lane, dead.Reason);
            if (outcome is LaneStopped stopped) Log.Stopped(logger, claim.Lane, stopped.Reason);
            // Recorded even while stopping: the work is done, and would be done again otherwise.
            if (!await queue.CompleteAsync(claim, job, outcome!, CancellationToken.None))
            {
                Log.ClaimLost(logger, claim.Lane);
                return;
            }
        }
    }

    /// <summary>Runs one job and keeps the lane meanwhile.</summary>
    /// <returns>Null when it was interrupted: its outcome is unknown and it stays as it is.</returns>
    private async Task<JobOutcome?> RunAsync(LaneClaim claim, ClaimedJob job, CancellationTokenSource lost)
    {
        if (!handlers.TryGetValue(job.Job.Kind, out var handler)) return new JobDead($"this version of the program knows no job '{job.Job.Kind}'");
        using var done = new CancellationTokenSource();
        var renewing = RenewAsync(claim, lost, done.Token);
        try
        {
            return await handler.RunAsync(job, lost.Token);
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested)
        {
            return null;
        }
#pragma warning disable CA1031 // the job worker is one of the four edges: whatever a handler throws, the job is tried again and in the end put before an operator
        catch (Exception failure)
#pragma warning restore CA1031
        {
            Log.HandlerFailed(logger, failure, job.Id, job.Job.Kind);
            return new JobRetry($"{failure.GetType().Name}: {failure.Message}");
        }
        finally
        {
            await done.CancelAsync();
            await renewing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Three times within a lease. When the lane was taken by another worker, what runs here is interrupted.</summary>
    private async Task RenewAsync(LaneClaim claim, CancellationTokenSource lost, CancellationToken done)
    {
        using var timer = new PeriodicTimer(options.Lease / 3, time);
        while (await timer.WaitForNextTickAsync(done))
        {
            var renewal = queue.RenewAsync(claim, options.Lease, done);
            await ((Task)renewal).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!renewal.IsCompletedSuccessfully || await renewal) continue; // a store that failed is asked again before the lease ends
            await lost.CancelAsync();
            return;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The store failed; its jobs wait")]
        public static partial void StoreFailed(ILogger logger, Exception failure);

        [LoggerMessage(2, LogLevel.Error, "Job {Id} ({Kind}) failed and will be tried again")]
        public static partial void HandlerFailed(ILogger logger, Exception failure, long id, string kind);

        [LoggerMessage(3, LogLevel.Warning, "Job {Id} ({Kind}) of {Lane} is a dead letter: {Reason}")]
        public static partial void Dead(ILogger logger, long id, string kind, string lane, string reason);

        [LoggerMessage(4, LogLevel.Error, "{Lane} stopped: {Reason}. Nothing of it is lost; resend one of its jobs when it is repaired")]
        public static partial void Stopped(ILogger logger, string lane, string reason);

        [LoggerMessage(5, LogLevel.Warning, "{Lane} was taken over by another worker")]
        public static partial void ClaimLost(ILogger logger, string lane);
    }
}
