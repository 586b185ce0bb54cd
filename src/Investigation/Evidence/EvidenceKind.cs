namespace ChatOps.Investigation.Evidence;

/// <summary>The sources a span is made from; each counts something else.</summary>
public enum EvidenceKind
{
    /// <summary>GuardDuty findings that name the entity.</summary>
    Findings,

    /// <summary>API calls, from CloudTrail.</summary>
    ApiCalls,

    /// <summary>Network flows, from VPC flow logs.</summary>
    Flows,

    /// <summary>Kubernetes API calls, from EKS audit logs.</summary>
    KubernetesAudit,
}
