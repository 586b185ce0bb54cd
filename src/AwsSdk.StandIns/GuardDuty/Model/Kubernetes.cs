using System.Text.Json.Serialization;

namespace Amazon.GuardDuty.Model;

public partial class EksClusterDetails
{
    public string Name { get; set; }

    public string Arn { get; set; }

    public string VpcId { get; set; }

    public string Status { get; set; }

    public List<Tag> Tags { get; set; }

    public DateTime? CreatedAt { get; set; }
}

public partial class KubernetesDetails
{
    public KubernetesUserDetails KubernetesUserDetails { get; set; }

    public KubernetesWorkloadDetails KubernetesWorkloadDetails { get; set; }
}

public partial class KubernetesUserDetails
{
    public string Username { get; set; }

    public string Uid { get; set; }

    public List<string> Groups { get; set; }

    public List<string> SessionName { get; set; }

    public ImpersonatedUser ImpersonatedUser { get; set; }
}

public partial class ImpersonatedUser
{
    public string Username { get; set; }

    public List<string> Groups { get; set; }
}

public partial class KubernetesWorkloadDetails
{
    public string Name { get; set; }

    public string Type { get; set; }

    public string Uid { get; set; }

    public string Namespace { get; set; }

    public bool? HostNetwork { get; set; }

    public string ServiceAccountName { get; set; }

    public List<Container> Containers { get; set; }

    public List<Volume> Volumes { get; set; }

    public bool? HostIPC { get; set; }

    public bool? HostPID { get; set; }
}

public partial class KubernetesApiCallAction
{
    public string RequestUri { get; set; }

    public string Verb { get; set; }

    public string Resource { get; set; }

    public string Subresource { get; set; }

    public string Namespace { get; set; }

    public string ResourceName { get; set; }

    [JsonPropertyName("sourceIPs")]
    public List<string> SourceIps { get; set; }

    public string UserAgent { get; set; }

    public RemoteIpDetails RemoteIpDetails { get; set; }

    public int? StatusCode { get; set; }

    public string Parameters { get; set; }
}

public partial class KubernetesPermissionCheckedDetails
{
    public string Verb { get; set; }

    public string Resource { get; set; }

    public string Namespace { get; set; }

    public bool? Allowed { get; set; }
}

public partial class KubernetesRoleBindingDetails
{
    public string Kind { get; set; }

    public string Name { get; set; }

    public string Uid { get; set; }

    public string RoleRefName { get; set; }

    public string RoleRefKind { get; set; }
}

public partial class KubernetesRoleDetails
{
    public string Kind { get; set; }

    public string Name { get; set; }

    public string Uid { get; set; }
}
