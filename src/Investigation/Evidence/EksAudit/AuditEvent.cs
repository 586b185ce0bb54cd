using ChatOps.Investigation.Evidence.Calls.Indexing;

namespace ChatOps.Investigation.Evidence.EksAudit;

/// <summary>How far a request had come when the event was written (kubernetes.io, "Auditing"); later stages know more.</summary>
internal enum AuditStage
{
    /// <summary>Nothing is done yet.</summary>
    RequestReceived,

    /// <summary>Headers are sent; of long requests only.</summary>
    ResponseStarted,

    /// <summary>All is sent.</summary>
    ResponseComplete,

    /// <summary>The server failed.</summary>
    Panic,
}

/// <summary>One request to a Kubernetes API server as its audit log tells it. Text is untrusted; null is absent.</summary>
internal sealed class AuditEvent : IKeptCall
{
    /// <summary>When the request was received, UTC ticks.</summary>
    public long Ticks { get; set; }

    /// <summary>What the events of one request share: a hash; 0 when it has no id.</summary>
    public ulong Identity { get; set; }

    /// <inheritdoc/>
    /// <remarks>They do, by their stages, which the tally puts together; those of one stage are the same.</remarks>
    public bool MayDiffer => false;

    public AuditStage Stage { get; set; } = AuditStage.ResponseComplete;

    public string? Verb { get; set; }

    /// <summary>Path of the request, without its query.</summary>
    public string? Path { get; set; }

    /// <summary>Kind of object acted upon: <c>pods</c>; null for requests that name none.</summary>
    public string? Resource { get; set; }

    public string? Subresource { get; set; }

    /// <summary>API group of the object; null or empty for the core group.</summary>
    public string? Group { get; set; }

    public string? Namespace { get; set; }

    public string? Name { get; set; }

    /// <summary>Who was authenticated.</summary>
    public string? Subject { get; set; }

    /// <summary>Identity of the subject as its authenticator tells it: <c>aws-iam-authenticator:account:AROA…</c>.</summary>
    public string? SubjectId { get; set; }

    /// <summary>As whom the request was carried out, when not as the subject itself.</summary>
    public string? Impersonated { get; set; }

    /// <summary>ARN of the IAM session or user that EKS mapped to the subject.</summary>
    public string? Arn { get; set; }

    /// <summary>ARN of the IAM role or user, without session and path.</summary>
    public string? CanonicalArn { get; set; }

    public string? SessionName { get; set; }

    public string? PrincipalId { get; set; }

    public string? AccessKey { get; set; }

    /// <summary>The client: the first source address; proxies follow it.</summary>
    public string? Address { get; set; }

    public string? UserAgent { get; set; }

    /// <summary>HTTP status; 0 while there is none.</summary>
    public int Code { get; set; }

    /// <summary>Whether the authorizer said no.</summary>
    public bool IsForbidden { get; set; }

    /// <summary>Cluster the log group or the object's key tells.</summary>
    public string? Cluster { get; set; }

    /// <summary>Account that owns the log group, or the one the object's key tells.</summary>
    public string? Account { get; set; }

    /// <summary>Whether the request was carried out.</summary>
    public bool Succeeded => Code < 400 && !IsForbidden;

    /// <summary>Verb and what it was about: <c>create pods/exec</c>, <c>get /version</c>.</summary>
    public string Call => $"{Verb ?? "-"} {(Resource is null ? Path ?? "-" : Subresource is null ? Resource : $"{Resource}/{Subresource}")}";

    /// <summary>The object: <c>namespace/name</c>, or its name alone when it is in no namespace; null when none is named.</summary>
    public string? Object => Name is null ? null : Namespace is null ? Name : $"{Namespace}/{Name}";
}
