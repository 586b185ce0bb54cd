namespace ChatOps.Investigation.Entities;

/// <summary>What kinds of entities are called on cards and in reports.</summary>
public static class EntityLabel
{
    /// <summary>The kind in words, such as "EC2 instance".</summary>
    public static string Of(EntityKind kind) => kind switch
    {
        EntityKind.IpAddress => "IP address",
        EntityKind.Ec2Instance => "EC2 instance",
        EntityKind.Role => "Role",
        EntityKind.RoleSession => "Role session",
        EntityKind.User => "User",
        EntityKind.FederatedUser => "Federated user",
        EntityKind.AccessKey => "Access key",
        EntityKind.Account => "AWS account",
        EntityKind.UserAgent => "User agent",
        EntityKind.Bucket => "S3 bucket",
        EntityKind.Cluster => "EKS cluster",
        EntityKind.Pod => "Pod",
        EntityKind.KubernetesSubject => "Kubernetes subject",
        EntityKind.ContainerImage => "Container image",
        EntityKind.NetworkInterface => "Network interface",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of entity."),
    };

    /// <summary>The entity's own name as a person writes it; untrusted text.</summary>
    public static string Name(EntityRef entity) => entity is { Kind: EntityKind.User, Id: EntityRef.RootUser } ? "root user" : entity.Id;
}
