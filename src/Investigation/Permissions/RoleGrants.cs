namespace ChatOps.Investigation.Permissions;

/// <summary>One pattern of actions that a policy of the role grants, or forbids.</summary>
/// <param name="Pattern">Such as <c>ssm:*</c>; of a negated one what is left out.</param>
/// <param name="Policies">Names of the policies that say so; untrusted text.</param>
/// <param name="IsOnEverything">Whether on every resource, in at least one of them.</param>
/// <param name="Conditions">Conditions of the statement; the fewest of several.</param>
public sealed record Grant(string Pattern, IReadOnlyList<string> Policies, bool IsOnEverything, int Conditions)
{
    /// <summary>Whether everything but the patterns is meant: NotAction.</summary>
    public IReadOnlyList<string>? Except { get; init; }

    /// <summary>Whether it is everything of every service.</summary>
    public bool IsEverything => Except is null && ActionPattern.IsEverything(Pattern);

    /// <summary>Whether it covers an action.</summary>
    public bool Covers(string action) => Except is { } except ? !except.Any(pattern => ActionPattern.Matches(pattern, action)) : ActionPattern.Matches(Pattern, action);
}

/// <summary>Whether policies let a role do something. Resources and conditions are not looked at.</summary>
public enum GrantState
{
    /// <summary>A policy grants it, and nothing read forbids it.</summary>
    Granted,

    /// <summary>No policy grants it.</summary>
    NotGranted,

    /// <summary>A statement forbids it on everything without a condition, or the boundary leaves it out.</summary>
    Forbidden,

    /// <summary>Nothing read grants it, but not all could be read.</summary>
    Unknown,
}

/// <summary>What a role's policies say together.</summary>
public sealed record RoleGrants
{
    private readonly RoleProfile role;

    private RoleGrants(RoleProfile role)
    {
        this.role = role;
        Allowed = [.. Of(role.Policies, PolicyEffect.Allow).OrderByDescending(static grant => grant.IsEverything).ThenByDescending(static grant => grant.Except is not null)
            .ThenBy(static grant => ActionPattern.ServiceOf(grant.Pattern), StringComparer.Ordinal).ThenByDescending(static grant => ActionPattern.IsWholeService(grant.Pattern))
            .ThenBy(static grant => grant.Pattern, StringComparer.OrdinalIgnoreCase)];
        Denied = [.. Of(role.Policies, PolicyEffect.Deny)];
    }

    /// <summary>Of a role whose policies nobody has read: nothing is granted.</summary>
    public static RoleGrants None { get; } = new(new RoleProfile("", "", ""));

    /// <summary>What is granted, the widest first, else by service.</summary>
    public IReadOnlyList<Grant> Allowed { get; }

    /// <summary>What is forbidden, in the order written.</summary>
    public IReadOnlyList<Grant> Denied { get; }

    /// <summary>Whether the role may do everything on everything, without condition.</summary>
    public bool IsAdministrator => Allowed.Any(static grant => grant is { IsEverything: true, IsOnEverything: true, Conditions: 0 }) && role.Boundary is null;

    /// <summary>What a role's policies say together.</summary>
    public static RoleGrants Of(RoleProfile role) => new(role);

    /// <summary>Whether an action such as ssm:GetParameters is granted.</summary>
    public GrantState StateOf(string action)
    {
        if (Denied.Any(denial => denial is { IsOnEverything: true, Conditions: 0 } && denial.Covers(action))) return GrantState.Forbidden;
        if (role.Boundary is { Document.Faults.Count: 0 } boundary && !IsInside(boundary.Document, action)) return GrantState.Forbidden;
        if (Allowed.Any(grant => grant.Covers(action))) return GrantState.Granted;
        return role.IsComplete ? GrantState.NotGranted : GrantState.Unknown;
    }

    private static bool IsInside(PolicyDocument boundary, string action) =>
        boundary.Statements.Any(statement => statement.Effect == PolicyEffect.Allow && statement.Covers(action))
        && !boundary.Statements.Any(statement => statement is { Effect: PolicyEffect.Deny, IsOnEverything: true, Conditions: 0 } && statement.Covers(action));

    /// <summary>One for each pattern, whoever says it; two where it is said of everything under conditions, and of something under fewer: one of both would say more than either.</summary>
    private static IEnumerable<Grant> Of(IEnumerable<RolePolicy> policies, PolicyEffect effect) =>
        (from policy in policies
         from statement in policy.Document.Statements
         where statement.Effect == effect
         from grant in Of(policy.Name, statement)
         group grant by (Pattern: grant.Pattern.ToUpperInvariant(), IsNegated: grant.Except is not null) into same
         from one in Apart([.. same])
         select one);

    private static IEnumerable<Grant> Apart(List<Grant> same)
    {
        var (everywhere, somewhere) = (same.FindAll(static one => one.IsOnEverything), same.FindAll(static one => !one.IsOnEverything));
        return everywhere.Count == 0 || somewhere.Count == 0 || everywhere.Min(static one => one.Conditions) <= somewhere.Min(static one => one.Conditions)
            ? [Together(same, everywhere.Count > 0 ? everywhere : somewhere)]
            : [Together(everywhere, everywhere), Together(somewhere, somewhere)];
    }

    private static Grant Together(List<Grant> same, List<Grant> widest) => same[0] with
    {
        Policies = [.. same.SelectMany(static one => one.Policies).Distinct(StringComparer.Ordinal)],
        IsOnEverything = widest[0].IsOnEverything,
        Conditions = widest.Min(static one => one.Conditions),
    };

    private static IEnumerable<Grant> Of(string policy, PolicyStatement statement) => statement.NotActions.Count > 0
        ? [new Grant(string.Join(", ", statement.NotActions), [policy], statement.IsOnEverything, statement.Conditions) { Except = statement.NotActions }]
        : statement.Actions.Select(pattern => new Grant(pattern, [policy], statement.IsOnEverything, statement.Conditions));
}
