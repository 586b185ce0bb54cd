namespace ChatOps.Bot.Jobs;

/// <summary>When to try again: 1 s, doubled each time up to 15 min, each shortened by up to a quarter so that what failed together does not come back together.</summary>
/// <param name="random">Source of the jitter; a seeded one makes the schedule repeatable.</param>
internal sealed class RetrySchedule(Random random)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <param name="attempt">Attempts made so far; at least 1.</param>
    public TimeSpan After(int attempt)
    {
        var exponential = First * Math.Pow(2, Math.Clamp(attempt, 1, 30) - 1);
        var bounded = exponential < Longest ? exponential : Longest;
        lock (random) return bounded * (1 - (random.NextDouble() / 4));
    }
}
