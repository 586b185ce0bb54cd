using Amazon.GuardDuty.Model;
using ChatOps.Investigation.Entities;

namespace ChatOps.Investigation.Evidence.GuardDuty;

/// <summary>How GuardDuty is asked for the findings that name an entity. Its filter knows few fields (API reference, FindingCriteria): what it does not know is listed more widely and looked through here.</summary>
/// <param name="Exact">Fields of which one must have the value: a query each.</param>
/// <param name="Wide">Queries whose answers hold more than is meant: field and values.</param>
/// <param name="WideMeans">What the wide ones look through, in words; null when there are none.</param>
/// <param name="WhyNot">Why GuardDuty cannot be asked for such an entity; null when it can.</param>
internal sealed record EntityCriteria(
    IReadOnlyList<(string Field, string Value)> Exact,
    IReadOnlyList<(string Field, string[] Values)> Wide,
    string? WideMeans = null,
    string? WhyNot = null)
{
    private const string Interfaces = "resource.instanceDetails.networkInterfaces.";
    private const string ResourceType = "resource.resourceType";
    private const string Sequence = "AttackSequence";

    private static readonly (string Field, string[] Values) Sequences = (ResourceType, [Sequence]);

    public static EntityCriteria Of(EntityRef entity) => entity.Kind switch
    {
        EntityKind.IpAddress => OfAddress(entity.Id),
        EntityKind.Ec2Instance => new([("resource.instanceDetails.instanceId", entity.Id)], [Sequences], "attack sequences"),
        EntityKind.Role when PrincipalId.RoleOf(entity.Id) is not null => Not("the role's principal id; ask for it by its name"),
        EntityKind.User when PrincipalId.UserOf(entity.Id) is null && entity.Id != EntityRef.RootUser => OfUserName(entity.Id),
        EntityKind.Role or EntityKind.FederatedUser => OfUserName(entity.Id),
        EntityKind.User when entity.Id == EntityRef.RootUser => new([("resource.accessKeyDetails.userType", "Root")], [Sequences], "attack sequences"),
        EntityKind.User or EntityKind.RoleSession => new([("resource.accessKeyDetails.principalId", entity.Id)], [Sequences], "attack sequences"),
        EntityKind.AccessKey => new([("resource.accessKeyDetails.accessKeyId", entity.Id)], [Sequences], "attack sequences"),
        EntityKind.Account => new([("accountId", entity.Id)], []),
        EntityKind.Bucket => new([], [(ResourceType, ["S3Bucket", "S3Object", Sequence])], "findings on S3 buckets and objects and attack sequences"),
        EntityKind.Cluster or EntityKind.Pod or EntityKind.KubernetesSubject or EntityKind.ContainerImage =>
            new([], [(ResourceType, ["EKSCluster", "KubernetesCluster", "ECSCluster", "Container", Sequence])], "findings on clusters and containers and attack sequences"),
        EntityKind.NetworkInterface => Not("network interfaces; ask for the instance"),
        EntityKind.UserAgent => Not("user agents; ask for the address or the role that used it"),
        _ => Not("such an entity"),
    };

    private static EntityCriteria OfUserName(string name) => new([("resource.accessKeyDetails.userName", name)], [Sequences], "attack sequences");

    /// <summary>As the remote side of calls and connections, and as an address of the resource itself.</summary>
    private static EntityCriteria OfAddress(string address)
    {
        (string Field, string[] Values)[] wide = [("service.action.actionType", ["PORT_PROBE", "KUBERNETES_API_CALL", "RDS_LOGIN_ATTEMPT"]), Sequences];
        const string Means = "port probes, Kubernetes calls, RDS logins and attack sequences";
        if (address.Contains(':', StringComparison.Ordinal))
            return new([($"{Interfaces}ipv6Addresses", address)], [.. wide, ("service.action.actionType", ["AWS_API_CALL", "NETWORK_CONNECTION"])], $"{Means}, and, as the filter knows no remote IPv6 addresses, API calls and connections");
        (string, string) own = IpText.IsPrivate(address) ? ($"{Interfaces}privateIpAddresses.privateIpAddress", address) : ($"{Interfaces}publicIp", address);
        return new(
            [
                ("service.action.awsApiCallAction.remoteIpDetails.ipAddressV4", address),
                ("service.action.networkConnectionAction.remoteIpDetails.ipAddressV4", address),
                own,
            ],
            wide,
            Means);
    }

    private static EntityCriteria Not(string what) => new([], [], WhyNot: $"GuardDuty cannot be asked for {what}");

    /// <summary>The criteria of a query, as far back as findings of a window were changed.</summary>
    public static FindingCriteria Query(string field, IEnumerable<string> values, DateTimeOffset updatedFrom) => new()
    {
        Criterion = new()
        {
            [field] = new Condition { Equals = [.. values] },
            ["updatedAt"] = new Condition { GreaterThanOrEqual = updatedFrom.ToUnixTimeMilliseconds() },
        },
    };
}
