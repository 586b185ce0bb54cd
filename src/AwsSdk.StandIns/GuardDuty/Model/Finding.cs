namespace Amazon.GuardDuty.Model;

public partial class Finding
{
    public string AccountId { get; set; }

    public string Arn { get; set; }

    public double? Confidence { get; set; }

    public string CreatedAt { get; set; }

    public string Description { get; set; }

    public string Id { get; set; }

    public string Partition { get; set; }

    public string Region { get; set; }

    public Resource Resource { get; set; }

    public string SchemaVersion { get; set; }

    public Service Service { get; set; }

    public double? Severity { get; set; }

    public string Title { get; set; }

    public string Type { get; set; }

    public string UpdatedAt { get; set; }

    public string AssociatedAttackSequenceArn { get; set; }
}

public partial class Resource
{
    public AccessKeyDetails AccessKeyDetails { get; set; }

    public List<S3BucketDetail> S3BucketDetails { get; set; }

    public InstanceDetails InstanceDetails { get; set; }

    public EksClusterDetails EksClusterDetails { get; set; }

    public KubernetesDetails KubernetesDetails { get; set; }

    public string ResourceType { get; set; }

    public EbsVolumeDetails EbsVolumeDetails { get; set; }

    public EcsClusterDetails EcsClusterDetails { get; set; }

    public Container ContainerDetails { get; set; }

    public LambdaDetails LambdaDetails { get; set; }

    public RdsDbInstanceDetails RdsDbInstanceDetails { get; set; }

    public RdsLimitlessDbDetails RdsLimitlessDbDetails { get; set; }

    public RdsDbUserDetails RdsDbUserDetails { get; set; }

    public EbsSnapshotDetails EbsSnapshotDetails { get; set; }

    public Ec2ImageDetails Ec2ImageDetails { get; set; }

    public RecoveryPointDetails RecoveryPointDetails { get; set; }
}

public partial class Service
{
    public Action Action { get; set; }

    public Evidence Evidence { get; set; }

    public bool? Archived { get; set; }

    public int? Count { get; set; }

    public string DetectorId { get; set; }

    public string EventFirstSeen { get; set; }

    public string EventLastSeen { get; set; }

    public string ResourceRole { get; set; }

    public string ServiceName { get; set; }

    public string UserFeedback { get; set; }

    public ServiceAdditionalInfo AdditionalInfo { get; set; }

    public string FeatureName { get; set; }

    public EbsVolumeScanDetails EbsVolumeScanDetails { get; set; }

    public RuntimeDetails RuntimeDetails { get; set; }

    public Detection Detection { get; set; }

    public MalwareScanDetails MalwareScanDetails { get; set; }
}

public partial class ServiceAdditionalInfo
{
    public string Value { get; set; }

    public string Type { get; set; }
}

public partial class Evidence
{
    public List<ThreatIntelligenceDetail> ThreatIntelligenceDetails { get; set; }
}

public partial class ThreatIntelligenceDetail
{
    public string ThreatListName { get; set; }

    public List<string> ThreatNames { get; set; }

    public string ThreatFileSha256 { get; set; }
}

public partial class AccessKeyDetails
{
    public string AccessKeyId { get; set; }

    public string PrincipalId { get; set; }

    public string UserName { get; set; }

    public string UserType { get; set; }
}

public partial class LambdaDetails
{
    public string FunctionArn { get; set; }

    public string FunctionName { get; set; }

    public string Description { get; set; }

    public DateTime? LastModifiedAt { get; set; }

    public string RevisionId { get; set; }

    public string FunctionVersion { get; set; }

    public string Role { get; set; }

    public VpcConfig VpcConfig { get; set; }

    public List<Tag> Tags { get; set; }
}

public partial class VpcConfig
{
    public List<string> SubnetIds { get; set; }

    public string VpcId { get; set; }

    public List<SecurityGroup> SecurityGroups { get; set; }
}

public partial class EbsSnapshotDetails
{
    public string SnapshotArn { get; set; }
}

public partial class Ec2ImageDetails
{
    public string ImageArn { get; set; }
}

public partial class RecoveryPointDetails
{
    public string RecoveryPointArn { get; set; }

    public string BackupVaultName { get; set; }
}

public partial class Tag
{
    public string Key { get; set; }

    public string Value { get; set; }
}
