using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

public partial class GetRoleRequest : AmazonIdentityManagementServiceRequest
{
    public string RoleName { get; set; }
}

public partial class GetRoleResponse : AmazonWebServiceResponse
{
    public Role Role { get; set; }
}

public partial class Role
{
    public string Path { get; set; }

    public string RoleName { get; set; }

    public string RoleId { get; set; }

    public string Arn { get; set; }

    public DateTime? CreateDate { get; set; }

    public string AssumeRolePolicyDocument { get; set; }

    public string Description { get; set; }

    public int? MaxSessionDuration { get; set; }

    public AttachedPermissionsBoundary PermissionsBoundary { get; set; }

    public List<Tag> Tags { get; set; }

    public RoleLastUsed RoleLastUsed { get; set; }
}

public partial class RoleLastUsed
{
    public DateTime? LastUsedDate { get; set; }

    public string Region { get; set; }
}

public partial class GetUserRequest : AmazonIdentityManagementServiceRequest
{
    public string UserName { get; set; }
}

public partial class GetUserResponse : AmazonWebServiceResponse
{
    public User User { get; set; }
}

public partial class User
{
    public string Path { get; set; }

    public string UserName { get; set; }

    public string UserId { get; set; }

    public string Arn { get; set; }

    public DateTime? CreateDate { get; set; }

    public DateTime? PasswordLastUsed { get; set; }

    public AttachedPermissionsBoundary PermissionsBoundary { get; set; }

    public List<Tag> Tags { get; set; }
}

public partial class AttachedPermissionsBoundary
{
    public PermissionsBoundaryAttachmentType PermissionsBoundaryType { get; set; }

    public string PermissionsBoundaryArn { get; set; }
}

public partial class Tag
{
    public string Key { get; set; }

    public string Value { get; set; }
}
