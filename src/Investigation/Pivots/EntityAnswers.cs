using ChatOps.Investigation.Entities;

namespace ChatOps.Investigation.Pivots;

/// <summary>One line for each kind of entity: what its profile will answer.</summary>
internal static class EntityAnswers
{
    public static string Of(EntityKind kind) => kind switch
    {
        EntityKind.Ec2Instance => "traffic, scans, who used its credentials",
        EntityKind.RoleSession => "what this session called",
        EntityKind.Role => "every session, every address, what it may do",
        EntityKind.User => "every key, every address, what it called",
        EntityKind.FederatedUser => "what this federated user called and from where",
        EntityKind.IpAddress => "first and last observed, who it talked to",
        EntityKind.Account => "who calls what in this account",
        EntityKind.UserAgent => "which principals and addresses use it",
        EntityKind.Bucket => "who reads and changes this bucket",
        EntityKind.Cluster => "its pods and subjects, its Kubernetes API calls",
        EntityKind.Pod => "its containers and images, whom it talked to",
        EntityKind.KubernetesSubject => "its Kubernetes API calls, from which addresses",
        EntityKind.ContainerImage => "where this image runs",
        EntityKind.AccessKey => "every call made with this key, and from where",
        EntityKind.NetworkInterface => "its traffic and the addresses it used",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of entity."),
    };
}
