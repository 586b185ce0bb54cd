namespace ChatOps.Investigation.Findings;

/// <summary>One resource a finding is about. Several stand side by side: credentials used on an instance bring both.</summary>
public abstract record FindingResource
{
    /// <summary>Tags of the resource, where GuardDuty tells them; untrusted text.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];
}

/// <summary>Credentials.</summary>
public sealed record AccessKeyResource : FindingResource
{
    /// <summary>AKIA… or ASIA…</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>AIDA… for a user, AROA…:session for a role session.</summary>
    public string? PrincipalId { get; init; }

    /// <summary>IAMUser, AssumedRole, Role, Root, FederatedUser, AWSAccount, …</summary>
    public string? UserType { get; init; }

    /// <summary>Name of the user or role, without path.</summary>
    public string? UserName { get; init; }
}

/// <summary>An EC2 instance.</summary>
public sealed record InstanceResource(string InstanceId) : FindingResource
{
    /// <summary>Such as t3.micro.</summary>
    public string? InstanceType { get; init; }

    /// <summary>Image id.</summary>
    public string? ImageId { get; init; }

    /// <summary>Running, stopped, …</summary>
    public string? State { get; init; }

    /// <summary>Availability zone.</summary>
    public string? AvailabilityZone { get; init; }

    /// <summary>When the instance was launched, UTC.</summary>
    public DateTimeOffset? LaunchedAt { get; init; }

    /// <summary>ARN of the instance profile.</summary>
    public string? ProfileArn { get; init; }

    /// <summary>AIPA… of the instance profile; not a role id.</summary>
    public string? ProfileId { get; init; }

    /// <summary>Network interfaces.</summary>
    public IReadOnlyList<InstanceInterface> Interfaces { get; init; } = [];

    /// <summary>Whether what every instance has is missing: launch time, image, or an interface in a network.</summary>
    public bool IsPoor => LaunchedAt is null || string.IsNullOrEmpty(ImageId) || !Interfaces.Any(static card => card is { InterfaceId: { Length: > 0 }, VpcId: { Length: > 0 } });

    /// <summary>The same instance with what another source tells where this one tells nothing.</summary>
    public InstanceResource CompletedBy(InstanceResource other) => this with
    {
        InstanceType = InstanceType ?? other.InstanceType,
        ImageId = ImageId ?? other.ImageId,
        State = State ?? other.State,
        AvailabilityZone = AvailabilityZone ?? other.AvailabilityZone,
        LaunchedAt = LaunchedAt ?? other.LaunchedAt,
        ProfileArn = ProfileArn ?? other.ProfileArn,
        ProfileId = ProfileId ?? other.ProfileId,
        Interfaces = Interfaces.Count > 0 && Interfaces.All(static card => card is { InterfaceId: { Length: > 0 }, VpcId: { Length: > 0 } }) || other.Interfaces.Count == 0 ? Interfaces : other.Interfaces,
        Tags = Tags.Count > 0 ? Tags : other.Tags,
    };
}

/// <summary>A network interface of an instance.</summary>
public sealed record InstanceInterface
{
    /// <summary>eni-…</summary>
    public string? InterfaceId { get; init; }

    /// <summary>VPC.</summary>
    public string? VpcId { get; init; }

    /// <summary>Subnet.</summary>
    public string? SubnetId { get; init; }

    /// <summary>Public address; null when there is none.</summary>
    public string? PublicAddress { get; init; }

    /// <summary>Private IPv4 addresses, primary first.</summary>
    public IReadOnlyList<string> PrivateAddresses { get; init; } = [];

    /// <summary>IPv6 addresses.</summary>
    public IReadOnlyList<string> Ipv6Addresses { get; init; } = [];

    /// <summary>Security groups, id and name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> SecurityGroups { get; init; } = [];
}

/// <summary>An S3 bucket, with the object's key when the finding is about one object.</summary>
public sealed record BucketResource(string Name) : FindingResource
{
    /// <summary>ARN of the bucket.</summary>
    public string? Arn { get; init; }

    /// <summary>Destination or Target, in GuardDuty's words.</summary>
    public string? Type { get; init; }

    /// <summary>When the bucket was created.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>PUBLIC or NOT_PUBLIC, in GuardDuty's words.</summary>
    public string? EffectivePermission { get; init; }

    /// <summary>Key of the object, for findings about one.</summary>
    public string? ObjectKey { get; init; }
}

/// <summary>An EKS cluster, with the user and workload that GuardDuty names beside it.</summary>
public sealed record EksClusterResource(string Name) : FindingResource
{
    /// <summary>ARN.</summary>
    public string? Arn { get; init; }

    /// <summary>VPC.</summary>
    public string? VpcId { get; init; }

    /// <summary>Kubernetes user name, such as system:serviceaccount:ns:name.</summary>
    public string? Subject { get; init; }

    /// <summary>Groups of that user.</summary>
    public IReadOnlyList<string> SubjectGroups { get; init; } = [];

    /// <summary>User the subject impersonated; null when it acted as itself.</summary>
    public string? ImpersonatedSubject { get; init; }

    /// <summary>The workload; null when none is named.</summary>
    public KubernetesWorkload? Workload { get; init; }
}

/// <summary>A Kubernetes workload.</summary>
/// <param name="Name">Name.</param>
/// <param name="Type">pods, deployments, …</param>
/// <param name="Uid">Uid; a pod's uid only when <paramref name="Type"/> is pods.</param>
/// <param name="Namespace">Namespace.</param>
/// <param name="Images">Container images.</param>
public sealed record KubernetesWorkload(string? Name, string? Type, string? Uid, string? Namespace, IReadOnlyList<string> Images);

/// <summary>A standalone or ECS container.</summary>
public sealed record ContainerResource(string? Id, string? Name, string? Image) : FindingResource;

/// <summary>An ECS cluster, with its task.</summary>
public sealed record EcsClusterResource(string? Name, string? Arn, string? TaskArn, string? TaskDefinition) : FindingResource;

/// <summary>A Lambda function.</summary>
public sealed record LambdaResource(string? Name, string? Arn, string? RoleArn, string? VpcId) : FindingResource;

/// <summary>A database and the user named with it.</summary>
public sealed record DatabaseResource(string? Id, string? ClusterId, string? Engine, string? Arn, string? User) : FindingResource;

/// <summary>A thing without a Detective profile of its own (volume, snapshot, image, recovery point, …): its kind and id.</summary>
public sealed record OtherResource(string Kind, string Id) : FindingResource;
