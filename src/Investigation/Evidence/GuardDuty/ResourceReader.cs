using ChatOps.Investigation.Evidence.GuardDuty.Wire;
using ChatOps.Investigation.Findings;

namespace ChatOps.Investigation.Evidence.GuardDuty;

/// <summary>resource: everything a finding is about. Several kinds stand side by side; the one that resourceType names comes first.</summary>
internal static class ResourceReader
{
    public static IReadOnlyList<FindingResource> Read(GuardDutyNode resource, IReadOnlyList<FindingResource> ofSequence)
    {
        FindingResource[] all =
        [
            .. AccessKeyOf(resource["accessKeyDetails"]),
            .. InstanceReader.Read(resource["instanceDetails"]),
            .. BucketsOf(resource["s3BucketDetails"]),
            .. EksClusterOf(resource["eksClusterDetails"], resource["kubernetesDetails"]),
            .. EcsClusterOf(resource["ecsClusterDetails"]),
            .. ContainerOf(resource["containerDetails"]),
            .. LambdaOf(resource["lambdaDetails"]),
            .. DatabasesOf(resource),
            .. VolumesOf(resource["ebsVolumeDetails"]),
            .. Other("EBSSnapshot", resource["ebsSnapshotDetails"]["snapshotArn"]),
            .. Other("EC2Image", resource["ec2ImageDetails"]["imageArn"]),
            .. Other("RecoveryPoint", resource["recoveryPointDetails"]["recoveryPointArn"]),
            .. ofSequence,
        ];
        var main = MainKind(resource["resourceType"].Text());
        return main is null ? all : [.. all.Where(one => one.GetType() == main), .. all.Where(one => one.GetType() != main)];
    }

    public static IReadOnlyList<KeyValuePair<string, string>> Tags(GuardDutyNode node)
    {
        if (!node.Exists) return [];
        var tags = new List<KeyValuePair<string, string>>();
        foreach (var tag in node.Items())
        {
            if (tag["key"].Text() is { } key) tags.Add(new(key, tag["value"].Text() ?? ""));
        }

        return tags;
    }

    private static Type? MainKind(string? resourceType) => resourceType?.ToUpperInvariant() switch
    {
        "ACCESSKEY" => typeof(AccessKeyResource),
        "INSTANCE" => typeof(InstanceResource),
        "S3BUCKET" or "S3OBJECT" => typeof(BucketResource),
        "EKSCLUSTER" or "KUBERNETESCLUSTER" => typeof(EksClusterResource),
        "ECSCLUSTER" => typeof(EcsClusterResource),
        "CONTAINER" => typeof(ContainerResource),
        "LAMBDA" => typeof(LambdaResource),
        "RDSDBINSTANCE" or "RDSLIMITLESSDB" => typeof(DatabaseResource),
        _ => null,
    };

    private static IReadOnlyList<FindingResource> AccessKeyOf(GuardDutyNode node)
    {
        if (!node.IsObject) return [];
        return
        [
            new AccessKeyResource
            {
                AccessKeyId = node["accessKeyId"].Text(),
                PrincipalId = node["principalId"].Text(),
                UserType = node["userType"].Text(),
                UserName = node["userName"].Text(),
            },
        ];
    }

    /// <summary>One per bucket, or one per object where objects are named.</summary>
    private static IEnumerable<FindingResource> BucketsOf(GuardDutyNode list)
    {
        foreach (var node in list.Items())
        {
            if ((node["name"].Text() ?? AfterLast(node["arn"].Text(), ':')) is not { } name) continue;
            var bucket = new BucketResource(name)
            {
                Arn = node["arn"].Text(),
                Type = node["type"].Text(),
                CreatedAt = GuardDutyTime.Read(node["createdAt"]),
                EffectivePermission = node["publicAccess"]["effectivePermission"].Text(),
                Tags = Tags(node["tags"]),
            };
            var keys = node["s3ObjectDetails"].Items().Select(static one => one["key"].Text()).OfType<string>().ToArray();
            if (keys.Length == 0) yield return bucket;
            foreach (var key in keys) yield return bucket with { ObjectKey = key };
        }
    }

    private static IReadOnlyList<FindingResource> EksClusterOf(GuardDutyNode cluster, GuardDutyNode kubernetes)
    {
        if ((cluster["name"].Text() ?? AfterLast(cluster["arn"].Text(), '/')) is not { } name) return [];
        var user = kubernetes["kubernetesUserDetails"];
        return
        [
            new EksClusterResource(name)
            {
                Arn = cluster["arn"].Text(),
                VpcId = cluster["vpcId"].Text(),
                Subject = user["username"].Text(),
                SubjectGroups = user["groups"].Texts(),
                ImpersonatedSubject = user["impersonatedUser"]["username"].Text(),
                Workload = WorkloadOf(kubernetes["kubernetesWorkloadDetails"]),
                Tags = Tags(cluster["tags"]),
            },
        ];
    }

    private static KubernetesWorkload? WorkloadOf(GuardDutyNode node) =>
        node.IsObject
            ? new KubernetesWorkload(
                node["name"].Text(), node["type"].Text(), node["uid"].Text(), node["namespace"].Text(),
                [.. node["containers"].Items().Select(static one => one["image"].Text()).OfType<string>()])
            : null;

    private static IReadOnlyList<FindingResource> EcsClusterOf(GuardDutyNode node)
    {
        if (!node.IsObject) return [];
        var task = node["taskDetails"];
        return
        [
            new EcsClusterResource(node["name"].Text(), node["arn"].Text(), task["arn"].Text(), task["definitionArn"].Text()) { Tags = Tags(node["tags"]) },
            .. task["containers"].Items().SelectMany(ContainerOf),
        ];
    }

    private static IReadOnlyList<FindingResource> ContainerOf(GuardDutyNode node) =>
        node.IsObject ? [new ContainerResource(node["id"].Text(), node["name"].Text(), node["image"].Text())] : [];

    private static IReadOnlyList<FindingResource> LambdaOf(GuardDutyNode node) =>
        node.IsObject
            ?
            [
                new LambdaResource(node["functionName"].Text(), node["functionArn"].Text(), node["role"].Text(), node["vpcConfig"]["vpcId"].Text())
                {
                    Tags = Tags(node["tags"]),
                },
            ]
            : [];

    private static DatabaseResource[] DatabasesOf(GuardDutyNode resource)
    {
        var user = resource["rdsDbUserDetails"]["user"].Text();
        DatabaseResource[] databases =
        [
            .. DatabaseOf(resource["rdsDbInstanceDetails"], "dbInstanceIdentifier", "dbInstanceArn", user),
            .. DatabaseOf(resource["rdsLimitlessDbDetails"], "dbShardGroupIdentifier", "dbShardGroupArn", user),
        ];
        return databases.Length == 0 && user is not null ? [new DatabaseResource(null, null, null, null, user)] : databases;
    }

    private static IReadOnlyList<DatabaseResource> DatabaseOf(GuardDutyNode node, string id, string arn, string? user) =>
        node.IsObject
            ? [new DatabaseResource(node[id].Text(), node["dbClusterIdentifier"].Text(), node["engine"].Text(), node[arn].Text(), user) { Tags = Tags(node["tags"]) }]
            : [];

    private static IEnumerable<FindingResource> VolumesOf(GuardDutyNode node) =>
        node["scannedVolumeDetails"].Items().Concat(node["skippedVolumeDetails"].Items()).SelectMany(static volume => Other("EBSVolume", volume["volumeArn"]));

    private static IReadOnlyList<FindingResource> Other(string kind, GuardDutyNode id) => id.Text() is { } text ? [new OtherResource(kind, text)] : [];

    /// <summary>What follows the last separator: the name at the end of an ARN.</summary>
    public static string? AfterLast(string? text, char separator) => text is null ? null : text[(text.LastIndexOf(separator) + 1)..] is { Length: > 0 } rest ? rest : null;
}
