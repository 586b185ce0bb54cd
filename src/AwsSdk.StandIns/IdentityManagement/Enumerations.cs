using Amazon.Runtime;

namespace Amazon.IdentityManagement;

public class PermissionsBoundaryAttachmentType : ConstantClass
{
    public static readonly PermissionsBoundaryAttachmentType PermissionsBoundaryPolicy = new("PermissionsBoundaryPolicy");

    public PermissionsBoundaryAttachmentType(string value) : base(value)
    {
    }

    public static implicit operator PermissionsBoundaryAttachmentType(string value) => FindValue(value);

    public static PermissionsBoundaryAttachmentType FindValue(string value) => FindValue<PermissionsBoundaryAttachmentType>(value);
}
