namespace ChatOps.Investigation.Entities;

/// <summary>Which entity is meant. Two mentions of the same thing compare equal.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="Id">Address, instance id, role or user name, AROA…:session, bucket name, cluster name, …</param>
/// <param name="Account">Account the entity lives in, for kinds whose ids are unique only there (role, user, cluster, pod, subject); null otherwise.</param>
public readonly record struct EntityRef(EntityKind Kind, string Id, string? Account = null)
{
    /// <summary>Kind, account where it matters, and id: how the entity appears in logs and is kept in stores.</summary>
    public override string ToString() => Account is null ? $"{Kind}:{Id}" : $"{Kind}:{Account}/{Id}";
}
