namespace ChatOps.Investigation.Evidence;

/// <summary>An answer and how far it can be relied on.</summary>
/// <param name="Value">The answer; null unless <see cref="Coverage.State"/> is <see cref="CoverageState.Answered"/>.</param>
/// <param name="Coverage">How far it can be relied on.</param>
public sealed record EvidenceAnswer<T>(T? Value, Coverage Coverage)
    where T : class;
