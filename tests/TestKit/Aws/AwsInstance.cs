namespace ChatOps.TestKit.Aws;

/// <summary>An EC2 instance as far as anybody asks.</summary>
internal sealed record AwsInstance(string Id)
{
    public string PrivateIp { get; init; } = "10.0.0.10";

    public string? PublicIp { get; init; }

    /// <summary>Of the instance profile; null when it has none.</summary>
    public string? ProfileArn { get; init; }

    public string ProfileId { get; init; } = "AIPADOUBLEEXAMPLE0001";

    public string NetworkInterface { get; init; } = "eni-0d0ub1e0000000001";

    public string State { get; init; } = "running";

    public string Type { get; init; } = "t3.medium";

    public string ImageId { get; init; } = "ami-0d0ub1e0000000001";

    public string VpcId { get; init; } = "vpc-0d0ub1e0000000001";

    public string SubnetId { get; init; } = "subnet-0d0ub1e000000001";

    public string LaunchedAt { get; init; } = "2024-07-09T14:05:37.000Z";

    public string AvailabilityZone { get; init; } = "us-east-1a";

    public (string Id, string Name) SecurityGroup { get; init; } = ("sg-0d0ub1e0000000001", "general");

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}
