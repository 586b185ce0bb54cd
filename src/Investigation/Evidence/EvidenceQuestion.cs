using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Evidence;

/// <summary>A question to a source of evidence.</summary>
/// <param name="Entity">Who is asked about.</param>
/// <param name="Window">Window asked about, half-open, UTC.</param>
/// <param name="AsOf">The source's present: nothing later exists yet. The sample day's replay clock, or now.</param>
/// <param name="Account">Account to look in; null means all that are configured.</param>
/// <param name="Region">Region to look in; null means all that are configured.</param>
public sealed record EvidenceQuestion(EntityRef Entity, TimeWindow Window, DateTimeOffset AsOf, string? Account = null, string? Region = null);
