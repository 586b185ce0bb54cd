using ChatOps.LogWorld.Objects;

namespace ChatOps.LogWorld.Trail;

/// <summary>What a trail world is like. The defaults are the large one of the bench.</summary>
public sealed record TrailWorldOptions
{
    public long Seed { get; init; } = 42;

    /// <summary>Events to spread over the days and four regions; rounding, duplicates and the attack add a few.</summary>
    public long Events { get; init; } = 2_000_000;

    /// <summary>Days, at least 2. The attack is on the last.</summary>
    public int Days { get; init; } = 46;

    public DateOnly Start { get; init; } = new(2025, 1, 23);

    /// <summary>Trails know neither hours nor Hive partitions.</summary>
    public KeyLayout Layout { get; init; } = new();

    public TrailFaults Faults { get; init; } = TrailFaults.None;

    /// <summary>Of ten thousand events, how many stand twice in a row.</summary>
    public int AdjacentDuplicates { get; init; } = 5;

    /// <summary>Of ten thousand events, how many come again in another object within two hours.</summary>
    public int LaterDuplicates { get; init; } = 3;

    /// <summary>Threads that write; the bytes do not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
