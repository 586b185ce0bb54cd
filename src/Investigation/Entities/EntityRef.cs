using System.Diagnostics.CodeAnalysis;

namespace ChatOps.Investigation.Entities;

/// <summary>Which entity is meant. Two mentions of the same thing compare equal.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="Id">Address, instance id, role or user name, AROA…:session, bucket name, cluster name, …
/// A Kubernetes subject is <c>cluster/subject</c>, a pod <c>cluster/namespace/name</c>; the account's root user is <see cref="RootUser"/>.</param>
/// <param name="Account">Account the entity lives in, for kinds whose ids are unique only there (role, user, cluster, pod, subject); null otherwise. Never empty and without slash.</param>
public readonly record struct EntityRef(EntityKind Kind, string Id, string? Account = null)
{
    /// <summary>Id of the root user of an account. No IAM user has this name: names hold no colon.</summary>
    public const string RootUser = ":root";

    /// <summary>Kind, account where it matters, and id: how the entity appears in logs and is kept in stores.
    /// Without account an id that holds a slash follows a slash, so that <see cref="TryParse"/> can tell the two apart.</summary>
    public override string ToString() => Account switch
    {
        not null => $"{Kind}:{Account}/{Id}",
        null when Id.Contains('/', StringComparison.Ordinal) => $"{Kind}:/{Id}",
        null => $"{Kind}:{Id}",
    };

    /// <summary>Reads what <see cref="ToString"/> wrote, whatever the id holds.</summary>
    /// <returns>False when the kind is not one of ours or the id is missing.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out EntityRef entity)
    {
        entity = default;
        var colon = text?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        if (colon < 0 || !Kinds.TryGetValue(text![..colon], out var kind)) return false;
        var rest = text[(colon + 1)..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var id = rest[(slash + 1)..];
        if (id.Length == 0) return false;
        entity = new EntityRef(kind, id, slash > 0 ? rest[..slash] : null);
        return true;
    }

    private static readonly Dictionary<string, EntityKind> Kinds =
        Enum.GetValues<EntityKind>().ToDictionary(static kind => kind.ToString(), StringComparer.Ordinal);
}
