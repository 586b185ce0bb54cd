namespace Amazon.GuardDuty.Model;

public partial class Action
{
    public string ActionType { get; set; }

    public AwsApiCallAction AwsApiCallAction { get; set; }

    public DnsRequestAction DnsRequestAction { get; set; }

    public NetworkConnectionAction NetworkConnectionAction { get; set; }

    public PortProbeAction PortProbeAction { get; set; }

    public KubernetesApiCallAction KubernetesApiCallAction { get; set; }

    public KubernetesPermissionCheckedDetails KubernetesPermissionCheckedDetails { get; set; }

    public KubernetesRoleBindingDetails KubernetesRoleBindingDetails { get; set; }

    public KubernetesRoleDetails KubernetesRoleDetails { get; set; }

    public RdsLoginAttemptAction RdsLoginAttemptAction { get; set; }
}

public partial class AwsApiCallAction
{
    public string Api { get; set; }

    public string CallerType { get; set; }

    public DomainDetails DomainDetails { get; set; }

    public string ErrorCode { get; set; }

    public string UserAgent { get; set; }

    public RemoteIpDetails RemoteIpDetails { get; set; }

    public string ServiceName { get; set; }

    public RemoteAccountDetails RemoteAccountDetails { get; set; }

    public Dictionary<string, string> AffectedResources { get; set; }
}

public partial class DomainDetails
{
    public string Domain { get; set; }
}

public partial class RemoteAccountDetails
{
    public string AccountId { get; set; }

    public bool? Affiliated { get; set; }
}

public partial class DnsRequestAction
{
    public string Domain { get; set; }

    public string Protocol { get; set; }

    public bool? Blocked { get; set; }

    public string DomainWithSuffix { get; set; }

    public string VpcOwnerAccountId { get; set; }
}

public partial class NetworkConnectionAction
{
    public bool? Blocked { get; set; }

    public string ConnectionDirection { get; set; }

    public LocalPortDetails LocalPortDetails { get; set; }

    public string Protocol { get; set; }

    public LocalIpDetails LocalIpDetails { get; set; }

    public string LocalNetworkInterface { get; set; }

    public RemoteIpDetails RemoteIpDetails { get; set; }

    public RemotePortDetails RemotePortDetails { get; set; }
}

public partial class PortProbeAction
{
    public bool? Blocked { get; set; }

    public List<PortProbeDetail> PortProbeDetails { get; set; }
}

public partial class PortProbeDetail
{
    public LocalPortDetails LocalPortDetails { get; set; }

    public LocalIpDetails LocalIpDetails { get; set; }

    public RemoteIpDetails RemoteIpDetails { get; set; }
}
