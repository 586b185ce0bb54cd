namespace ChatOps.Investigation.Permissions;

/// <summary>What IAM tells of a role. Names, descriptions and policies are untrusted text.</summary>
/// <param name="Account">Account the role lives in.</param>
/// <param name="Name">Name without path.</param>
/// <param name="Arn">ARN with path.</param>
public sealed record RoleProfile(string Account, string Name, string Arn)
{
    /// <summary>Path, / for none.</summary>
    public string Path { get; init; } = "/";

    /// <summary>AROA…: what Detective calls the role; null when not told.</summary>
    public string? RoleId { get; init; }

    /// <summary>When it was created, UTC; null when not told.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>What its makers say of it; null when nothing.</summary>
    public string? Description { get; init; }

    /// <summary>When it was last used by IAM's own count, which is late by hours and reaches back 400 days; null when never or not told.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>Who may assume it.</summary>
    public PolicyDocument Trust { get; init; } = PolicyDocument.None;

    /// <summary>Attached and inline policies.</summary>
    public IReadOnlyList<RolePolicy> Policies { get; init; } = [];

    /// <summary>What limits it, whatever its policies grant; null without a limit.</summary>
    public RolePolicy? Boundary { get; init; }

    /// <summary>Whether all there is was read: only then "not granted" can be said.</summary>
    public bool IsComplete => Policies.Append(Boundary).OfType<RolePolicy>().All(static policy => policy.Document.Faults.Count == 0);
}

/// <summary>Where a policy comes from.</summary>
public enum PolicyOrigin
{
    /// <summary>Written into the role itself.</summary>
    Inline,

    /// <summary>The account's own, attached.</summary>
    Attached,

    /// <summary>AWS's own, attached.</summary>
    AwsManaged,
}

/// <summary>A policy of a role.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Origin">Where it comes from.</param>
/// <param name="Document">What it says; its faults tell why it could not be read.</param>
/// <param name="Arn">Its ARN; null for one written into the role.</param>
public sealed record RolePolicy(string Name, PolicyOrigin Origin, PolicyDocument Document, string? Arn = null)
{
    /// <summary>Where an attached policy comes from: AWS's own have "aws" in place of an account.</summary>
    public static PolicyOrigin OriginOf(string arn) => arn.Split(':', 6) is [_, _, _, _, "aws", ..] ? PolicyOrigin.AwsManaged : PolicyOrigin.Attached;
}
