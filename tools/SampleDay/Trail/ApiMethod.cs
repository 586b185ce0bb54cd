namespace ChatOps.SampleDay.Trail;

/// <summary>One API method as CloudTrail names it, and how the role fares with it.</summary>
internal sealed record ApiMethod(string Service, string Name, bool Allowed, bool ReadOnly, string? Parameters = null)
{
    public static readonly ApiMethod GetParameters = Ssm("GetParameters", true,
        """{"names":["/payments/prod/ledger-url","/payments/prod/ledger-user"],"withDecryption":false}""");
    public static readonly ApiMethod DescribeParameters = Ssm("DescribeParameters", true,
        """{"maxResults":50}""");
    public static readonly ApiMethod GetParameter = Ssm("GetParameter", true,
        """{"name":"/fleet/agent-config","withDecryption":false}""");
    public static readonly ApiMethod UpdateInstanceInformation = Ssm("UpdateInstanceInformation", false,
        """{"agentStatus":"Active","agentVersion":"3.3.551.0","platformType":"Linux"}""");
    public static readonly ApiMethod UpdateInstanceAssociationStatus = Ssm("UpdateInstanceAssociationStatus", false,
        """{"associationId":"6f2c1a80-3d0b-4f7e-9a51-7c4e8d2b6a10"}""");
    public static readonly ApiMethod ListInstanceAssociations = Ssm("ListInstanceAssociations", true,
        """{"maxResults":20}""");
    public static readonly ApiMethod PutInventory = Ssm("PutInventory", false);
    public static readonly ApiMethod PutComplianceItems = Ssm("PutComplianceItems", false,
        """{"complianceType":"Association","resourceType":"ManagedInstance"}""");
    public static readonly ApiMethod RegisterManagedInstance = Ssm("RegisterManagedInstance", false);
    public static readonly ApiMethod ListBuckets = new("s3", "ListBuckets", true, true, """{"Host":"s3.amazonaws.com"}""");
    public static readonly ApiMethod GetUser = new("iam", "GetUser", false, true);
    public static readonly ApiMethod CreateUser = new("iam", "CreateUser", false, false);
    public static readonly ApiMethod ListTables = new("dynamodb", "ListTables", false, true);

    public string ServiceHost => $"{Service}.amazonaws.com";

    private static ApiMethod Ssm(string name, bool readOnly, string? parameters = null) => new("ssm", name, true, readOnly, parameters);
}
