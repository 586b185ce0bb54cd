using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;

namespace ChatOps.Investigation.Activities;

/// <summary>Turns the tables of a pass into those of an interaction.</summary>
internal static class InteractionTables
{
    public static IReadOnlyList<ResourceInteraction> Of(ActivityPass pass, CallFigures figures)
    {
        List<ResourceInteraction> found = [];
        var entity = pass.Question.Entity;
        if (!IsPrincipal(entity.Kind) && CallTables.Find(figures, ResourceInteraction.Principals) is { } principals)
        {
            var rows = Joined(principals, principals.Rows, 0, row => Principal(pass, row.Values[0], row.Values[1]));
            Add(found, InteractionKind.Principals, entity, rows, CallTables.Cut(principals));
        }

        if (CallTables.Find(figures, ResourceInteraction.Roles) is { } roles)
            Add(found, InteractionKind.RolesAssumed, entity, Joined(roles, roles.Rows.Where(IsAssumption), 2, static row => EntityArn.Read(row.Values[2])), 0);
        if (CallTables.Find(figures, ResourceInteraction.Assumers) is { } assumers)
        {
            var rows = CallTables.Sound(assumers).Where(static row => row.Scope.All > 0)
                .Select(row => Row([row], row.Values[0], Principal(pass, row.Values[0], row.Values[2]), row.Values[2]) with { From = row.Values[1] });
            Add(found, InteractionKind.AssumedBy, entity, [.. rows], CallTables.Cut(assumers));
        }

        return found;
    }

    public static IReadOnlyList<ResourceInteraction> Of(ActivityPass pass, FlowFigures figures, bool own)
    {
        List<ResourceInteraction> found = [];
        var entity = pass.Question.Entity;
        if (entity.Kind == EntityKind.IpAddress && !own && FlowTables.Find(figures, ResourceInteraction.Instances) is { } instances)
            Add(found, InteractionKind.Instances, entity, [.. instances.Rows.Where(static row => row.Values.Count == 2).Select(Instance)], Cut(instances));
        if (FlowTables.Find(figures, FlowColumn.RemoteAddress) is { } addresses)
            Add(found, InteractionKind.Addresses, entity, [.. addresses.Rows.Where(static row => row.Values is [not "-"]).Select(Address)], Cut(addresses));
        return found;
    }

    private static void Add(List<ResourceInteraction> found, InteractionKind kind, EntityRef entity, IReadOnlyList<Interaction> rows, long cut)
    {
        if (rows.Count == 0) return;
        Interaction[] ordered =
        [
            .. rows.OrderByDescending(static row => row.Calls.All).ThenByDescending(static row => (double)row.Sent + row.Received)
                .ThenByDescending(static row => row.RejectedRecords).ThenBy(static row => row.Name, StringComparer.Ordinal),
        ];
        found.Add(new ResourceInteraction(kind, ordered, ordered.Length + cut, InteractionWords.Sentence(kind, entity, ordered, cut)));
    }

    /// <summary>Rows with the same name as one: a principal that called into several accounts is one principal.</summary>
    private static IReadOnlyList<Interaction> Joined(CallTable table, IEnumerable<CallRow> rows, int name, Func<CallRow, EntityRef?> entity) =>
    [
        .. rows.Where(row => row.Values.Count == table.Columns.Count && row.Scope.All > 0 && row.Values[name] != "-")
            .GroupBy(row => row.Values[name], StringComparer.Ordinal)
            .Select(group => Row([.. group], group.Key, entity(group.First()), name == 0 ? group.First().Values[^1] : null)),
    ];

    private static Interaction Row(IReadOnlyList<CallRow> rows, string name, EntityRef? entity, string? account) => new(
        name,
        entity,
        entity?.Account ?? (account == "-" ? null : account),
        rows.Min(static row => row.First),
        rows.Max(static row => row.Last),
        rows.Aggregate(default(CallCount), static (sum, row) => sum + row.Scope),
        0,
        0);

    private static Interaction Instance(FlowRow row) => row.Values[0] == "-"
        ? Row(row, row.Values[1], new EntityRef(EntityKind.NetworkInterface, row.Values[1]))
        : Row(row, row.Values[0], new EntityRef(EntityKind.Ec2Instance, row.Values[0]));

    private static Interaction Address(FlowRow row) =>
        Row(row, row.Values[0], IpText.Canonical(row.Values[0]) is { } address ? new EntityRef(EntityKind.IpAddress, address) : null);

    /// <summary>Totals are seen from the entity asked about: what is inbound there was sent by the row.</summary>
    private static Interaction Row(FlowRow row, string name, EntityRef? entity) =>
        new(name, entity, null, row.First, row.Last, default, row.Scope.In.Bytes, row.Scope.Out.Bytes)
        {
            RejectedRecords = row.Scope.RejectedIn.Records + row.Scope.RejectedOut.Records,
        };

    private static EntityRef? Principal(ActivityPass pass, string name, string place)
    {
        if (pass.Source != EvidenceKind.KubernetesAudit) return EntityArn.Read(name);
        return place == "-" || name == "-" ? null : new EntityRef(EntityKind.KubernetesSubject, $"{place}/{name}", pass.Question.Account);
    }

    private static bool IsAssumption(CallRow row) => row.Values is ["sts", var call, not "-"] && call.StartsWith("AssumeRole", StringComparison.Ordinal);

    private static bool IsPrincipal(EntityKind kind) =>
        kind is EntityKind.Role or EntityKind.RoleSession or EntityKind.User or EntityKind.FederatedUser or EntityKind.AccessKey
            or EntityKind.KubernetesSubject;

    private static long Cut(FlowTable table) => Math.Max(0, table.RowCount - table.Rows.Count);
}
