using System.Text.Json.Serialization;
using Amazon.Runtime;

namespace Amazon.GuardDuty.Model;

public partial class ListFindingsRequest : AmazonGuardDutyRequest
{
    [JsonIgnore]
    public string DetectorId { get; set; }

    public FindingCriteria FindingCriteria { get; set; }

    public SortCriteria SortCriteria { get; set; }

    public int? MaxResults { get; set; }

    public string NextToken { get; set; }
}

public partial class ListFindingsResponse : AmazonWebServiceResponse
{
    public List<string> FindingIds { get; set; }

    public string NextToken { get; set; }
}

public partial class GetFindingsRequest : AmazonGuardDutyRequest
{
    [JsonIgnore]
    public string DetectorId { get; set; }

    public List<string> FindingIds { get; set; }

    public SortCriteria SortCriteria { get; set; }
}

public partial class GetFindingsResponse : AmazonWebServiceResponse
{
    public List<Finding> Findings { get; set; }
}

public partial class UpdateFindingsFeedbackRequest : AmazonGuardDutyRequest
{
    [JsonIgnore]
    public string DetectorId { get; set; }

    public List<string> FindingIds { get; set; }

    public Feedback Feedback { get; set; }

    public string Comments { get; set; }
}

public partial class UpdateFindingsFeedbackResponse : AmazonWebServiceResponse;

public partial class ArchiveFindingsRequest : AmazonGuardDutyRequest
{
    [JsonIgnore]
    public string DetectorId { get; set; }

    public List<string> FindingIds { get; set; }
}

public partial class ArchiveFindingsResponse : AmazonWebServiceResponse;

public partial class UnarchiveFindingsRequest : AmazonGuardDutyRequest
{
    [JsonIgnore]
    public string DetectorId { get; set; }

    public List<string> FindingIds { get; set; }
}

public partial class UnarchiveFindingsResponse : AmazonWebServiceResponse;

public partial class CreateSampleFindingsRequest : AmazonGuardDutyRequest
{
    [JsonIgnore]
    public string DetectorId { get; set; }

    public List<string> FindingTypes { get; set; }
}

public partial class CreateSampleFindingsResponse : AmazonWebServiceResponse;

public partial class FindingCriteria
{
    public Dictionary<string, Condition> Criterion { get; set; }
}

public partial class Condition
{
    public new List<string> Equals { get; set; }

    public List<string> NotEquals { get; set; }

    public long? GreaterThan { get; set; }

    public long? GreaterThanOrEqual { get; set; }

    public long? LessThan { get; set; }

    public long? LessThanOrEqual { get; set; }

    public List<string> Matches { get; set; }

    public List<string> NotMatches { get; set; }
}

public partial class SortCriteria
{
    public string AttributeName { get; set; }

    public OrderBy OrderBy { get; set; }
}
