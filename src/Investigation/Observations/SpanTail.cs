using ChatOps.Investigation.Evidence;

namespace ChatOps.Investigation.Observations;

/// <summary>What one source observed before the first, or after the last, observation of another.</summary>
/// <param name="Source">Whose observations were counted.</param>
/// <param name="Beside">The source before or after whose observations they lie.</param>
/// <param name="Kind">Before (<see cref="SpanDifferenceKind.StartsEarlier"/>) or after (<see cref="SpanDifferenceKind.EndsLater"/>).</param>
/// <param name="Count">How many; null when the source did not answer the narrower question.</param>
public sealed record SpanTail(EvidenceKind Source, EvidenceKind Beside, SpanDifferenceKind Kind, long? Count);
