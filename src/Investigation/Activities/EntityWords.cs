using ChatOps.Investigation.Entities;

namespace ChatOps.Investigation.Activities;

/// <summary>How the entity asked about is called inside of a sentence about it.</summary>
internal static class EntityWords
{
    /// <summary>Such as "this role".</summary>
    public static string This(EntityRef entity) => entity.Kind switch
    {
        EntityKind.IpAddress => "this address",
        EntityKind.Ec2Instance => "this instance",
        EntityKind.Role => "this role",
        EntityKind.RoleSession => "this session",
        EntityKind.User or EntityKind.FederatedUser => "this user",
        EntityKind.AccessKey => "this access key",
        EntityKind.Account => "this account",
        EntityKind.UserAgent => "this user agent",
        EntityKind.Bucket => "this bucket",
        EntityKind.Cluster => "this cluster",
        EntityKind.Pod => "this pod",
        EntityKind.KubernetesSubject => "this subject",
        EntityKind.ContainerImage => "this image",
        _ => "this interface",
    };
}
