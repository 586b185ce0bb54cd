using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence.Calls.Indexing;

namespace ChatOps.Investigation.Evidence.EksAudit.Indexing;

/// <summary>What an event can be found by: a key for each value an entity may be known by. The numbers are kept in the index.</summary>
internal static class AuditKeys
{
    private enum Key
    {
        Address = 1,
        UserAgent = 2,
        Subject = 3,
        Impersonated = 4,
        Pod = 5,
        Cluster = 6,
        Account = 7,
        AccessKey = 8,
        Principal = 9,
        Session = 10,
        Instance = 11,
    }

    /// <summary>Keys of which every event of the entity has at least one; null when there are none for such an entity.</summary>
    public static IReadOnlyList<uint>? Of(EntityRef entity, CallRelation relation)
    {
        var id = entity.Id;
        if (relation != CallRelation.Made) return entity.Kind == EntityKind.KubernetesSubject ? [Of(Key.Impersonated, AuditMatch.SubjectOf(id).Subject)] : null;
        return entity.Kind switch
        {
            EntityKind.IpAddress => [Of(Key.Address, AuditTally.AddressOf(id)!)],
            EntityKind.UserAgent => [Of(Key.UserAgent, id)],
            EntityKind.KubernetesSubject => [Of(Key.Subject, AuditMatch.SubjectOf(id).Subject)],
            EntityKind.Pod => [Of(Key.Pod, id[(id.LastIndexOf('/') + 1)..])],
            EntityKind.Cluster => [Of(Key.Cluster, id)],
            EntityKind.Account => [Of(Key.Account, id)],
            EntityKind.AccessKey => [Of(Key.AccessKey, id)],
            EntityKind.Role or EntityKind.User => [Of(Key.Principal, Named(entity.Kind, (EntityArn.Read(id) ?? entity).Id))],
            EntityKind.RoleSession => [Of(Key.Session, id)],
            EntityKind.Ec2Instance => [Of(Key.Instance, id)],
            _ => null,
        };
    }

    /// <summary>Keys of all events of a block; some of them more than once.</summary>
    public static IEnumerable<uint> Of(IReadOnlyList<KeptCall<AuditEvent>> rows)
    {
        foreach (var text in Distinct(static audited => AuditTally.AddressOf(audited.Address))) yield return Of(Key.Address, text);
        foreach (var text in Distinct(static audited => audited.UserAgent)) yield return Of(Key.UserAgent, text);
        foreach (var text in Distinct(static audited => audited.Subject)) yield return Of(Key.Subject, text);
        foreach (var text in Distinct(static audited => audited.Impersonated)) yield return Of(Key.Impersonated, text);
        foreach (var text in Distinct(static audited => audited.Resource == "pods" ? audited.Name : null)) yield return Of(Key.Pod, text);
        foreach (var text in Distinct(static audited => audited.Cluster)) yield return Of(Key.Cluster, text);
        foreach (var text in Distinct(static audited => audited.Account)) yield return Of(Key.Account, text);
        foreach (var text in Distinct(static audited => audited.AccessKey)) yield return Of(Key.AccessKey, text);
        foreach (var text in Distinct(static audited => audited.SessionName)) yield return Of(Key.Instance, text);
        foreach (var text in Distinct(static audited => AuditMatch.NodeOf(audited.Subject))) yield return Of(Key.Instance, text);
        var callers = rows.Select(static row => row.Event).DistinctBy(static one => (one.Subject, one.SubjectId, one.Arn, one.CanonicalArn, one.PrincipalId, one.SessionName));
        foreach (var caller in callers)
        {
            if (AuditMatch.PrincipalOf(caller) is { } principal) yield return Of(Key.Principal, Named(principal.Kind, principal.Id));
            if (AuditMatch.SessionOf(caller) is { } session) yield return Of(Key.Session, session);
        }

        HashSet<string> Distinct(Func<AuditEvent, string?> part) => rows.Select(row => part(row.Event)).OfType<string>().ToHashSet(StringComparer.Ordinal);
    }

    private static string Named(EntityKind kind, string id) => $"{(kind == EntityKind.Role ? "role" : "user")}/{id}";

    private static uint Of(Key key, string text) => CallContents.KeyOf((int)key, text);
}
