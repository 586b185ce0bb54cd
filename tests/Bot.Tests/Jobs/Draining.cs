using ChatOps.TestKit;

namespace ChatOps.Bot.Jobs;

/// <summary>Works a queue by hand until nothing is left, moving the clock to whatever is due next.</summary>
internal static class Draining
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    public static async Task DrainAsync(this StoreUnderTest store, Func<ClaimedJob, JobOutcome> run)
    {
        while (true)
        {
            while (await store.StepAsync("worker", run)) continue;
            if (await store.Queue.NextDueAsync(default) is not { } due) return;
            due.ShouldBeGreaterThan(store.Time.GetUtcNow(), "something is due, but nothing could be claimed");
            store.Time.Advance(due - store.Time.GetUtcNow());
        }
    }

    /// <summary>Claims a lane, runs one job of it and lets it go.</summary>
    /// <returns>False when there was no lane to claim.</returns>
    public static async Task<bool> StepAsync(this StoreUnderTest store, string worker, Func<ClaimedJob, JobOutcome> run)
    {
        if (await store.Queue.ClaimAsync(worker, Lease, default) is not { } claim) return false;
        if (await store.Queue.NextAsync(claim, default) is { } job) (await store.Queue.CompleteAsync(claim, job, run(job), default)).ShouldBeTrue();
        await store.Queue.ReleaseAsync(claim, default);
        return true;
    }

    public static async Task<(LaneClaim Claim, ClaimedJob Job)> StartAsync(this StoreUnderTest store, string worker = "worker")
    {
        var claim = (await store.Queue.ClaimAsync(worker, Lease, default)).ShouldNotBeNull();
        var job = (await store.Queue.NextAsync(claim, default)).ShouldNotBeNull();
        return (claim, job);
    }

    public static Job Job(string order, string payload, JobPriority priority = JobPriority.Reply, string lane = "web:security", string? coalesce = null) =>
        new(lane, order, "test", payload, priority, coalesce);
}
