namespace Amazon.GuardDuty.Model;

public partial class S3BucketDetail
{
    public string Arn { get; set; }

    public string Name { get; set; }

    public string Type { get; set; }

    public DateTime? CreatedAt { get; set; }

    public Owner Owner { get; set; }

    public List<Tag> Tags { get; set; }

    public DefaultServerSideEncryption DefaultServerSideEncryption { get; set; }

    public PublicAccess PublicAccess { get; set; }

    public List<S3ObjectDetail> S3ObjectDetails { get; set; }
}

public partial class Owner
{
    public string Id { get; set; }
}

public partial class DefaultServerSideEncryption
{
    public string EncryptionType { get; set; }

    public string KmsMasterKeyArn { get; set; }
}

public partial class PublicAccess
{
    public PermissionConfiguration PermissionConfiguration { get; set; }

    public string EffectivePermission { get; set; }
}

public partial class PermissionConfiguration
{
    public BucketLevelPermissions BucketLevelPermissions { get; set; }

    public AccountLevelPermissions AccountLevelPermissions { get; set; }
}

public partial class BucketLevelPermissions
{
    public AccessControlList AccessControlList { get; set; }

    public BucketPolicy BucketPolicy { get; set; }

    public BlockPublicAccess BlockPublicAccess { get; set; }
}

public partial class AccessControlList
{
    public bool? AllowsPublicReadAccess { get; set; }

    public bool? AllowsPublicWriteAccess { get; set; }
}

public partial class BucketPolicy
{
    public bool? AllowsPublicReadAccess { get; set; }

    public bool? AllowsPublicWriteAccess { get; set; }
}

public partial class BlockPublicAccess
{
    public bool? IgnorePublicAcls { get; set; }

    public bool? RestrictPublicBuckets { get; set; }

    public bool? BlockPublicAcls { get; set; }

    public bool? BlockPublicPolicy { get; set; }
}

public partial class AccountLevelPermissions
{
    public BlockPublicAccess BlockPublicAccess { get; set; }
}

public partial class S3ObjectDetail
{
    public string ObjectArn { get; set; }

    public string Key { get; set; }

    public string ETag { get; set; }

    public string Hash { get; set; }

    public string VersionId { get; set; }
}
