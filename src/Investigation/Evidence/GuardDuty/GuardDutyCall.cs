using ChatOps.Investigation.Evidence.Aws;

namespace ChatOps.Investigation.Evidence.GuardDuty;

/// <summary>What became of a call: a value, or the fault it met. One of the two is null.</summary>
internal readonly record struct GuardDutyCall<T>(T? Value, AwsFault? Fault)
    where T : class;

/// <summary>Findings of one place.</summary>
/// <param name="Findings">Those that can be kept.</param>
/// <param name="Refused">Those that cannot, with the id GuardDuty gave.</param>
/// <param name="Next">Where the next page begins; null when this is the last.</param>
internal sealed record GuardDutyPage(IReadOnlyList<FetchedFinding> Findings, IReadOnlyList<RefusedFinding> Refused, string? Next);

/// <summary>A finding that GuardDuty gave and that cannot be kept.</summary>
/// <param name="Id">Its id; untrusted text.</param>
/// <param name="UpdatedAt">As GuardDuty gave it; untrusted text.</param>
/// <param name="Refusal">What is wrong with it.</param>
public sealed record RefusedFinding(string? Id, string? UpdatedAt, FindingRefused Refusal);

/// <summary>Findings that changed, in the order in which they did.</summary>
/// <param name="Findings">At most 50.</param>
/// <param name="Refused">What cannot be kept of them.</param>
/// <param name="Next">Where to go on; null when this is all.</param>
/// <param name="Fault">What the question met; null when it was answered.</param>
public sealed record ChangedFindings(IReadOnlyList<FetchedFinding> Findings, IReadOnlyList<RefusedFinding> Refused, string? Next, AwsFault? Fault);

/// <summary>What can be done to a finding in GuardDuty.</summary>
public enum FindingDeedKind
{
    /// <summary>Put out of sight.</summary>
    Archive,

    /// <summary>Brought back.</summary>
    Unarchive,

    /// <summary>Told to have been useful.</summary>
    Useful,

    /// <summary>Told not to have been useful.</summary>
    NotUseful,
}

/// <summary>Whether GuardDuty did it.</summary>
/// <param name="Place">Where it was done; null when it was not.</param>
/// <param name="WhyNot">Why not, and what would work; null when it was done.</param>
/// <param name="MayPass">Whether trying again later may help.</param>
public sealed record FindingDeedOutcome(string? Place, string? WhyNot, bool MayPass);
