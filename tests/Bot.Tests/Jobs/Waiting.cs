using System.Diagnostics;
using ChatOps.TestKit;

namespace ChatOps.Bot.Jobs;

/// <summary>Waiting for what another task does, without sleeping: the condition is asked again as soon as others had their turn.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task UntilAsync(this StoreUnderTest store, Func<Task<bool>> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            watch.Elapsed.ShouldBeLessThan(Patience, "it did not happen");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, CancellationToken.None);
        }
    }

    /// <summary>Until a job is in the state; the clock moves on whenever nobody works on the lane.</summary>
    public static Task UntilSettledAsync(this StoreUnderTest store, JobState state) => store.UntilAsync(async () =>
    {
        if ((await store.Queue.ListAsync(state, 1, default)).Count > 0) return true;
        if (await store.LeaseAsync() == 0) store.Time.Advance(TimeSpan.FromSeconds(5));
        return false;
    });

    /// <summary>When the lease of the one lane ends, in microseconds; 0 when nobody works on it.</summary>
    public static Task<long> LeaseAsync(this StoreUnderTest store) => store.Database.FirstAsync<long>("SELECT lease_until FROM lane", new { }, default).AsTask();
}
