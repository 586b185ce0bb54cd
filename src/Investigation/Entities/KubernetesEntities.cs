using ChatOps.Investigation.Findings;

namespace ChatOps.Investigation.Entities;

/// <summary>A cluster and what a finding names inside it. Identifiers: Amazon Detective User Guide, "Navigating directly to an entity profile".</summary>
internal static class KubernetesEntities
{
    public static void Add(MentionList found, EksClusterResource cluster)
    {
        var name = cluster.Name;
        var account = found.AccountOr(ArnText.Parse(cluster.Arn)?.Account);
        found.AddScoped(EntityKind.Cluster, name, account, EntityRelation.Resource, ClusterId(name, account));
        AddSubject(found, cluster.Subject, name, account);
        AddSubject(found, cluster.ImpersonatedSubject, name, account);
        if (cluster.Workload is not { } workload) return;
        if (IsPod(workload)) AddPod(found, name, account, workload);
        foreach (var image in workload.Images) found.Add(EntityKind.ContainerImage, image, EntityRelation.Resource, image);
    }

    public static string ClusterId(string cluster, string account) => $"{cluster}~{account}~EKS";

    public static string SubjectId(string subject, string cluster, string account) => $"{subject}~{cluster}~{account}";

    // The uid of a deployment or daemon set is no pod's uid.
    private static bool IsPod(KubernetesWorkload workload) =>
        string.Equals(workload.Type, "pods", StringComparison.OrdinalIgnoreCase) || string.Equals(workload.Type, "pod", StringComparison.OrdinalIgnoreCase);

    private static void AddSubject(MentionList found, string? subject, string cluster, string account)
    {
        if (!string.IsNullOrEmpty(subject))
            found.AddScoped(EntityKind.KubernetesSubject, $"{cluster}/{subject}", account, EntityRelation.Resource, SubjectId(subject, cluster, account));
    }

    private static void AddPod(MentionList found, string cluster, string account, KubernetesWorkload workload)
    {
        var pod = workload.Name ?? workload.Uid;
        if (string.IsNullOrEmpty(pod)) return;
        var detectiveId = string.IsNullOrEmpty(workload.Uid) ? null : $"{workload.Uid}~{cluster}~{account}~EKS";
        found.AddScoped(EntityKind.Pod, $"{cluster}/{workload.Namespace ?? "-"}/{pod}", account, EntityRelation.Resource, detectiveId);
    }
}
