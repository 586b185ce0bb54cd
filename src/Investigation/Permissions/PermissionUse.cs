using ChatOps.Investigation.Evidence;

namespace ChatOps.Investigation.Permissions;

/// <summary>An action and the calls of a window that needed it.</summary>
/// <param name="Action">Such as ssm:GetParameters; untrusted text.</param>
/// <param name="Count">Calls that did and did not succeed, for whatever reason.</param>
/// <param name="Refused">Those of them that were refused for want of permission.</param>
public sealed record ActionUse(string Action, CallCount Count, long Refused);

/// <summary>What a window says of a grant.</summary>
public enum GrantVerdict
{
    /// <summary>Calls needed it.</summary>
    Used,

    /// <summary>No call needed it, and the trail would have shown one.</summary>
    NotSeen,

    /// <summary>The trail would not have shown a call that needed it, or not each.</summary>
    CannotBeSeen,
}

/// <summary>A grant beside the calls of a window.</summary>
/// <param name="Grant">What is granted.</param>
/// <param name="Used">What of it was used, most calls first.</param>
/// <param name="Unseen">What of it no trail of management events shows; empty where all of it is shown.</param>
/// <param name="Verdict">What that means.</param>
public sealed record GrantUse(Grant Grant, IReadOnlyList<ActionUse> Used, IReadOnlyList<string> Unseen, GrantVerdict Verdict);

/// <summary>What a role was granted, beside what it did in a window: what was used, what was not, what was tried in vain, and what would have been enough.</summary>
public sealed record PermissionUse
{
    /// <summary>The grants, in the order of <see cref="RoleGrants.Allowed"/>.</summary>
    public required IReadOnlyList<GrantUse> Grants { get; init; }

    /// <summary>Tried, refused for want of permission, and granted by no policy of the role: most calls first.</summary>
    public required IReadOnlyList<ActionUse> TriedInVain { get; init; }

    /// <summary>Refused for want of permission although a policy grants it: a resource, a condition, a boundary or the organization says no.</summary>
    public required IReadOnlyList<ActionUse> RefusedThoughGranted { get; init; }

    /// <summary>Not refused, and granted by no policy read: another policy says yes, the role has changed since, or the action has another name.</summary>
    public required IReadOnlyList<ActionUse> Unexplained { get; init; }

    /// <summary>Granted actions that calls of the window needed: these alone would have been enough for them, in the order of their names.</summary>
    public required IReadOnlyList<string> Enough { get; init; }

    /// <summary>Kinds of calls the table had no room for; 0 when all were looked at.</summary>
    public required long CallsLeftOut { get; init; }

    /// <summary>Whether the window holds any call.</summary>
    public required bool HasCalls { get; init; }
}
