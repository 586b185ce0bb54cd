using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Cards;

/// <summary>What resources are called on cards; untrusted text.</summary>
internal static class ResourceName
{
    /// <summary>The name alone; "-" where the finding gives none.</summary>
    public static string Of(FindingResource resource) => resource switch
    {
        AccessKeyResource key => key.UserName ?? key.PrincipalId ?? key.AccessKeyId,
        InstanceResource instance => instance.InstanceId,
        BucketResource { ObjectKey: { } key } bucket => $"{bucket.Name}/{key}",
        BucketResource bucket => bucket.Name,
        EksClusterResource cluster => cluster.Name,
        ContainerResource container => container.Name ?? container.Id ?? container.Image,
        EcsClusterResource cluster => cluster.Name ?? cluster.Arn,
        LambdaResource function => function.Name ?? function.Arn,
        DatabaseResource database => database.Id ?? database.ClusterId ?? database.Arn,
        OtherResource other => other.Id,
        _ => null,
    } ?? "-";

    /// <summary>Its kind in our words.</summary>
    public static string Kind(FindingResource resource) => resource switch
    {
        AccessKeyResource => "credentials",
        InstanceResource => "EC2",
        BucketResource => "S3",
        EksClusterResource => "EKS cluster",
        ContainerResource => "container",
        EcsClusterResource => "ECS cluster",
        LambdaResource => "Lambda",
        DatabaseResource => "database",
        _ => "resource",
    };

    /// <summary>The main resource as a summary groups by it: what acted or was acted upon, before whose credentials.</summary>
    public static string OfMain(Finding finding)
    {
        var main = finding.Resources.FirstOrDefault(static resource => resource is not AccessKeyResource) ?? (finding.Resources is [var first, ..] ? first : null);
        return main is null ? finding.Id.Account : Of(main);
    }
}
