using ChatOps.Investigation.Entities;

namespace ChatOps.Investigation.Evidence.EksAudit;

/// <summary>Which requests are an entity's.</summary>
/// <param name="Needle">The part of the entity's id that stands in its events.</param>
/// <param name="IsOfEntity">The rule.</param>
internal sealed record AuditMatch(ReadOnlyMemory<byte> Needle, Func<AuditEvent, bool> IsOfEntity)
{
    private const char Slash = '/';

    /// <summary>The rule for the entity; null when audit logs cannot know entities of its kind, or not in this relation.</summary>
    public static AuditMatch? For(EntityRef entity, CallRelation relation)
    {
        var id = entity.Id;
        if (relation != CallRelation.Made) return entity.Kind == EntityKind.KubernetesSubject ? OfSubject(entity, static audited => audited.Impersonated) : null;
        return entity.Kind switch
        {
            EntityKind.IpAddress => From(entity),
            EntityKind.UserAgent => Of(entity, id, audited => audited.UserAgent == id),
            EntityKind.KubernetesSubject => OfSubject(entity, static audited => audited.Subject),
            EntityKind.Pod => OfPod(entity),

            // neither stands in the events themselves
            EntityKind.Cluster => new AuditMatch(default, audited => audited.Cluster == id && IsIn(entity.Account, audited)),
            EntityKind.Account => new AuditMatch(default, audited => audited.Account == id),
            EntityKind.AccessKey => Of(entity, id, audited => audited.AccessKey == id),
            EntityKind.Role or EntityKind.User => OfPrincipal(entity),
            EntityKind.RoleSession => Of(entity, id.Split(':')[0], audited => SessionOf(audited) == id),

            // credentials delivered to an instance carry its id as the name of their session; system:node:ip-… names an address, not an instance
            EntityKind.Ec2Instance => Of(entity, id, audited => audited.SessionName == id || NodeOf(audited.Subject) == id),
            _ => null,
        };
    }

    /// <summary>Cluster, null where none is named, and subject of an id.</summary>
    public static (string? Cluster, string Subject) SubjectOf(string id)
    {
        var slash = id.IndexOf(Slash, StringComparison.Ordinal);
        return slash < 0 || id.AsSpan(0, slash).Contains(':') ? (null, id) : (id[..slash], id[(slash + 1)..]);
    }

    /// <summary>The IAM role or user behind the subject; where EKS tells none, the subject's name may be its ARN (access entries).</summary>
    public static EntityRef? PrincipalOf(AuditEvent audited) => EntityArn.Read(audited.CanonicalArn) ?? EntityArn.Read(audited.Arn) ?? EntityArn.Read(audited.Subject);

    /// <summary>The role session behind the subject: principal id and session name; null when there is none.</summary>
    public static string? SessionOf(AuditEvent audited) => audited.SessionName is { } session && PrincipalIdOf(audited) is { } principal ? $"{principal}:{session}" : null;

    /// <summary>The instance a subject is the node of; null when it is no node, or tells no instance.</summary>
    public static string? NodeOf(string? subject)
    {
        const string node = "system:node:i-";
        return subject?.StartsWith(node, StringComparison.Ordinal) == true ? subject[(node.Length - 2)..].Split('.')[0] : null;
    }

    /// <summary>Whether a request is of the account asked for.</summary>
    public static bool IsAsked(EvidenceQuestion question, AuditEvent audited) => question.Account is null || audited.Account is null || audited.Account == question.Account;

    private static AuditMatch Of(EntityRef entity, string needle, Func<AuditEvent, bool> rule) => new(EntityNeedle.Of(entity with { Id = needle }), rule);

    private static AuditMatch From(EntityRef entity)
    {
        var address = new AddressMatch(entity.Id);
        return Of(entity, entity.Id, audited => address.Is(audited.Address));
    }

    /// <summary>Subjects are <c>cluster/subject</c>, and a subject may hold slashes itself: ARNs do. An event of which nobody tells the cluster may be of
    /// any.</summary>
    private static AuditMatch OfSubject(EntityRef entity, Func<AuditEvent, string?> subjectOf)
    {
        var (cluster, subject) = SubjectOf(entity.Id);
        return Of(entity, subject, audited => subjectOf(audited) == subject && IsOf(cluster, audited) && IsIn(entity.Account, audited));
    }

    /// <summary>Requests that act upon the pod: <c>cluster/namespace/name</c>.</summary>
    private static AuditMatch? OfPod(EntityRef entity)
    {
        if (entity.Id.Split(Slash) is not [var cluster, var place, { Length: > 0 } name]) return null;
        var within = place == Calls.CallValues.Absent ? null : place;
        return Of(entity, name, audited => audited.Resource == "pods" && audited.Name == name && (within is null || audited.Namespace == within) && IsOf(cluster, audited) && IsIn(entity.Account, audited));
    }

    private static AuditMatch OfPrincipal(EntityRef entity)
    {
        var wanted = EntityArn.Read(entity.Id) ?? entity;
        return Of(entity, wanted.Id, audited => PrincipalOf(audited) is { } principal && principal.Kind == entity.Kind && principal.Id == wanted.Id && (wanted.Account is null || principal.Account is null || principal.Account == wanted.Account));
    }

    private static string? PrincipalIdOf(AuditEvent audited) => audited.PrincipalId ?? audited.SubjectId?[(audited.SubjectId.LastIndexOf(':') + 1)..];

    private static bool IsOf(string? cluster, AuditEvent audited) => cluster is null or Calls.CallValues.Absent || audited.Cluster is null || audited.Cluster == cluster;

    private static bool IsIn(string? account, AuditEvent audited) => account is null || audited.Account is null || audited.Account == account;
}
