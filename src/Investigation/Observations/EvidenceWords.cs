using System.Globalization;
using ChatOps.Investigation.Evidence;

namespace ChatOps.Investigation.Observations;

/// <summary>What each source counts, in words.</summary>
public static class EvidenceWords
{
    /// <summary>The source: <c>API calls (CloudTrail)</c>.</summary>
    public static string Source(EvidenceKind kind) => kind switch
    {
        EvidenceKind.Findings => "GuardDuty findings",
        EvidenceKind.ApiCalls => "API calls (CloudTrail)",
        EvidenceKind.Flows => "network flows",
        _ => "Kubernetes audit",
    };

    /// <summary>One of what is counted: <c>call</c>.</summary>
    public static string One(EvidenceKind kind) => kind switch
    {
        EvidenceKind.Findings => "finding",
        EvidenceKind.ApiCalls => "call",
        EvidenceKind.Flows => "flow record",
        _ => "Kubernetes call",
    };

    /// <summary>Several of what is counted: <c>calls</c>.</summary>
    public static string Many(EvidenceKind kind) => One(kind) + "s";

    /// <summary>A number of what is counted: <c>7,235 calls</c>, <c>1 finding</c>.</summary>
    public static string Count(EvidenceKind kind, long count) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? One(kind) : Many(kind))}");

    /// <summary>How long there really was something, which is neither the count nor the duration: <c>in 19 hours</c>, <c>in 19 hours, active for 12 h 5 min</c>;
    /// empty where the source did not count it.</summary>
    public static string Active(Observation observed)
    {
        if (observed.ActiveHours is not { } hours) return "";
        var inHours = string.Create(CultureInfo.InvariantCulture, $" in {hours:N0} {(hours == 1 ? "hour" : "hours")}");
        return observed.ActiveTime is { } active ? $"{inHours}, active for {Timing.UtcText.Duration(active)}" : inHours;
    }

    /// <summary>What became of a question, in two words at most: <c>none</c>, <c>not asked</c>.</summary>
    public static string Fate(CoverageState state) => state switch
    {
        CoverageState.Answered => "answered",
        CoverageState.Empty => "none",
        CoverageState.Refused => "refused",
        CoverageState.NotAsked => "not asked",
        _ => "unavailable",
    };

    /// <summary>The verb that fits <see cref="Source"/>.</summary>
    internal static string Were(EvidenceKind kind) => kind == EvidenceKind.KubernetesAudit ? "was" : "were";
}
