namespace ChatOps.LogWorld.Trail;

/// <summary>An operation of a service.</summary>
internal sealed record TrailCall(string Service, string Name, bool ReadOnly)
{
    public string Source => Service + ".amazonaws.com";
}

/// <summary>The operations that occur, most frequent first.</summary>
internal static class TrailCalls
{
    public static IReadOnlyList<TrailCall> All { get; } =
    [
        .. Of("ec2", "DescribeInstances DescribeVolumes DescribeSecurityGroups DescribeNetworkInterfaces DescribeSubnets DescribeVpcs DescribeTags DescribeImages DescribeRegions DescribeInstanceStatus DescribeRouteTables DescribeSnapshots DescribeAddresses"),
        .. Of("s3", "GetBucketAcl GetBucketLocation ListBuckets GetBucketPolicy GetBucketEncryption GetBucketVersioning"),
        .. Of("sts", "AssumeRole AssumeRole AssumeRoleWithWebIdentity GetCallerIdentity AssumeRoleWithSAML"),
        .. Of("kms", "Decrypt Decrypt GenerateDataKey DescribeKey ListAliases"),
        .. Of("logs", "CreateLogStream PutLogEvents DescribeLogGroups DescribeLogStreams CreateLogGroup", readOnly: false),
        .. Of("monitoring", "DescribeAlarms ListMetrics GetMetricData"),
        .. Of("iam", "ListRoles GetRole ListAttachedRolePolicies GetUser ListUsers GetInstanceProfile ListAccountAliases"),
        .. Of("ssm", "UpdateInstanceInformation ListAssociations GetParameter GetParameters DescribeInstanceInformation", readOnly: false),
        .. Of("elasticloadbalancing", "DescribeLoadBalancers DescribeTargetGroups DescribeTargetHealth DescribeListeners"),
        .. Of("autoscaling", "DescribeAutoScalingGroups DescribeScalingActivities DescribePolicies"),
        .. Of("rds", "DescribeDBInstances DescribeDBClusters ListTagsForResource"),
        .. Of("lambda", "ListFunctions20150331 GetFunction20150331v2 GetFunctionConfiguration20150331v2"),
        .. Of("secretsmanager", "GetSecretValue"), .. Of("dynamodb", "DescribeTable"), .. Of("ecr", "GetAuthorizationToken BatchGetImage"), .. Of("eks", "DescribeCluster"),
        .. Of("cloudtrail", "LookupEvents"), .. Of("config", "PutEvaluations", readOnly: false), .. Of("sqs", "GetQueueAttributes"),
    ];

    /// <summary>What the attacker calls with the role's credentials; nobody else does. The last one is denied.</summary>
    public static IReadOnlyList<TrailCall> Attack { get; } =
        [new("iam", "CreateAccessKey", false), new("iam", "AttachUserPolicy", false), new("ec2", "ModifySnapshotAttribute", false), new("guardduty", "ListDetectors", true), new("cloudtrail", "StopLogging", false)];

    private static IEnumerable<TrailCall> Of(string service, string names, bool readOnly = true) => names.Split(' ').Select(name => new TrailCall(service, name, readOnly));
}
