using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;

namespace ChatOps.Investigation.Activities;

/// <summary>Which sources can know entities of a kind, and why the others cannot.</summary>
public static class Applicability
{
    /// <summary>Why flow logs cannot be asked about such an entity; null when they can.</summary>
    public static string? OfFlows(EntityKind kind) => kind switch
    {
        EntityKind.IpAddress or EntityKind.Ec2Instance or EntityKind.NetworkInterface or EntityKind.Account => null,
        _ => $"flow logs do not name {Many(kind)}",
    };

    /// <summary>Why a source of calls cannot be asked about such an entity; null when it can.</summary>
    /// <param name="source">API calls or Kubernetes audit.</param>
    /// <param name="kind">Kind of the entity.</param>
    public static string? OfCalls(EvidenceKind source, EntityKind kind) => source == EvidenceKind.KubernetesAudit ? OfKubernetes(kind) : OfApi(kind);

    private static string? OfApi(EntityKind kind) => kind switch
    {
        EntityKind.NetworkInterface or EntityKind.Cluster or EntityKind.Pod or EntityKind.KubernetesSubject or EntityKind.ContainerImage =>
            $"CloudTrail does not tell calls by {Many(kind)}",
        _ => null,
    };

    private static string? OfKubernetes(EntityKind kind) => kind switch
    {
        EntityKind.NetworkInterface or EntityKind.Bucket or EntityKind.ContainerImage or EntityKind.FederatedUser => $"Kubernetes audit does not name {Many(kind)}",
        _ => null,
    };

    private static string Many(EntityKind kind) => kind switch
    {
        EntityKind.IpAddress => "addresses",
        EntityKind.Ec2Instance => "instances",
        EntityKind.Role => "roles",
        EntityKind.RoleSession => "role sessions",
        EntityKind.User => "users",
        EntityKind.FederatedUser => "federated users",
        EntityKind.AccessKey => "access keys",
        EntityKind.Account => "accounts",
        EntityKind.UserAgent => "user agents",
        EntityKind.Bucket => "buckets",
        EntityKind.Cluster => "clusters",
        EntityKind.Pod => "pods",
        EntityKind.KubernetesSubject => "Kubernetes subjects",
        EntityKind.ContainerImage => "container images",
        _ => "network interfaces",
    };
}
