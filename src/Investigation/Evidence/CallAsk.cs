namespace ChatOps.Investigation.Evidence;

/// <summary>What is wanted of API calls (CloudTrail) or Kubernetes calls (EKS audit); all of it is answered in one pass.</summary>
public sealed record CallAsk
{
    /// <summary>Whether successful and failed calls per hour are wanted.</summary>
    public bool Hours { get; init; }

    /// <summary>Tables wanted.</summary>
    public IReadOnlyList<CallGrouping> Groupings { get; init; } = [];

    /// <summary>Which calls are the entity's.</summary>
    public CallRelation Relation { get; init; }
}

/// <summary>How a call has to do with the entity asked about.</summary>
public enum CallRelation
{
    /// <summary>The entity made it, or for a bucket: the call names it.</summary>
    Made,

    /// <summary>The call assumed the role asked about (AssumeRole and its like); of a role only.</summary>
    Assumed,
}

/// <summary>One table of calls: calls that share the values of all columns make one row.</summary>
/// <param name="Columns">At least one, each once; the order is that of a tree built from it.</param>
/// <param name="Top">How many rows are wanted at most; those with most calls in the window come first.</param>
public sealed record CallGrouping(IReadOnlyList<CallColumn> Columns, int Top = 1000);

/// <summary>What calls can be grouped by. A value that is absent is <c>-</c>.</summary>
public enum CallColumn
{
    /// <summary>Where the call came from: an address in its canonical spelling, a service's name, <c>AWS Internal</c>. Kubernetes: the first source
    /// address.</summary>
    Address,

    /// <summary>User or role without session, an ARN where known; Kubernetes: the subject's name.</summary>
    Principal,

    /// <summary>Name of the role session; Kubernetes: the subject that was impersonated.</summary>
    Session,

    /// <summary>Access key id; absent in Kubernetes.</summary>
    AccessKey,

    /// <summary>Service without its domain: <c>ssm</c>. Kubernetes: the API group, <c>core</c> for the unnamed one.</summary>
    Service,

    /// <summary>Operation: <c>GetParameters</c>. Kubernetes: verb and resource, <c>create pods/exec</c>.</summary>
    Call,

    /// <summary>User agent.</summary>
    UserAgent,

    /// <summary>Region; Kubernetes: absent.</summary>
    Region,

    /// <summary>Error code of failed calls; Kubernetes: the response code.</summary>
    Error,

    /// <summary>What was acted upon: the bucket named, the role assumed; Kubernetes: the object, <c>namespace/name</c>.</summary>
    Resource,

    /// <summary>Account that received the call; Kubernetes: the cluster.</summary>
    Account,

    /// <summary>The instance whose credentials called, by the session's name: <c>i-…</c>; Kubernetes: the namespace.</summary>
    Place,
}
