namespace ChatOps.Investigation.Entities;

/// <summary>IAM's unique ids, told apart by their prefix (IAM User Guide, "Understanding unique ID prefixes").</summary>
public static class PrincipalId
{
    /// <summary>The role id of a role (AROA…) or of a role session (AROA…:session); null when the text is neither.</summary>
    public static string? RoleOf(string? principalId)
    {
        if (principalId is null) return null;
        var colon = principalId.IndexOf(':', StringComparison.Ordinal);
        var id = colon < 0 ? principalId : principalId[..colon];
        return HasPrefix(id, "AROA") ? id : null;
    }

    /// <summary>The text itself when it is a role session, AROA…:session; otherwise null.</summary>
    public static string? SessionOf(string? principalId) =>
        RoleOf(principalId) is { } role && principalId!.Length > role.Length + 1 ? principalId : null;

    /// <summary>The text itself when it is a user id (AIDA…); otherwise null.</summary>
    public static string? UserOf(string? principalId) => principalId is not null && HasPrefix(principalId, "AIDA") ? principalId : null;

    private static bool HasPrefix(string id, string prefix) =>
        id.Length > prefix.Length
        && id.StartsWith(prefix, StringComparison.Ordinal)
        && id.All(static letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter));
}
