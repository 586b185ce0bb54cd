using System.Text.Json.Serialization;

namespace Amazon.GuardDuty.Model;

public partial class ResourceV2
{
    public string Uid { get; set; }

    public string Name { get; set; }

    public string AccountId { get; set; }

    public FindingResourceType ResourceType { get; set; }

    public string Region { get; set; }

    public string Service { get; set; }

    public string CloudPartition { get; set; }

    public List<Tag> Tags { get; set; }

    public ResourceData Data { get; set; }
}

public partial class ResourceData
{
    public S3Bucket S3Bucket { get; set; }

    public Ec2Instance Ec2Instance { get; set; }

    public AccessKey AccessKey { get; set; }

    public Ec2NetworkInterface Ec2NetworkInterface { get; set; }

    public S3Object S3Object { get; set; }

    public EksCluster EksCluster { get; set; }

    public KubernetesWorkload KubernetesWorkload { get; set; }

    public ContainerFindingResource Container { get; set; }

    public EcsCluster EcsCluster { get; set; }

    public EcsTask EcsTask { get; set; }

    public IamInstanceProfileV2 IamInstanceProfile { get; set; }

    public AutoscalingAutoScalingGroup AutoscalingAutoScalingGroup { get; set; }

    public Ec2LaunchTemplate Ec2LaunchTemplate { get; set; }

    public Ec2Vpc Ec2Vpc { get; set; }

    public Ec2Image Ec2Image { get; set; }

    public CloudformationStack CloudformationStack { get; set; }
}

public partial class S3Bucket
{
    public string OwnerId { get; set; }

    public DateTime? CreatedAt { get; set; }

    public string EncryptionType { get; set; }

    public string EncryptionKeyArn { get; set; }

    public string EffectivePermission { get; set; }

    public PublicAccessStatus PublicReadAccess { get; set; }

    public PublicAccessStatus PublicWriteAccess { get; set; }

    public PublicAccessConfiguration AccountPublicAccess { get; set; }

    public PublicAccessConfiguration BucketPublicAccess { get; set; }

    public List<string> S3ObjectUids { get; set; }
}

public partial class PublicAccessConfiguration
{
    public PublicAccessStatus PublicAclAccess { get; set; }

    public PublicAccessStatus PublicPolicyAccess { get; set; }

    public PublicAclIgnoreBehavior PublicAclIgnoreBehavior { get; set; }

    public PublicBucketRestrictBehavior PublicBucketRestrictBehavior { get; set; }
}

public partial class S3Object
{
    public string ETag { get; set; }

    public string Key { get; set; }

    public string VersionId { get; set; }
}

public partial class Ec2Instance
{
    public string AvailabilityZone { get; set; }

    public string ImageDescription { get; set; }

    public string InstanceState { get; set; }

    [JsonPropertyName("IamInstanceProfile")]
    public IamInstanceProfile IamInstanceProfile { get; set; }

    public string InstanceType { get; set; }

    public string OutpostArn { get; set; }

    public string Platform { get; set; }

    public List<ProductCode> ProductCodes { get; set; }

    public List<string> Ec2NetworkInterfaceUids { get; set; }
}

public partial class Ec2NetworkInterface
{
    public List<string> Ipv6Addresses { get; set; }

    public List<PrivateIpAddressDetails> PrivateIpAddresses { get; set; }

    public string PublicIp { get; set; }

    public List<SecurityGroup> SecurityGroups { get; set; }

    public string SubNetId { get; set; }

    public string VpcId { get; set; }
}

public partial class IamInstanceProfileV2
{
    public List<string> Ec2InstanceUids { get; set; }
}

public partial class Ec2Image
{
    public List<string> Ec2InstanceUids { get; set; }
}

public partial class Ec2LaunchTemplate
{
    public List<string> Ec2InstanceUids { get; set; }

    public string Version { get; set; }
}

public partial class Ec2Vpc
{
    public List<string> Ec2InstanceUids { get; set; }
}

public partial class AccessKey
{
    public string PrincipalId { get; set; }

    public string UserName { get; set; }

    public string UserType { get; set; }
}

public partial class EksCluster
{
    public string Arn { get; set; }

    public DateTime? CreatedAt { get; set; }

    public ClusterStatus Status { get; set; }

    public string VpcId { get; set; }

    public List<string> Ec2InstanceUids { get; set; }
}

public partial class KubernetesWorkload
{
    public List<string> ContainerUids { get; set; }

    public string Namespace { get; set; }

    [JsonPropertyName("type")]
    public KubernetesResourcesTypes KubernetesResourcesTypes { get; set; }
}

public partial class ContainerFindingResource
{
    public string Image { get; set; }

    public string ImageUid { get; set; }
}

public partial class EcsCluster
{
    public EcsClusterStatus Status { get; set; }

    public List<string> Ec2InstanceUids { get; set; }
}

public partial class EcsTask
{
    public DateTime? CreatedAt { get; set; }

    public string TaskDefinitionArn { get; set; }

    public EcsLaunchType LaunchType { get; set; }

    public List<string> ContainerUids { get; set; }
}

public partial class AutoscalingAutoScalingGroup
{
    public List<string> Ec2InstanceUids { get; set; }
}

public partial class CloudformationStack
{
    public List<string> Ec2InstanceUids { get; set; }
}
