using ChatOps.Investigation.Permissions;

namespace ChatOps.Investigation.Evidence;

/// <summary>What of a role's policies was not read.</summary>
internal static class RoleNotes
{
    /// <summary>One line each, with the policy's name; untrusted text.</summary>
    public static IReadOnlyList<string> Of(RoleProfile role) =>
    [
        .. role.Trust.Faults.Select(static fault => $"who may assume it: {fault}"),
        .. role.Policies.SelectMany(static policy => policy.Document.Faults.Select(fault => $"{policy.Name}: {fault}")),
        .. (role.Boundary?.Document.Faults ?? []).Select(static fault => $"permissions boundary: {fault}"),
    ];
}
