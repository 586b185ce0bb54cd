using System.Text.Json.Serialization;

namespace Amazon.GuardDuty.Model;

public partial class RdsDbInstanceDetails
{
    public string DbInstanceIdentifier { get; set; }

    public string Engine { get; set; }

    public string EngineVersion { get; set; }

    public string DbClusterIdentifier { get; set; }

    public string DbInstanceArn { get; set; }

    public string DbiResourceId { get; set; }

    public List<Tag> Tags { get; set; }
}

public partial class RdsLimitlessDbDetails
{
    public string DbShardGroupIdentifier { get; set; }

    public string DbShardGroupResourceId { get; set; }

    public string DbShardGroupArn { get; set; }

    public string Engine { get; set; }

    public string EngineVersion { get; set; }

    public string DbClusterIdentifier { get; set; }

    public List<Tag> Tags { get; set; }
}

public partial class RdsDbUserDetails
{
    public string User { get; set; }

    public string Application { get; set; }

    public string Database { get; set; }

    public string Ssl { get; set; }

    public string AuthMethod { get; set; }
}

public partial class RdsLoginAttemptAction
{
    public RemoteIpDetails RemoteIpDetails { get; set; }

    [JsonPropertyName("LoginAttributes")]
    public List<LoginAttribute> LoginAttributes { get; set; }
}

public partial class LoginAttribute
{
    public string User { get; set; }

    public string Application { get; set; }

    public int? FailedLoginAttempts { get; set; }

    public int? SuccessfulLoginAttempts { get; set; }
}
