using ChatOps.Investigation.Evidence;

namespace ChatOps.Investigation.Observations;

/// <summary>Why two sources give different spans for the same entity: shown, never averaged.</summary>
/// <param name="Kind">Which kind of difference.</param>
/// <param name="Left">The source that says one thing.</param>
/// <param name="Right">The source that says another, or nothing.</param>
/// <param name="Sentence">The reason in one sentence, with its figures; may hold untrusted names, so it is shown as literal text.</param>
public sealed record SpanDifference(SpanDifferenceKind Kind, EvidenceKind Left, EvidenceKind Right, string Sentence);

/// <summary>Kinds of difference between sources.</summary>
public enum SpanDifferenceKind
{
    /// <summary>One source saw the entity earlier.</summary>
    StartsEarlier,

    /// <summary>One source saw the entity later.</summary>
    EndsLater,

    /// <summary>A source was asked and saw nothing.</summary>
    Silent,

    /// <summary>A source refused, was not asked or was unavailable.</summary>
    Unknown,
}
