using Amazon.Runtime;

namespace Amazon.GuardDuty;

public class DetectorFeatureResult : ConstantClass
{
    public static readonly DetectorFeatureResult FLOW_LOGS = new("FLOW_LOGS");

    public static readonly DetectorFeatureResult CLOUD_TRAIL = new("CLOUD_TRAIL");

    public static readonly DetectorFeatureResult DNS_LOGS = new("DNS_LOGS");

    public static readonly DetectorFeatureResult S3_DATA_EVENTS = new("S3_DATA_EVENTS");

    public static readonly DetectorFeatureResult EKS_AUDIT_LOGS = new("EKS_AUDIT_LOGS");

    public static readonly DetectorFeatureResult EBS_MALWARE_PROTECTION = new("EBS_MALWARE_PROTECTION");

    public static readonly DetectorFeatureResult RDS_LOGIN_EVENTS = new("RDS_LOGIN_EVENTS");

    public static readonly DetectorFeatureResult LAMBDA_NETWORK_LOGS = new("LAMBDA_NETWORK_LOGS");

    public static readonly DetectorFeatureResult EKS_RUNTIME_MONITORING = new("EKS_RUNTIME_MONITORING");

    public static readonly DetectorFeatureResult RUNTIME_MONITORING = new("RUNTIME_MONITORING");

    public DetectorFeatureResult(string value) : base(value)
    {
    }

    public static implicit operator DetectorFeatureResult(string value) => FindValue(value);

    public static DetectorFeatureResult FindValue(string value) => FindValue<DetectorFeatureResult>(value);
}

public class DetectorStatus : ConstantClass
{
    public static readonly DetectorStatus ENABLED = new("ENABLED");

    public static readonly DetectorStatus DISABLED = new("DISABLED");

    public DetectorStatus(string value) : base(value)
    {
    }

    public static implicit operator DetectorStatus(string value) => FindValue(value);

    public static DetectorStatus FindValue(string value) => FindValue<DetectorStatus>(value);
}

public class FeatureAdditionalConfiguration : ConstantClass
{
    public static readonly FeatureAdditionalConfiguration EKS_ADDON_MANAGEMENT = new("EKS_ADDON_MANAGEMENT");

    public static readonly FeatureAdditionalConfiguration ECS_FARGATE_AGENT_MANAGEMENT = new("ECS_FARGATE_AGENT_MANAGEMENT");

    public static readonly FeatureAdditionalConfiguration EC2_AGENT_MANAGEMENT = new("EC2_AGENT_MANAGEMENT");

    public FeatureAdditionalConfiguration(string value) : base(value)
    {
    }

    public static implicit operator FeatureAdditionalConfiguration(string value) => FindValue(value);

    public static FeatureAdditionalConfiguration FindValue(string value) => FindValue<FeatureAdditionalConfiguration>(value);
}

public class FeatureStatus : ConstantClass
{
    public static readonly FeatureStatus ENABLED = new("ENABLED");

    public static readonly FeatureStatus DISABLED = new("DISABLED");

    public FeatureStatus(string value) : base(value)
    {
    }

    public static implicit operator FeatureStatus(string value) => FindValue(value);

    public static FeatureStatus FindValue(string value) => FindValue<FeatureStatus>(value);
}

public class Feedback : ConstantClass
{
    public static readonly Feedback USEFUL = new("USEFUL");

    public static readonly Feedback NOT_USEFUL = new("NOT_USEFUL");

    public Feedback(string value) : base(value)
    {
    }

    public static implicit operator Feedback(string value) => FindValue(value);

    public static Feedback FindValue(string value) => FindValue<Feedback>(value);
}

public class FindingPublishingFrequency : ConstantClass
{
    public static readonly FindingPublishingFrequency FIFTEEN_MINUTES = new("FIFTEEN_MINUTES");

    public static readonly FindingPublishingFrequency ONE_HOUR = new("ONE_HOUR");

    public static readonly FindingPublishingFrequency SIX_HOURS = new("SIX_HOURS");

    public FindingPublishingFrequency(string value) : base(value)
    {
    }

    public static implicit operator FindingPublishingFrequency(string value) => FindValue(value);

    public static FindingPublishingFrequency FindValue(string value) => FindValue<FindingPublishingFrequency>(value);
}

public class MalwareProtectionScanType : ConstantClass
{
    public static readonly MalwareProtectionScanType BACKUP_INITIATED = new("BACKUP_INITIATED");

    public static readonly MalwareProtectionScanType ON_DEMAND = new("ON_DEMAND");

    public static readonly MalwareProtectionScanType GUARDDUTY_INITIATED = new("GUARDDUTY_INITIATED");

    public MalwareProtectionScanType(string value) : base(value)
    {
    }

    public static implicit operator MalwareProtectionScanType(string value) => FindValue(value);

    public static MalwareProtectionScanType FindValue(string value) => FindValue<MalwareProtectionScanType>(value);
}

public class OrderBy : ConstantClass
{
    public static readonly OrderBy ASC = new("ASC");

    public static readonly OrderBy DESC = new("DESC");

    public OrderBy(string value) : base(value)
    {
    }

    public static implicit operator OrderBy(string value) => FindValue(value);

    public static OrderBy FindValue(string value) => FindValue<OrderBy>(value);
}

public class ProfileSubtype : ConstantClass
{
    public static readonly ProfileSubtype FREQUENT = new("FREQUENT");

    public static readonly ProfileSubtype INFREQUENT = new("INFREQUENT");

    public static readonly ProfileSubtype UNSEEN = new("UNSEEN");

    public static readonly ProfileSubtype RARE = new("RARE");

    public ProfileSubtype(string value) : base(value)
    {
    }

    public static implicit operator ProfileSubtype(string value) => FindValue(value);

    public static ProfileSubtype FindValue(string value) => FindValue<ProfileSubtype>(value);
}

public class ProfileType : ConstantClass
{
    public static readonly ProfileType FREQUENCY = new("FREQUENCY");

    public ProfileType(string value) : base(value)
    {
    }

    public static implicit operator ProfileType(string value) => FindValue(value);

    public static ProfileType FindValue(string value) => FindValue<ProfileType>(value);
}

public class ScanCategory : ConstantClass
{
    public static readonly ScanCategory FULL_SCAN = new("FULL_SCAN");

    public static readonly ScanCategory INCREMENTAL_SCAN = new("INCREMENTAL_SCAN");

    public ScanCategory(string value) : base(value)
    {
    }

    public static implicit operator ScanCategory(string value) => FindValue(value);

    public static ScanCategory FindValue(string value) => FindValue<ScanCategory>(value);
}

public class ScanType : ConstantClass
{
    public static readonly ScanType GUARDDUTY_INITIATED = new("GUARDDUTY_INITIATED");

    public static readonly ScanType ON_DEMAND = new("ON_DEMAND");

    public ScanType(string value) : base(value)
    {
    }

    public static implicit operator ScanType(string value) => FindValue(value);

    public static ScanType FindValue(string value) => FindValue<ScanType>(value);
}

public class TriggerType : ConstantClass
{
    public static readonly TriggerType BACKUP = new("BACKUP");

    public static readonly TriggerType GUARDDUTY = new("GUARDDUTY");

    public TriggerType(string value) : base(value)
    {
    }

    public static implicit operator TriggerType(string value) => FindValue(value);

    public static TriggerType FindValue(string value) => FindValue<TriggerType>(value);
}
