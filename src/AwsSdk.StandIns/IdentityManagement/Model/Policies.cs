using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

public partial class ListAttachedRolePoliciesRequest : AmazonIdentityManagementServiceRequest
{
    public string RoleName { get; set; }

    public string PathPrefix { get; set; }

    public string Marker { get; set; }

    public int? MaxItems { get; set; }
}

public partial class ListAttachedRolePoliciesResponse : AmazonWebServiceResponse
{
    public List<AttachedPolicyType> AttachedPolicies { get; set; }

    public bool? IsTruncated { get; set; }

    public string Marker { get; set; }
}

public partial class AttachedPolicyType
{
    public string PolicyName { get; set; }

    public string PolicyArn { get; set; }
}

public partial class ListRolePoliciesRequest : AmazonIdentityManagementServiceRequest
{
    public string RoleName { get; set; }

    public string Marker { get; set; }

    public int? MaxItems { get; set; }
}

public partial class ListRolePoliciesResponse : AmazonWebServiceResponse
{
    public List<string> PolicyNames { get; set; }

    public bool? IsTruncated { get; set; }

    public string Marker { get; set; }
}

public partial class GetRolePolicyRequest : AmazonIdentityManagementServiceRequest
{
    public string RoleName { get; set; }

    public string PolicyName { get; set; }
}

public partial class GetRolePolicyResponse : AmazonWebServiceResponse
{
    public string RoleName { get; set; }

    public string PolicyName { get; set; }

    public string PolicyDocument { get; set; }
}

public partial class GetPolicyRequest : AmazonIdentityManagementServiceRequest
{
    public string PolicyArn { get; set; }
}

public partial class GetPolicyResponse : AmazonWebServiceResponse
{
    public ManagedPolicy Policy { get; set; }
}

public partial class ManagedPolicy
{
    public string PolicyName { get; set; }

    public string PolicyId { get; set; }

    public string Arn { get; set; }

    public string Path { get; set; }

    public string DefaultVersionId { get; set; }

    public int? AttachmentCount { get; set; }

    public int? PermissionsBoundaryUsageCount { get; set; }

    public bool? IsAttachable { get; set; }

    public string Description { get; set; }

    public DateTime? CreateDate { get; set; }

    public DateTime? UpdateDate { get; set; }

    public List<Tag> Tags { get; set; }
}

public partial class GetPolicyVersionRequest : AmazonIdentityManagementServiceRequest
{
    public string PolicyArn { get; set; }

    public string VersionId { get; set; }
}

public partial class GetPolicyVersionResponse : AmazonWebServiceResponse
{
    public PolicyVersion PolicyVersion { get; set; }
}

public partial class PolicyVersion
{
    public string Document { get; set; }

    public string VersionId { get; set; }

    public bool? IsDefaultVersion { get; set; }

    public DateTime? CreateDate { get; set; }
}
