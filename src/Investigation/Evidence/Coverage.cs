using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Evidence;

/// <summary>What became of a question: the difference between silence and absence.</summary>
public enum CoverageState
{
    /// <summary>Asked, and something was observed.</summary>
    Answered,

    /// <summary>Asked, and nothing was observed.</summary>
    Empty,

    /// <summary>The source said no: permission, membership, region.</summary>
    Refused,

    /// <summary>Not asked: no source is configured, or it cannot know such an entity.</summary>
    NotAsked,

    /// <summary>Asked, but no answer could be had: unreadable, not ready, timed out.</summary>
    Unavailable,
}

/// <summary>How far an answer can be relied on.</summary>
/// <param name="State">What became of the question.</param>
/// <param name="AskedAt">When it was asked, by the question's as-of clock.</param>
/// <param name="Reason">Why, in words a reader understands, for every state but <see cref="CoverageState.Answered"/>; null when there is nothing to
/// say.</param>
/// <param name="Window">The part of the window that was really looked at; null when nothing was.</param>
/// <param name="CompleteUpTo">Records later than this may still arrive; null when unknown.</param>
/// <param name="RetainedFrom">Nothing is held from before this; null when unknown.</param>
/// <param name="Objects">Log objects or documents read.</param>
/// <param name="Notes">What was passed over: unreadable objects, skipped records, unknown formats. Empty when all was read. Hours without an
/// object and what lies before retention are no notes: <see cref="Missing"/> and <paramref name="RetainedFrom"/> say them.</param>
public sealed record Coverage(
    CoverageState State,
    DateTimeOffset AskedAt,
    string? Reason = null,
    TimeWindow? Window = null,
    DateTimeOffset? CompleteUpTo = null,
    DateTimeOffset? RetainedFrom = null,
    long Objects = 0,
    IReadOnlyList<string>? Notes = null)
{
    /// <summary>What the answer cost; null when nothing was read for it.</summary>
    public EvidenceCost? Cost { get; init; }

    /// <summary>Whole hours of the window, baseline included, that no log object covers; in order, without overlap.</summary>
    public IReadOnlyList<TimeWindow> Missing { get; init; } = [];

    /// <summary>Whether the source was asked and did answer, be it with nothing.</summary>
    public bool IsAnswer => State is CoverageState.Answered or CoverageState.Empty;
}
