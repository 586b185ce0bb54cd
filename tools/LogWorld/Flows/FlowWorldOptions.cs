using ChatOps.LogWorld.Objects;

namespace ChatOps.LogWorld.Flows;

/// <summary>What a flow world is like. The defaults are the large one of the bench.</summary>
public sealed record FlowWorldOptions
{
    public long Seed { get; init; } = 42;

    /// <summary>Rows to spread over the days; rounding and planted rows add a few.</summary>
    public long Rows { get; init; } = 20_000_000;

    /// <summary>Days, at least 1. The attack is on the last but one.</summary>
    public int Days { get; init; } = 7;

    public DateOnly Start { get; init; } = new(2025, 3, 3);

    /// <summary>Network interfaces, at least 8.</summary>
    public int Interfaces { get; init; } = 400;

    /// <summary>Fields of a row, in their order. A name that is not in <see cref="FlowColumns.Version5"/> gets dashes.</summary>
    public IReadOnlyList<string> Columns { get; init; } = FlowColumns.Default;

    public KeyLayout Layout { get; init; } = new();

    public FlowFaults Faults { get; init; } = FlowFaults.None;

    /// <summary>How many of the top talkers the truth names.</summary>
    public int TopTalkers { get; init; } = 100;

    /// <summary>Threads that write; the bytes do not depend on it.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
