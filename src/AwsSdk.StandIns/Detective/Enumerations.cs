using Amazon.Runtime;

namespace Amazon.Detective;

public class DatasourcePackageIngestState : ConstantClass
{
    public static readonly DatasourcePackageIngestState STARTED = new("STARTED");

    public static readonly DatasourcePackageIngestState STOPPED = new("STOPPED");

    public static readonly DatasourcePackageIngestState DISABLED = new("DISABLED");

    public DatasourcePackageIngestState(string value) : base(value)
    {
    }

    public static implicit operator DatasourcePackageIngestState(string value) => FindValue(value);

    public static DatasourcePackageIngestState FindValue(string value) => FindValue<DatasourcePackageIngestState>(value);
}

public class EntityType : ConstantClass
{
    public static readonly EntityType IAM_ROLE = new("IAM_ROLE");

    public static readonly EntityType IAM_USER = new("IAM_USER");

    public EntityType(string value) : base(value)
    {
    }

    public static implicit operator EntityType(string value) => FindValue(value);

    public static EntityType FindValue(string value) => FindValue<EntityType>(value);
}

public class Field : ConstantClass
{
    public static readonly Field SEVERITY = new("SEVERITY");

    public static readonly Field STATUS = new("STATUS");

    public static readonly Field CREATED_TIME = new("CREATED_TIME");

    public Field(string value) : base(value)
    {
    }

    public static implicit operator Field(string value) => FindValue(value);

    public static Field FindValue(string value) => FindValue<Field>(value);
}

public class IndicatorType : ConstantClass
{
    public static readonly IndicatorType TTP_OBSERVED = new("TTP_OBSERVED");

    public static readonly IndicatorType IMPOSSIBLE_TRAVEL = new("IMPOSSIBLE_TRAVEL");

    public static readonly IndicatorType FLAGGED_IP_ADDRESS = new("FLAGGED_IP_ADDRESS");

    public static readonly IndicatorType NEW_GEOLOCATION = new("NEW_GEOLOCATION");

    public static readonly IndicatorType NEW_ASO = new("NEW_ASO");

    public static readonly IndicatorType NEW_USER_AGENT = new("NEW_USER_AGENT");

    public static readonly IndicatorType RELATED_FINDING = new("RELATED_FINDING");

    public static readonly IndicatorType RELATED_FINDING_GROUP = new("RELATED_FINDING_GROUP");

    public IndicatorType(string value) : base(value)
    {
    }

    public static implicit operator IndicatorType(string value) => FindValue(value);

    public static IndicatorType FindValue(string value) => FindValue<IndicatorType>(value);
}

public class InvitationType : ConstantClass
{
    public static readonly InvitationType INVITATION = new("INVITATION");

    public static readonly InvitationType ORGANIZATION = new("ORGANIZATION");

    public InvitationType(string value) : base(value)
    {
    }

    public static implicit operator InvitationType(string value) => FindValue(value);

    public static InvitationType FindValue(string value) => FindValue<InvitationType>(value);
}

public class MemberDisabledReason : ConstantClass
{
    public static readonly MemberDisabledReason VOLUME_TOO_HIGH = new("VOLUME_TOO_HIGH");

    public static readonly MemberDisabledReason VOLUME_UNKNOWN = new("VOLUME_UNKNOWN");

    public MemberDisabledReason(string value) : base(value)
    {
    }

    public static implicit operator MemberDisabledReason(string value) => FindValue(value);

    public static MemberDisabledReason FindValue(string value) => FindValue<MemberDisabledReason>(value);
}

public class MemberStatus : ConstantClass
{
    public static readonly MemberStatus INVITED = new("INVITED");

    public static readonly MemberStatus VERIFICATION_IN_PROGRESS = new("VERIFICATION_IN_PROGRESS");

    public static readonly MemberStatus VERIFICATION_FAILED = new("VERIFICATION_FAILED");

    public static readonly MemberStatus ENABLED = new("ENABLED");

    public static readonly MemberStatus ACCEPTED_BUT_DISABLED = new("ACCEPTED_BUT_DISABLED");

    public MemberStatus(string value) : base(value)
    {
    }

    public static implicit operator MemberStatus(string value) => FindValue(value);

    public static MemberStatus FindValue(string value) => FindValue<MemberStatus>(value);
}

public class Reason : ConstantClass
{
    public static readonly Reason AWS_THREAT_INTELLIGENCE = new("AWS_THREAT_INTELLIGENCE");

    public Reason(string value) : base(value)
    {
    }

    public static implicit operator Reason(string value) => FindValue(value);

    public static Reason FindValue(string value) => FindValue<Reason>(value);
}

public class Severity : ConstantClass
{
    public static readonly Severity INFORMATIONAL = new("INFORMATIONAL");

    public static readonly Severity LOW = new("LOW");

    public static readonly Severity MEDIUM = new("MEDIUM");

    public static readonly Severity HIGH = new("HIGH");

    public static readonly Severity CRITICAL = new("CRITICAL");

    public Severity(string value) : base(value)
    {
    }

    public static implicit operator Severity(string value) => FindValue(value);

    public static Severity FindValue(string value) => FindValue<Severity>(value);
}

public class SortOrder : ConstantClass
{
    public static readonly SortOrder ASC = new("ASC");

    public static readonly SortOrder DESC = new("DESC");

    public SortOrder(string value) : base(value)
    {
    }

    public static implicit operator SortOrder(string value) => FindValue(value);

    public static SortOrder FindValue(string value) => FindValue<SortOrder>(value);
}

public class State : ConstantClass
{
    public static readonly State ACTIVE = new("ACTIVE");

    public static readonly State ARCHIVED = new("ARCHIVED");

    public State(string value) : base(value)
    {
    }

    public static implicit operator State(string value) => FindValue(value);

    public static State FindValue(string value) => FindValue<State>(value);
}

public class Status : ConstantClass
{
    public static readonly Status RUNNING = new("RUNNING");

    public static readonly Status FAILED = new("FAILED");

    public static readonly Status SUCCESSFUL = new("SUCCESSFUL");

    public Status(string value) : base(value)
    {
    }

    public static implicit operator Status(string value) => FindValue(value);

    public static Status FindValue(string value) => FindValue<Status>(value);
}
