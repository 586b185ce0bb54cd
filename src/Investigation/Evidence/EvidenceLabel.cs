namespace ChatOps.Investigation.Evidence;

/// <summary>What sources of evidence, their counts and the fate of a question are called on cards, charts and in reports.</summary>
public static class EvidenceLabel
{
    /// <summary>The source, such as "API calls (CloudTrail)".</summary>
    public static string Of(EvidenceKind kind) => kind switch
    {
        EvidenceKind.Findings => "GuardDuty findings",
        EvidenceKind.ApiCalls => "API calls (CloudTrail)",
        EvidenceKind.Flows => "Network flows",
        EvidenceKind.KubernetesAudit => "Kubernetes audit",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of evidence."),
    };

    /// <summary>A count with what was counted, such as "7,235 calls".</summary>
    public static string Counted(EvidenceKind kind, long count)
    {
        var noun = kind switch
        {
            EvidenceKind.Findings => "finding",
            EvidenceKind.Flows => "flow record",
            _ => "call",
        };
        return FormattableString.Invariant($"{count:N0} {noun}{(count == 1 ? "" : "s")}");
    }

    /// <summary>What became of a question, in two words at most.</summary>
    public static string Of(CoverageState state) => state switch
    {
        CoverageState.Answered => "answered",
        CoverageState.Empty => "none",
        CoverageState.Refused => "refused",
        CoverageState.NotAsked => "not asked",
        CoverageState.Unavailable => "unavailable",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a state of coverage."),
    };
}
