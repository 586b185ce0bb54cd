using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Observations;

/// <summary>When one entity was observed inside one scope: one row per source, the union of all, and every difference with its reason.</summary>
/// <param name="Entity">Who was asked about.</param>
/// <param name="Scope">The scope asked about.</param>
/// <param name="AskedAt">When it was asked, by the as-of clock.</param>
/// <param name="Rows">One row per source, in the order of <see cref="EvidenceKind"/>.</param>
/// <param name="Differences">Why rows differ; empty when they do not.</param>
/// <param name="Before">What the sources hold of the entity from before the scope, one row per source that was asked.</param>
public sealed record ObservationSpan(
    EntityRef Entity,
    TimeWindow Scope,
    DateTimeOffset AskedAt,
    IReadOnlyList<SpanRow> Rows,
    IReadOnlyList<SpanDifference> Differences,
    IReadOnlyList<SpanRow> Before)
{
    /// <summary>What the sources hold of the entity from after the scope, up to <see cref="AskedAt"/>; empty when the scope reaches that far.</summary>
    public IReadOnlyList<SpanRow> After { get; init; } = [];

    /// <summary>First and last seen as the finding itself says, when the question came from one; null otherwise. GuardDuty's own figures, not ours.</summary>
    public ObservedInterval? FindingSays { get; init; }

    /// <summary>Finished investigations of Detective's that name the address and whose scope touches this one; membership without times, part of no union.</summary>
    public IReadOnlyList<DetectiveNaming> AlsoNamed { get; init; } = [];

    /// <summary>The union of all sources inside the scope; null when none observed the entity there.</summary>
    public ObservedInterval? InScope => ObservedInterval.Of(Rows);

    /// <summary>The union of all sources over everything they hold, before and after the scope included; null when none observed the entity at all.</summary>
    public ObservedInterval? Retained => ObservedInterval.Of([.. Before, .. Rows, .. After]);

    /// <summary>Earliest observation of any source; null when none observed the entity.</summary>
    public DateTimeOffset? First => Rows.Min(static row => row.Observed?.First);

    /// <summary>Latest observation of any source; null when none observed the entity.</summary>
    public DateTimeOffset? Last => Rows.Max(static row => row.Observed?.Last);

    /// <summary>Last minus first over all sources, computed; null when none observed the entity.</summary>
    public TimeSpan? Duration => Last - First;
}

/// <summary>One source's part of a span.</summary>
/// <param name="Source">Which source.</param>
/// <param name="Observed">What it observed; null when it observed nothing or gave no answer: <paramref name="Coverage"/> tells which.</param>
/// <param name="Coverage">What became of the question.</param>
public sealed record SpanRow(EvidenceKind Source, Observation? Observed, Coverage Coverage);
