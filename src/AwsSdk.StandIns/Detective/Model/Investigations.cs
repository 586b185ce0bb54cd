using Amazon.Runtime;

namespace Amazon.Detective.Model;

public partial class StartInvestigationRequest : AmazonDetectiveRequest
{
    public string GraphArn { get; set; }

    public string EntityArn { get; set; }

    public DateTime? ScopeStartTime { get; set; }

    public DateTime? ScopeEndTime { get; set; }
}

public partial class StartInvestigationResponse : AmazonWebServiceResponse
{
    public string InvestigationId { get; set; }
}

public partial class GetInvestigationRequest : AmazonDetectiveRequest
{
    public string GraphArn { get; set; }

    public string InvestigationId { get; set; }
}

public partial class GetInvestigationResponse : AmazonWebServiceResponse
{
    public string GraphArn { get; set; }

    public string InvestigationId { get; set; }

    public string EntityArn { get; set; }

    public EntityType EntityType { get; set; }

    public DateTime? CreatedTime { get; set; }

    public DateTime? ScopeStartTime { get; set; }

    public DateTime? ScopeEndTime { get; set; }

    public Status Status { get; set; }

    public Severity Severity { get; set; }

    public State State { get; set; }
}

public partial class ListInvestigationsRequest : AmazonDetectiveRequest
{
    public string GraphArn { get; set; }

    public string NextToken { get; set; }

    public int? MaxResults { get; set; }

    public FilterCriteria FilterCriteria { get; set; }

    public SortCriteria SortCriteria { get; set; }
}

public partial class ListInvestigationsResponse : AmazonWebServiceResponse
{
    public List<InvestigationDetail> InvestigationDetails { get; set; }

    public string NextToken { get; set; }
}

public partial class ListIndicatorsRequest : AmazonDetectiveRequest
{
    public string GraphArn { get; set; }

    public string InvestigationId { get; set; }

    public IndicatorType IndicatorType { get; set; }

    public string NextToken { get; set; }

    public int? MaxResults { get; set; }
}

public partial class ListIndicatorsResponse : AmazonWebServiceResponse
{
    public string GraphArn { get; set; }

    public string InvestigationId { get; set; }

    public string NextToken { get; set; }

    public List<Indicator> Indicators { get; set; }
}

public partial class FilterCriteria
{
    public StringFilter Severity { get; set; }

    public StringFilter Status { get; set; }

    public StringFilter State { get; set; }

    public StringFilter EntityArn { get; set; }

    public DateFilter CreatedTime { get; set; }
}

public partial class StringFilter
{
    public string Value { get; set; }
}

public partial class DateFilter
{
    public DateTime? StartInclusive { get; set; }

    public DateTime? EndInclusive { get; set; }
}

public partial class SortCriteria
{
    public Field Field { get; set; }

    public SortOrder SortOrder { get; set; }
}

public partial class InvestigationDetail
{
    public string InvestigationId { get; set; }

    public Severity Severity { get; set; }

    public Status Status { get; set; }

    public State State { get; set; }

    public DateTime? CreatedTime { get; set; }

    public string EntityArn { get; set; }

    public EntityType EntityType { get; set; }
}

public partial class Indicator
{
    public IndicatorType IndicatorType { get; set; }

    public IndicatorDetail IndicatorDetail { get; set; }
}

public partial class IndicatorDetail
{
    public TTPsObservedDetail TTPsObservedDetail { get; set; }

    public ImpossibleTravelDetail ImpossibleTravelDetail { get; set; }

    public FlaggedIpAddressDetail FlaggedIpAddressDetail { get; set; }

    public NewGeolocationDetail NewGeolocationDetail { get; set; }

    public NewAsoDetail NewAsoDetail { get; set; }

    public NewUserAgentDetail NewUserAgentDetail { get; set; }

    public RelatedFindingDetail RelatedFindingDetail { get; set; }

    public RelatedFindingGroupDetail RelatedFindingGroupDetail { get; set; }
}

public partial class TTPsObservedDetail
{
    public string Tactic { get; set; }

    public string Technique { get; set; }

    public string Procedure { get; set; }

    public string IpAddress { get; set; }

    public string APIName { get; set; }

    public long? APISuccessCount { get; set; }

    public long? APIFailureCount { get; set; }
}

public partial class ImpossibleTravelDetail
{
    public string StartingIpAddress { get; set; }

    public string EndingIpAddress { get; set; }

    public string StartingLocation { get; set; }

    public string EndingLocation { get; set; }

    public int? HourlyTimeDelta { get; set; }
}

public partial class FlaggedIpAddressDetail
{
    public string IpAddress { get; set; }

    public Reason Reason { get; set; }
}

public partial class NewGeolocationDetail
{
    public string Location { get; set; }

    public string IpAddress { get; set; }

    public bool? IsNewForEntireAccount { get; set; }
}

public partial class NewAsoDetail
{
    public string Aso { get; set; }

    public bool? IsNewForEntireAccount { get; set; }
}

public partial class NewUserAgentDetail
{
    public string UserAgent { get; set; }

    public bool? IsNewForEntireAccount { get; set; }
}

public partial class RelatedFindingDetail
{
    public string Arn { get; set; }

    public string Type { get; set; }

    public string IpAddress { get; set; }
}

public partial class RelatedFindingGroupDetail
{
    public string Id { get; set; }
}
