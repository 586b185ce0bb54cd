namespace ChatOps.Investigation.Observations;

/// <summary>What one source observed of one entity in one window.</summary>
/// <param name="First">First instant of observation, inclusive, UTC.</param>
/// <param name="Last">Last instant of observation, inclusive, UTC.</param>
/// <param name="Count">Number of findings, calls or records after removal of duplicates; at least 1. Never a duration.</param>
/// <param name="Names">What was observed and how often: API calls as <c>service:Operation</c>, finding types, <c>accept</c>/<c>reject</c>; bounded by
/// what exists, not by traffic.</param>
/// <param name="Principals">Distinct users and roles (API calls) or null where the source has none.</param>
/// <param name="FirstWhat">The API operation seen at <paramref name="First"/>, as <c>service:Operation</c> or bare <c>Operation</c>: of the call itself,
/// or the one the finding names.
/// Null when what was seen there is no API call.</param>
/// <param name="LastWhat">The same for <paramref name="Last"/>.</param>
public sealed record Observation(
    DateTimeOffset First,
    DateTimeOffset Last,
    long Count,
    IReadOnlyDictionary<string, long> Names,
    IReadOnlyList<string>? Principals = null,
    string? FirstWhat = null,
    string? LastWhat = null)
{
    /// <summary>Length of the union of the records' intervals: how long there really was something; null where observations are instants.</summary>
    public TimeSpan? ActiveTime { get; init; }

    /// <summary>Hours of the clock with at least one observation; null when the source did not count them.</summary>
    public long? ActiveHours { get; init; }

    /// <summary>Last minus first, computed; zero for a single instant.</summary>
    public TimeSpan Duration => Last - First;
}
