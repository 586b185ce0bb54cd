using ChatOps.Investigation.Evidence.GuardDuty.Wire;
using ChatOps.Investigation.Findings;

namespace ChatOps.Investigation.Evidence.GuardDuty;

/// <summary>Resources of a sequence in the shape that all findings have, so that pivots need not know where a resource was named.</summary>
internal static class SequenceResourceReader
{
    public static IReadOnlyList<FindingResource> Read(IReadOnlyList<GuardDutyNode> resources)
    {
        var interfaces = new Dictionary<string, InstanceInterface>();
        foreach (var node in resources)
        {
            if (IsType(node, "EC2_NETWORK_INTERFACE") && node["uid"].Text() is { } uid)
                interfaces.TryAdd(uid, InstanceReader.InterfaceOf(node["data"]["ec2NetworkInterface"], Tail(uid, '/')));
        }

        return [.. resources.Select(node => ResourceOf(node, interfaces)).OfType<FindingResource>()];
    }

    private static bool IsType(GuardDutyNode node, string type) => string.Equals(node["resourceType"].Text(), type, StringComparison.OrdinalIgnoreCase);

    private static FindingResource? ResourceOf(GuardDutyNode node, IReadOnlyDictionary<string, InstanceInterface> interfaces)
    {
        if (node["uid"].Text() is not { } uid) return null;
        var (type, name, data) = (node["resourceType"].Text() ?? "", node["name"].Text(), node["data"]);
        FindingResource resource = type.ToUpperInvariant() switch
        {
            "EC2_INSTANCE" => InstanceOf(Tail(uid, '/'), data["ec2Instance"], interfaces),
            "S3_BUCKET" => BucketOf(name ?? Tail(uid, ':'), uid, data["s3Bucket"]),
            "S3_OBJECT" => ObjectOf(uid, data["s3Object"]),
            "ACCESS_KEY" => AccessKeyOf(uid, data["accessKey"]),
            "EKS_CLUSTER" => new EksClusterResource(name ?? Tail(uid, '/')) { Arn = data["eksCluster"]["arn"].Text() ?? uid, VpcId = data["eksCluster"]["vpcId"].Text() },
            "ECS_CLUSTER" => new EcsClusterResource(name ?? Tail(uid, '/'), uid, null, null),
            "CONTAINER" => new ContainerResource(uid, name, data["container"]["image"].Text()),
            _ => new OtherResource(type, uid),
        };
        return resource with { Tags = ResourceReader.Tags(node["tags"]) };
    }

    private static InstanceResource InstanceOf(string id, GuardDutyNode data, IReadOnlyDictionary<string, InstanceInterface> interfaces) => new(id)
    {
        InstanceType = data["instanceType"].Text(),
        State = data["instanceState"].Text(),
        AvailabilityZone = data["availabilityZone"].Text(),
        ProfileArn = data["iamInstanceProfile"]["arn"].Text(),
        ProfileId = data["iamInstanceProfile"]["id"].Text(),
        Interfaces =
        [
            .. data["ec2NetworkInterfaceUids"].Texts().Take(ActorReader.Most)
                .Select(uid => interfaces.GetValueOrDefault(uid) ?? new InstanceInterface { InterfaceId = Tail(uid, '/') }),
        ],
    };

    private static BucketResource BucketOf(string name, string uid, GuardDutyNode data) => new(name)
    {
        Arn = uid,
        CreatedAt = GuardDutyTime.Read(data["createdAt"]),
        EffectivePermission = data["effectivePermission"].Text(),
    };

    /// <summary>arn:aws:s3:::bucket/key, where the key may hold colons and slashes.</summary>
    private static FindingResource ObjectOf(string uid, GuardDutyNode data)
    {
        var start = uid.IndexOf(":::", StringComparison.Ordinal);
        var path = start < 0 ? "" : uid[(start + 3)..];
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash <= 0
            ? new OtherResource("S3_OBJECT", uid)
            : new BucketResource(path[..slash]) { ObjectKey = data["key"].Text() ?? path[(slash + 1)..] };
    }

    private static AccessKeyResource AccessKeyOf(string uid, GuardDutyNode data) => new()
    {
        AccessKeyId = uid,
        PrincipalId = data["principalId"].Text(),
        UserName = data["userName"].Text(),
        UserType = data["userType"].Text(),
    };

    private static string Tail(string text, char separator) => ResourceReader.AfterLast(text, separator) ?? text;
}
