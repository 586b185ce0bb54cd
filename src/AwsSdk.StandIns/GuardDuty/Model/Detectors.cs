using System.Text.Json.Serialization;
using Amazon.Runtime;

namespace Amazon.GuardDuty.Model;

public partial class ListDetectorsRequest : AmazonGuardDutyRequest
{
    [JsonIgnore]
    public int? MaxResults { get; set; }

    [JsonIgnore]
    public string NextToken { get; set; }
}

public partial class ListDetectorsResponse : AmazonWebServiceResponse
{
    public List<string> DetectorIds { get; set; }

    public string NextToken { get; set; }
}

public partial class GetDetectorRequest : AmazonGuardDutyRequest
{
    [JsonIgnore]
    public string DetectorId { get; set; }
}

public partial class GetDetectorResponse : AmazonWebServiceResponse
{
    public string CreatedAt { get; set; }

    public FindingPublishingFrequency FindingPublishingFrequency { get; set; }

    public string ServiceRole { get; set; }

    public DetectorStatus Status { get; set; }

    public string UpdatedAt { get; set; }

    public Dictionary<string, string> Tags { get; set; }

    public List<DetectorFeatureConfigurationResult> Features { get; set; }
}

public partial class ListMembersRequest : AmazonGuardDutyRequest
{
    [JsonIgnore]
    public string DetectorId { get; set; }

    [JsonIgnore]
    public int? MaxResults { get; set; }

    [JsonIgnore]
    public string NextToken { get; set; }

    [JsonIgnore]
    public string OnlyAssociated { get; set; }
}

public partial class ListMembersResponse : AmazonWebServiceResponse
{
    public List<Member> Members { get; set; }

    public string NextToken { get; set; }
}

public partial class GetAdministratorAccountRequest : AmazonGuardDutyRequest
{
    [JsonIgnore]
    public string DetectorId { get; set; }
}

public partial class GetAdministratorAccountResponse : AmazonWebServiceResponse
{
    public Administrator Administrator { get; set; }
}

public partial class DetectorFeatureConfigurationResult
{
    public DetectorFeatureResult Name { get; set; }

    public FeatureStatus Status { get; set; }

    public DateTime? UpdatedAt { get; set; }

    public List<DetectorAdditionalConfigurationResult> AdditionalConfiguration { get; set; }
}

public partial class DetectorAdditionalConfigurationResult
{
    public FeatureAdditionalConfiguration Name { get; set; }

    public FeatureStatus Status { get; set; }

    public DateTime? UpdatedAt { get; set; }
}

public partial class Member
{
    public string AccountId { get; set; }

    public string DetectorId { get; set; }

    public string MasterId { get; set; }

    public string Email { get; set; }

    public string RelationshipStatus { get; set; }

    public string InvitedAt { get; set; }

    public string UpdatedAt { get; set; }

    public string AdministratorId { get; set; }
}

public partial class Administrator
{
    public string AccountId { get; set; }

    public string InvitationId { get; set; }

    public string RelationshipStatus { get; set; }

    public string InvitedAt { get; set; }
}
