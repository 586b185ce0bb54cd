using Amazon.Runtime;

namespace Amazon.Detective.Model;

public partial class ListGraphsRequest : AmazonDetectiveRequest
{
    public string NextToken { get; set; }

    public int? MaxResults { get; set; }
}

public partial class ListGraphsResponse : AmazonWebServiceResponse
{
    public List<Graph> GraphList { get; set; }

    public string NextToken { get; set; }
}

public partial class ListMembersRequest : AmazonDetectiveRequest
{
    public string GraphArn { get; set; }

    public string NextToken { get; set; }

    public int? MaxResults { get; set; }
}

public partial class ListMembersResponse : AmazonWebServiceResponse
{
    public List<MemberDetail> MemberDetails { get; set; }

    public string NextToken { get; set; }
}

public partial class GetMembersRequest : AmazonDetectiveRequest
{
    public string GraphArn { get; set; }

    public List<string> AccountIds { get; set; }
}

public partial class GetMembersResponse : AmazonWebServiceResponse
{
    public List<MemberDetail> MemberDetails { get; set; }

    public List<UnprocessedAccount> UnprocessedAccounts { get; set; }
}

public partial class ListDatasourcePackagesRequest : AmazonDetectiveRequest
{
    public string GraphArn { get; set; }

    public string NextToken { get; set; }

    public int? MaxResults { get; set; }
}

public partial class ListDatasourcePackagesResponse : AmazonWebServiceResponse
{
    public Dictionary<string, DatasourcePackageIngestDetail> DatasourcePackages { get; set; }

    public string NextToken { get; set; }
}

public partial class Graph
{
    public string Arn { get; set; }

    public DateTime? CreatedTime { get; set; }
}

public partial class MemberDetail
{
    public string AccountId { get; set; }

    public string EmailAddress { get; set; }

    public string GraphArn { get; set; }

    public string AdministratorId { get; set; }

    public MemberStatus Status { get; set; }

    public MemberDisabledReason DisabledReason { get; set; }

    public DateTime? InvitedTime { get; set; }

    public DateTime? UpdatedTime { get; set; }

    public InvitationType InvitationType { get; set; }

    public Dictionary<string, DatasourcePackageUsageInfo> VolumeUsageByDatasourcePackage { get; set; }

    public Dictionary<string, string> DatasourcePackageIngestStates { get; set; }
}

public partial class DatasourcePackageUsageInfo
{
    public long? VolumeUsageInBytes { get; set; }

    public DateTime? VolumeUsageUpdateTime { get; set; }
}

public partial class UnprocessedAccount
{
    public string AccountId { get; set; }

    public string Reason { get; set; }
}

public partial class DatasourcePackageIngestDetail
{
    public DatasourcePackageIngestState DatasourcePackageIngestState { get; set; }

    public Dictionary<string, TimestampForCollection> LastIngestStateChange { get; set; }
}

public partial class TimestampForCollection
{
    public DateTime? Timestamp { get; set; }
}
