namespace ChatOps.Investigation.Timing;

/// <summary>The window that limits what is asked, and where it came from.</summary>
/// <param name="Window">The window, half-open, UTC.</param>
/// <param name="Origin">Why this window applies.</param>
/// <param name="SetBy">Who set it, when <see cref="ScopeOrigin.SetByAnalyst"/>; otherwise null.</param>
public sealed record ScopeTime(TimeWindow Window, ScopeOrigin Origin, string? SetBy = null);

/// <summary>Where a scope time came from.</summary>
public enum ScopeOrigin
{
    /// <summary>The finding's first to last seen, in whole hours.</summary>
    Finding,

    /// <summary>From a day before the finding's first to a day after its last seen, as far as that has happened, in whole hours.</summary>
    AroundFinding,

    /// <summary>Whole hours around all that is known of an entity.</summary>
    Entity,

    /// <summary>Named in the question itself; holds for this one answer.</summary>
    Asked,

    /// <summary>Set for the thread by a person.</summary>
    SetByAnalyst,

    /// <summary>Whole hours around the findings that name an entity; in a finding's thread a day before and after it at most.</summary>
    Mentions,

    /// <summary>The last day of all that is known of an entity that no finding names.</summary>
    LastDay,

    /// <summary>The hour of the highest spike, or the busiest one, inside such a scope.</summary>
    Spike,
}
