using System.Globalization;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Reports;

/// <summary>What of a case has to be put right: resources its findings name, and whose credentials were used by who acted. Why, and what to do next; computed, and as sure as what it is computed from.</summary>
internal static class Remedies
{
    private static readonly EntityKind[] Kinds =
    [
        EntityKind.Ec2Instance, EntityKind.Role, EntityKind.User, EntityKind.FederatedUser, EntityKind.AccessKey, EntityKind.RoleSession, EntityKind.Bucket, EntityKind.Cluster, EntityKind.Pod,
        EntityKind.ContainerImage,
    ];

    public static IReadOnlyList<Remedy> Of(AfterActionReport report)
    {
        var named = report.Entities.Where(static one => one.Relation != EntityRelation.Belongs || one.Entity.Kind is EntityKind.AccessKey or EntityKind.ContainerImage).Select(static one => one.Entity);
        var used = report.Uses.Select(static use => use.Principal).OfType<EntityRef>();
        var holding = report.OwnAddresses.Select(static own => new EntityRef(EntityKind.Ec2Instance, own.InstanceId));
        var all = named.Concat(used).Concat(holding).Where(static entity => Kinds.Contains(entity.Kind)).ToList();
        var hasRole = all.Exists(static entity => entity.Kind == EntityKind.Role);
        return
        [
            .. all.Where(entity => entity.Kind != EntityKind.RoleSession || !hasRole)
                .DistinctBy(static entity => (entity.Kind, entity.Id))
                .OrderBy(static entity => Array.IndexOf(Kinds, entity.Kind))
                .Select(entity => new Remedy(entity, [.. Why(report, entity)], Next(report, entity))),
        ];
    }

    private static IEnumerable<string> Why(AfterActionReport report, EntityRef entity)
    {
        foreach (var own in report.OwnAddresses.Where(own => entity.Kind == EntityKind.Ec2Instance && own.InstanceId == entity.Id).DistinctBy(static own => own.Address))
            yield return $"{own.Address} is its own address: what came from there came from it";
        foreach (var use in report.Uses.Where(use => IsOf(use, entity)))
            yield return string.Create(CultureInfo.InvariantCulture, $"its credentials made {use.Calls.All:N0} calls from {EntityLabel.Name(use.Address)}, {TimeWords.Interval(use.Observed.First, use.Observed.Last)} (CloudTrail)");
        foreach (var mention in report.Entities.Where(mention => Same(mention.Entity, entity)))
            yield return $"findings name it as what {(mention.Relation == EntityRelation.Actor ? "acted" : "was acted upon or used")}, {TimeWords.Interval(mention.FirstSeen, mention.LastSeen)}";
    }

    private static string Next(AfterActionReport report, EntityRef entity) => entity.Kind switch
    {
        EntityKind.Ec2Instance => "Isolate it and take snapshots of its volumes before it is stopped; then replace it from an image known to be good.",
        EntityKind.Role => $"Revoke its sessions{Since(report, entity)}, then take away what it may do and did not need (Entities and roles).",
        EntityKind.User or EntityKind.FederatedUser => "Deactivate its access keys and sessions, and look through what it made or changed in the scope.",
        EntityKind.AccessKey when entity.Id.StartsWith("ASIA", StringComparison.Ordinal) => "Temporary: it ends by itself. Revoke the sessions of the role it belongs to to end it now.",
        EntityKind.AccessKey => "Deactivate it, and replace it where it is in rightful use.",
        EntityKind.RoleSession => "Revoke the sessions of the role it belongs to.",
        EntityKind.Bucket => "Look at its policy and public access, and at which objects were read or written in the scope.",
        EntityKind.Cluster => "Look at the role bindings of who is named, and replace their credentials.",
        EntityKind.Pod => "Cut it off by a network policy and keep its logs; then delete it and look for what would start it anew.",
        _ => "Look at what is in it, and replace it wherever it runs.",
    };

    private static string Since(AfterActionReport report, EntityRef role) =>
        report.Uses.Where(use => IsOf(use, role)).Select(static use => (DateTimeOffset?)use.Observed.Last).Max() is { } last ? $" (last used {TimeWords.Instant(last)})" : "";

    private static bool IsOf(CredentialUse use, EntityRef entity) => use.Principal is { } principal && Same(principal, entity);

    /// <summary>A name without its account is the same as the one with it.</summary>
    private static bool Same(EntityRef one, EntityRef other) => one.Kind == other.Kind && one.Id == other.Id && (one.Account is null || other.Account is null || one.Account == other.Account);
}

/// <param name="Entity">Which resource.</param>
/// <param name="Why">Sentences; may hold untrusted text.</param>
/// <param name="Next">Our own words.</param>
internal sealed record Remedy(EntityRef Entity, IReadOnlyList<string> Why, string Next);
