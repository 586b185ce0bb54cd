using ChatOps.Investigation.Evidence;

namespace ChatOps.Investigation.Permissions;

/// <summary>Compares what a role was granted with the calls of a window.</summary>
public static class UnusedPermissions
{
    private static readonly CallColumn[] columns = [CallColumn.Service, CallColumn.Call, CallColumn.Error];

    /// <summary>What is asked of the trail: which calls, and what they failed with.</summary>
    public static CallAsk Ask { get; } = new() { Groupings = [new CallGrouping(columns, Top: 5000)] };

    /// <summary>Error codes that say a permission is missing (Common Errors of the services' API references; EC2 has its own).</summary>
    private static readonly string[] refusals =
        ["AccessDenied", "AccessDeniedException", "Client.UnauthorizedOperation", "UnauthorizedOperation", "AuthorizationError", "AuthorizationErrorException", "UnauthorizedException", "NotAuthorized", "Forbidden"];

    /// <summary>The comparison.</summary>
    /// <param name="grants">What the role's policies say.</param>
    /// <param name="figures">Answer to <see cref="Ask"/>; null for a window without calls.</param>
    public static PermissionUse Of(RoleGrants grants, CallFigures? figures)
    {
        var table = figures?.Tables.FirstOrDefault(static one => one.Columns.SequenceEqual(columns));
        var uses = Uses(table);
        var byState = uses.ToLookup(use => grants.StateOf(use.Action));
        return new PermissionUse
        {
            Grants = [.. grants.Allowed.Select(grant => Beside(grant, uses))],
            TriedInVain = [.. byState[GrantState.NotGranted].Concat(byState[GrantState.Forbidden]).Concat(byState[GrantState.Unknown]).Where(IsRefused)],
            RefusedThoughGranted = [.. byState[GrantState.Granted].Where(static use => use.Refused > 0)],
            Unexplained = [.. uses.Where(use => !IsRefused(use) && grants.StateOf(use.Action) != GrantState.Granted)],
            Enough = [.. byState[GrantState.Granted].Where(static use => !IsRefused(use)).Select(static use => use.Action).Order(StringComparer.OrdinalIgnoreCase)],
            CallsLeftOut = table is null ? 0 : Math.Max(0, table.RowCount - table.Rows.Count),
            HasCalls = uses.Count > 0,
        };
    }

    /// <summary>Whether an error code says that a permission is missing.</summary>
    public static bool IsRefusal(string error) => refusals.Contains(error, StringComparer.OrdinalIgnoreCase);

    /// <summary>Refused each time.</summary>
    private static bool IsRefused(ActionUse use) => use.Refused > 0 && use.Refused == use.Count.All;

    private static GrantUse Beside(Grant grant, IReadOnlyList<ActionUse> uses)
    {
        var used = uses.Where(use => !IsRefused(use) && grant.Covers(use.Action)).ToList();
        IReadOnlyList<string> unseen = grant.Except is null ? UnseenActions.Of(grant.Pattern) : [.. UnseenActions.Of("*").Where(grant.Covers)];
        var hidden = grant.Except is null && UnseenActions.IsAllOf(grant.Pattern);
        return new GrantUse(grant, used, unseen, used.Count > 0 ? GrantVerdict.Used : hidden ? GrantVerdict.CannotBeSeen : GrantVerdict.NotSeen);
    }

    private static List<ActionUse> Uses(CallTable? table) =>
    [
        .. (table?.Rows ?? [])
            .Where(static row => row.Scope.All > 0 && row.Values.Count == columns.Length)
            .SelectMany(static row => TrailActions.Of(row.Values[0], row.Values[1]).Select(action => (action, row)))
            .GroupBy(static one => one.action, StringComparer.OrdinalIgnoreCase)
            .Select(static same => new ActionUse(
                same.Key,
                same.Aggregate(default(CallCount), static (sum, one) => sum + one.row.Scope),
                same.Where(static one => IsRefusal(one.row.Values[2])).Sum(static one => one.row.Scope.Failed)))
            .OrderByDescending(static use => use.Count.All).ThenBy(static use => use.Action, StringComparer.Ordinal),
    ];
}
