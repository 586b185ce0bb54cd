using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Evidence;

/// <summary>A question to a source of evidence.</summary>
/// <param name="Entity">Who is asked about.</param>
/// <param name="Window">Window asked about, half-open, UTC.</param>
/// <param name="AsOf">The source's present: nothing later exists yet. The sample day's replay clock, or now.</param>
/// <param name="Account">Account to look in; null means all that are configured.</param>
/// <param name="Region">Region to look in; null means all that are configured.</param>
public sealed record EvidenceQuestion(EntityRef Entity, TimeWindow Window, DateTimeOffset AsOf, string? Account = null, string? Region = null)
{
    /// <summary>The time before the window it is compared with; ends where the window starts, or earlier. Null when nothing is compared.</summary>
    public TimeWindow? Baseline { get; init; }

    /// <summary>What is known of the entity from elsewhere and stands for it in logs that do not name it: the interfaces and private addresses of an
    /// instance, as findings tell them. Empty when nothing is known.</summary>
    public IReadOnlyList<EntityRef> Known { get; init; } = [];

    /// <summary>From the start of the baseline, or without one of the window, to the end of the window.</summary>
    public TimeWindow Whole => Baseline is { } baseline && baseline.Start < Window.Start ? new TimeWindow(baseline.Start, Window.End) : Window;
}
