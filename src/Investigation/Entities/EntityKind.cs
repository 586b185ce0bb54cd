namespace ChatOps.Investigation.Entities;

/// <summary>Things that have a profile of their own. Names follow Detective's.</summary>
public enum EntityKind
{
    /// <summary>An IPv4 or IPv6 address.</summary>
    IpAddress,

    /// <summary>An EC2 instance, i-…</summary>
    Ec2Instance,

    /// <summary>An IAM role, by name within an account.</summary>
    Role,

    /// <summary>A role session, AROA…:session.</summary>
    RoleSession,

    /// <summary>An IAM user, by name within an account.</summary>
    User,

    /// <summary>A federated user.</summary>
    FederatedUser,

    /// <summary>An access key id.</summary>
    AccessKey,

    /// <summary>An AWS account.</summary>
    Account,

    /// <summary>A user agent.</summary>
    UserAgent,

    /// <summary>An S3 bucket.</summary>
    Bucket,

    /// <summary>An EKS cluster.</summary>
    Cluster,

    /// <summary>A Kubernetes pod.</summary>
    Pod,

    /// <summary>A Kubernetes user or service account.</summary>
    KubernetesSubject,

    /// <summary>A container image.</summary>
    ContainerImage,

    /// <summary>A network interface, eni-…</summary>
    NetworkInterface,
}
