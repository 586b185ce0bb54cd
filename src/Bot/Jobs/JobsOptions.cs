namespace ChatOps.Bot.Jobs;

/// <summary>How the worker goes about its jobs. Fixed: none of it is an operator's decision.</summary>
internal sealed record JobsOptions
{
    /// <summary>Lanes worked on at the same time.</summary>
    public int Runners { get; init; } = 6;

    /// <summary>How many of them may be busy with answers, which can take minutes; the rest is kept for deliveries.</summary>
    public int AnsweringRunners { get; init; } = 4;

    /// <summary>How long a lane stays with a worker that has died. Renewed three times within it while the worker lives.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Jobs of one lane before others get their turn.</summary>
    public int JobsPerClaim { get; init; } = 50;

    /// <summary>After that long others get their turn too: a chat that answers slowly holds up nobody but itself.</summary>
    public TimeSpan LongestTurn { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Starts of one job before it becomes a dead letter: with <see cref="RetrySchedule"/> about an hour and a half.</summary>
    public int MostAttempts { get; init; } = 16;

    /// <summary>How long a lane rests after a rate limit that names no time.</summary>
    public TimeSpan RateLimitPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long what was sent stays listed.</summary>
    public TimeSpan KeepSent { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How often old rows are removed.</summary>
    public TimeSpan SweepEvery { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Rows removed in one transaction.</summary>
    public int SweepBite { get; init; } = 200;
}
