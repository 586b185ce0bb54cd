using Amazon.Runtime;

namespace Amazon.GuardDuty;

public class ClusterStatus : ConstantClass
{
    public static readonly ClusterStatus CREATING = new("CREATING");

    public static readonly ClusterStatus ACTIVE = new("ACTIVE");

    public static readonly ClusterStatus DELETING = new("DELETING");

    public static readonly ClusterStatus FAILED = new("FAILED");

    public static readonly ClusterStatus UPDATING = new("UPDATING");

    public static readonly ClusterStatus PENDING = new("PENDING");

    public ClusterStatus(string value) : base(value)
    {
    }

    public static implicit operator ClusterStatus(string value) => FindValue(value);

    public static ClusterStatus FindValue(string value) => FindValue<ClusterStatus>(value);
}

public class EcsClusterStatus : ConstantClass
{
    public static readonly EcsClusterStatus ACTIVE = new("ACTIVE");

    public static readonly EcsClusterStatus PROVISIONING = new("PROVISIONING");

    public static readonly EcsClusterStatus DEPROVISIONING = new("DEPROVISIONING");

    public static readonly EcsClusterStatus FAILED = new("FAILED");

    public static readonly EcsClusterStatus INACTIVE = new("INACTIVE");

    public EcsClusterStatus(string value) : base(value)
    {
    }

    public static implicit operator EcsClusterStatus(string value) => FindValue(value);

    public static EcsClusterStatus FindValue(string value) => FindValue<EcsClusterStatus>(value);
}

public class EcsLaunchType : ConstantClass
{
    public static readonly EcsLaunchType FARGATE = new("FARGATE");

    public static readonly EcsLaunchType EC2 = new("EC2");

    public EcsLaunchType(string value) : base(value)
    {
    }

    public static implicit operator EcsLaunchType(string value) => FindValue(value);

    public static EcsLaunchType FindValue(string value) => FindValue<EcsLaunchType>(value);
}

public class FindingResourceType : ConstantClass
{
    public static readonly FindingResourceType EC2_INSTANCE = new("EC2_INSTANCE");

    public static readonly FindingResourceType EC2_NETWORK_INTERFACE = new("EC2_NETWORK_INTERFACE");

    public static readonly FindingResourceType S3_BUCKET = new("S3_BUCKET");

    public static readonly FindingResourceType S3_OBJECT = new("S3_OBJECT");

    public static readonly FindingResourceType ACCESS_KEY = new("ACCESS_KEY");

    public static readonly FindingResourceType EKS_CLUSTER = new("EKS_CLUSTER");

    public static readonly FindingResourceType KUBERNETES_WORKLOAD = new("KUBERNETES_WORKLOAD");

    public static readonly FindingResourceType CONTAINER = new("CONTAINER");

    public static readonly FindingResourceType ECS_CLUSTER = new("ECS_CLUSTER");

    public static readonly FindingResourceType ECS_TASK = new("ECS_TASK");

    public static readonly FindingResourceType AUTOSCALING_AUTO_SCALING_GROUP = new("AUTOSCALING_AUTO_SCALING_GROUP");

    public static readonly FindingResourceType IAM_INSTANCE_PROFILE = new("IAM_INSTANCE_PROFILE");

    public static readonly FindingResourceType CLOUDFORMATION_STACK = new("CLOUDFORMATION_STACK");

    public static readonly FindingResourceType EC2_LAUNCH_TEMPLATE = new("EC2_LAUNCH_TEMPLATE");

    public static readonly FindingResourceType EC2_VPC = new("EC2_VPC");

    public static readonly FindingResourceType EC2_IMAGE = new("EC2_IMAGE");

    public FindingResourceType(string value) : base(value)
    {
    }

    public static implicit operator FindingResourceType(string value) => FindValue(value);

    public static FindingResourceType FindValue(string value) => FindValue<FindingResourceType>(value);
}

public class IndicatorType : ConstantClass
{
    public static readonly IndicatorType SUSPICIOUS_USER_AGENT = new("SUSPICIOUS_USER_AGENT");

    public static readonly IndicatorType SUSPICIOUS_NETWORK = new("SUSPICIOUS_NETWORK");

    public static readonly IndicatorType MALICIOUS_IP = new("MALICIOUS_IP");

    public static readonly IndicatorType TOR_IP = new("TOR_IP");

    public static readonly IndicatorType ATTACK_TACTIC = new("ATTACK_TACTIC");

    public static readonly IndicatorType HIGH_RISK_API = new("HIGH_RISK_API");

    public static readonly IndicatorType ATTACK_TECHNIQUE = new("ATTACK_TECHNIQUE");

    public static readonly IndicatorType UNUSUAL_API_FOR_ACCOUNT = new("UNUSUAL_API_FOR_ACCOUNT");

    public static readonly IndicatorType UNUSUAL_ASN_FOR_ACCOUNT = new("UNUSUAL_ASN_FOR_ACCOUNT");

    public static readonly IndicatorType UNUSUAL_ASN_FOR_USER = new("UNUSUAL_ASN_FOR_USER");

    public static readonly IndicatorType SUSPICIOUS_PROCESS = new("SUSPICIOUS_PROCESS");

    public static readonly IndicatorType MALICIOUS_DOMAIN = new("MALICIOUS_DOMAIN");

    public static readonly IndicatorType MALICIOUS_PROCESS = new("MALICIOUS_PROCESS");

    public static readonly IndicatorType CRYPTOMINING_IP = new("CRYPTOMINING_IP");

    public static readonly IndicatorType CRYPTOMINING_DOMAIN = new("CRYPTOMINING_DOMAIN");

    public static readonly IndicatorType CRYPTOMINING_PROCESS = new("CRYPTOMINING_PROCESS");

    public static readonly IndicatorType MALICIOUS_FILE = new("MALICIOUS_FILE");

    public static readonly IndicatorType VULNERABILITY = new("VULNERABILITY");

    public static readonly IndicatorType MALICIOUS_PACKAGE = new("MALICIOUS_PACKAGE");

    public static readonly IndicatorType MISCONFIGURATION = new("MISCONFIGURATION");

    public static readonly IndicatorType REACHABILITY = new("REACHABILITY");

    public static readonly IndicatorType SENSITIVE_DATA = new("SENSITIVE_DATA");

    public IndicatorType(string value) : base(value)
    {
    }

    public static implicit operator IndicatorType(string value) => FindValue(value);

    public static IndicatorType FindValue(string value) => FindValue<IndicatorType>(value);
}

public class KubernetesResourcesTypes : ConstantClass
{
    public static readonly KubernetesResourcesTypes PODS = new("PODS");

    public static readonly KubernetesResourcesTypes JOBS = new("JOBS");

    public static readonly KubernetesResourcesTypes CRONJOBS = new("CRONJOBS");

    public static readonly KubernetesResourcesTypes DEPLOYMENTS = new("DEPLOYMENTS");

    public static readonly KubernetesResourcesTypes DAEMONSETS = new("DAEMONSETS");

    public static readonly KubernetesResourcesTypes STATEFULSETS = new("STATEFULSETS");

    public static readonly KubernetesResourcesTypes REPLICASETS = new("REPLICASETS");

    public static readonly KubernetesResourcesTypes REPLICATIONCONTROLLERS = new("REPLICATIONCONTROLLERS");

    public KubernetesResourcesTypes(string value) : base(value)
    {
    }

    public static implicit operator KubernetesResourcesTypes(string value) => FindValue(value);

    public static KubernetesResourcesTypes FindValue(string value) => FindValue<KubernetesResourcesTypes>(value);
}

public class MfaStatus : ConstantClass
{
    public static readonly MfaStatus ENABLED = new("ENABLED");

    public static readonly MfaStatus DISABLED = new("DISABLED");

    public MfaStatus(string value) : base(value)
    {
    }

    public static implicit operator MfaStatus(string value) => FindValue(value);

    public static MfaStatus FindValue(string value) => FindValue<MfaStatus>(value);
}

public class NetworkDirection : ConstantClass
{
    public static readonly NetworkDirection INBOUND = new("INBOUND");

    public static readonly NetworkDirection OUTBOUND = new("OUTBOUND");

    public NetworkDirection(string value) : base(value)
    {
    }

    public static implicit operator NetworkDirection(string value) => FindValue(value);

    public static NetworkDirection FindValue(string value) => FindValue<NetworkDirection>(value);
}

public class PublicAccessStatus : ConstantClass
{
    public static readonly PublicAccessStatus BLOCKED = new("BLOCKED");

    public static readonly PublicAccessStatus ALLOWED = new("ALLOWED");

    public PublicAccessStatus(string value) : base(value)
    {
    }

    public static implicit operator PublicAccessStatus(string value) => FindValue(value);

    public static PublicAccessStatus FindValue(string value) => FindValue<PublicAccessStatus>(value);
}

public class PublicAclIgnoreBehavior : ConstantClass
{
    public static readonly PublicAclIgnoreBehavior IGNORED = new("IGNORED");

    public static readonly PublicAclIgnoreBehavior NOT_IGNORED = new("NOT_IGNORED");

    public PublicAclIgnoreBehavior(string value) : base(value)
    {
    }

    public static implicit operator PublicAclIgnoreBehavior(string value) => FindValue(value);

    public static PublicAclIgnoreBehavior FindValue(string value) => FindValue<PublicAclIgnoreBehavior>(value);
}

public class PublicBucketRestrictBehavior : ConstantClass
{
    public static readonly PublicBucketRestrictBehavior RESTRICTED = new("RESTRICTED");

    public static readonly PublicBucketRestrictBehavior NOT_RESTRICTED = new("NOT_RESTRICTED");

    public PublicBucketRestrictBehavior(string value) : base(value)
    {
    }

    public static implicit operator PublicBucketRestrictBehavior(string value) => FindValue(value);

    public static PublicBucketRestrictBehavior FindValue(string value) => FindValue<PublicBucketRestrictBehavior>(value);
}

public class SignalType : ConstantClass
{
    public static readonly SignalType FINDING = new("FINDING");

    public static readonly SignalType CLOUD_TRAIL = new("CLOUD_TRAIL");

    public static readonly SignalType S3_DATA_EVENTS = new("S3_DATA_EVENTS");

    public static readonly SignalType EKS_AUDIT_LOGS = new("EKS_AUDIT_LOGS");

    public static readonly SignalType FLOW_LOGS = new("FLOW_LOGS");

    public static readonly SignalType DNS_LOGS = new("DNS_LOGS");

    public static readonly SignalType RUNTIME_MONITORING = new("RUNTIME_MONITORING");

    public SignalType(string value) : base(value)
    {
    }

    public static implicit operator SignalType(string value) => FindValue(value);

    public static SignalType FindValue(string value) => FindValue<SignalType>(value);
}
