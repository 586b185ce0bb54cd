namespace ChatOps.Investigation.Findings;

/// <summary>What was done, in the words of the finding. Runtime and malware findings have no action.</summary>
public abstract record FindingAction;

/// <summary>An AWS API call.</summary>
/// <param name="Api">Operation name, such as GetParameters.</param>
/// <param name="Service">Event source, such as ssm.amazonaws.com.</param>
public sealed record ApiCall(string Api, string? Service) : FindingAction
{
    /// <summary>"Remote IP", "Domain" or what GuardDuty wrote.</summary>
    public string? CallerType { get; init; }

    /// <summary>User agent of the caller.</summary>
    public string? UserAgent { get; init; }

    /// <summary>Error code; null when the call succeeded.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Account the call came from, when it is another one.</summary>
    public string? RemoteAccount { get; init; }
}

/// <summary>A network connection.</summary>
public sealed record NetworkConnection : FindingAction
{
    /// <summary>INBOUND, OUTBOUND or UNKNOWN.</summary>
    public string? Direction { get; init; }

    /// <summary>Protocol name, such as TCP.</summary>
    public string? Protocol { get; init; }

    /// <summary>Whether the connection was blocked; null when not said.</summary>
    public bool? Blocked { get; init; }

    /// <summary>Own address of the resource.</summary>
    public string? LocalAddress { get; init; }

    /// <summary>Port on the resource's side.</summary>
    public int? LocalPort { get; init; }

    /// <summary>Port on the remote side.</summary>
    public int? RemotePort { get; init; }
}

/// <summary>A DNS request.</summary>
public sealed record DnsRequest(string? Domain, string? Protocol, bool? Blocked) : FindingAction;

/// <summary>Probes of open ports; each has its own remote side.</summary>
public sealed record PortProbe(IReadOnlyList<ProbedPort> Ports, bool? Blocked) : FindingAction;

/// <summary>One probed port.</summary>
public sealed record ProbedPort(int? LocalPort, string? LocalPortName, string? LocalAddress, Actor Remote);

/// <summary>A Kubernetes API call.</summary>
public sealed record KubernetesApiCall : FindingAction
{
    /// <summary>Verb, such as create.</summary>
    public string? Verb { get; init; }

    /// <summary>Request URI.</summary>
    public string? RequestUri { get; init; }

    /// <summary>Namespace of the object.</summary>
    public string? Namespace { get; init; }

    /// <summary>Kind of object, such as pods.</summary>
    public string? Resource { get; init; }

    /// <summary>Name of the object.</summary>
    public string? ResourceName { get; init; }

    /// <summary>User agent of the caller.</summary>
    public string? UserAgent { get; init; }

    /// <summary>HTTP status of the answer.</summary>
    public int? StatusCode { get; init; }

    /// <summary>All source addresses of the request, client first.</summary>
    public IReadOnlyList<string> SourceAddresses { get; init; } = [];
}

/// <summary>Kubernetes permissions checked, a role or a role binding made: what GuardDuty tells, as named facts.</summary>
/// <param name="Kind">Which of them, in GuardDuty's words.</param>
/// <param name="Facts">Name and value.</param>
public sealed record KubernetesChange(string Kind, IReadOnlyList<KeyValuePair<string, string>> Facts) : FindingAction;

/// <summary>Login attempts on a database.</summary>
public sealed record RdsLoginAttempt(IReadOnlyList<RdsLogin> Logins) : FindingAction;

/// <summary>Logins of one database user.</summary>
public sealed record RdsLogin(string? User, string? Application, long? Failed, long? Succeeded);

/// <summary>An action type this reader does not know.</summary>
public sealed record OtherAction(string Type) : FindingAction;
