using ChatOps.Investigation.Entities;

namespace ChatOps.Investigation.DeepLinks;

/// <summary>Namespace and identifier of an entity in Detective, or why it has none.</summary>
/// <param name="Namespace">Detective's namespace, such as AwsRole.</param>
/// <param name="Value">Identifier in that namespace; empty when there is none.</param>
/// <param name="WhyNot">Why Detective cannot be asked for the entity; null when it can.</param>
internal readonly record struct DetectiveId(string Namespace, string Value, string? WhyNot)
{
    /// <summary>By what a finding tells, else by the entity's own id.</summary>
    public static DetectiveId Of(EntityMention mention) => mention.DetectiveId is { } told ? Known(mention.Entity, told) : Of(mention.Entity);

    /// <summary>By the entity's own id, where that is enough.</summary>
    public static DetectiveId Of(EntityRef entity) => entity.Kind switch
    {
        EntityKind.Role => OfPrincipal(entity, PrincipalId.RoleOf(entity.Id), "this role is known by name or ARN only; Detective needs its role id (AROA…)"),
        EntityKind.User when entity.Id == EntityRef.RootUser => Missing("Detective documents no profile for the root user; open the account instead"),
        EntityKind.User => OfPrincipal(entity, PrincipalId.UserOf(entity.Id), "this user is known by name or ARN only; Detective needs its user id (AIDA…)"),
        EntityKind.RoleSession => OfPrincipal(entity, PrincipalId.SessionOf(entity.Id), "this session is known without its role id; Detective needs AROA…:session"),
        EntityKind.FederatedUser when !entity.Id.Contains(':', StringComparison.Ordinal) =>
            Missing("this federated user is known without its identity provider; Detective needs provider:user"),
        EntityKind.Pod => Missing("this pod is known without its uid; Detective needs the uid"),
        EntityKind.Cluster or EntityKind.KubernetesSubject when entity.Account is null => Missing("the account of the cluster is not known; Detective needs it"),
        EntityKind.Cluster => Known(entity, KubernetesEntities.ClusterId(entity.Id, entity.Account!)),
        EntityKind.KubernetesSubject => OfSubject(entity),
        _ => Known(entity, entity.Id),
    };

    private static DetectiveId Known(EntityRef entity, string value) => entity.Kind switch
    {
        EntityKind.IpAddress => new("IpAddress", value, null),
        EntityKind.Ec2Instance => new("Ec2Instance", value, null),
        EntityKind.Role => new("AwsRole", value, null),
        EntityKind.RoleSession => new("AwsRoleSession", value, null),
        EntityKind.User => new("AwsUser", value, null),
        EntityKind.FederatedUser => new("FederatedUser", value, null),
        EntityKind.Account => new("AwsAccount", value, null),
        EntityKind.UserAgent => new("UserAgent", value, null),
        EntityKind.Bucket => new("S3Bucket", value, null),
        EntityKind.Cluster => new("ContainerCluster", value, null),
        EntityKind.Pod => new("ContainerPod", value, null),
        EntityKind.KubernetesSubject => new("KubernetesSubject", value, null),
        EntityKind.ContainerImage => value.Contains("@sha256:", StringComparison.Ordinal)
            ? new("ContainerImage", value, null)
            : Missing("this image is known without its digest; Detective needs repository:tag@digest"),
        EntityKind.AccessKey => Missing("Detective has no profile for access keys; open the role session or user instead"),
        EntityKind.NetworkInterface => Missing("Detective has no profile for network interfaces; open the instance or its address instead"),
        _ => throw new ArgumentOutOfRangeException(nameof(entity), entity.Kind, "Not a kind of entity."),
    };

    private static DetectiveId OfPrincipal(EntityRef entity, string? principal, string whyNot) => principal is null ? Missing(whyNot) : Known(entity, principal);

    private static DetectiveId OfSubject(EntityRef entity)
    {
        var slash = entity.Id.IndexOf('/', StringComparison.Ordinal);
        return slash <= 0
            ? Missing("the cluster of this subject is not known; Detective needs it")
            : Known(entity, KubernetesEntities.SubjectId(entity.Id[(slash + 1)..], entity.Id[..slash], entity.Account!));
    }

    private static DetectiveId Missing(string whyNot) => new("", "", whyNot);
}
