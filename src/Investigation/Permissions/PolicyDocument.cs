namespace ChatOps.Investigation.Permissions;

/// <summary>A policy as far as it could be read. All text in it is untrusted.</summary>
/// <param name="Statements">In the order written.</param>
/// <param name="Faults">What could not be read, in words; empty when all was.</param>
public sealed record PolicyDocument(IReadOnlyList<PolicyStatement> Statements, IReadOnlyList<string> Faults)
{
    /// <summary>A policy that says nothing.</summary>
    public static PolicyDocument None { get; } = new([], []);

    /// <summary>A policy that could not be read at all.</summary>
    /// <param name="why">Why, in words.</param>
    public static PolicyDocument Unread(string why) => new([], [why]);
}

/// <summary>What a statement does with what it matches.</summary>
public enum PolicyEffect
{
    /// <summary>It grants.</summary>
    Allow,

    /// <summary>It forbids, whatever else grants.</summary>
    Deny,
}

/// <summary>One statement of a policy.</summary>
/// <param name="Effect">Whether it grants or forbids.</param>
public sealed record PolicyStatement(PolicyEffect Effect)
{
    /// <summary>Its own name; null without one.</summary>
    public string? Sid { get; init; }

    /// <summary>Patterns of actions it is about: <c>ssm:*</c>.</summary>
    public IReadOnlyList<string> Actions { get; init; } = [];

    /// <summary>Patterns of actions it is not about: it is about all others. Empty when it names actions.</summary>
    public IReadOnlyList<string> NotActions { get; init; } = [];

    /// <summary>Resources it is about; empty in a trust policy.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>Resources it is not about.</summary>
    public IReadOnlyList<string> NotResources { get; init; } = [];

    /// <summary>Who it is about: in trust policies only.</summary>
    public IReadOnlyList<PolicyPrincipal> Principals { get; init; } = [];

    /// <summary>Whether it is about everybody but <see cref="Principals"/>.</summary>
    public bool IsNotPrincipal { get; init; }

    /// <summary>How many conditions must hold for it to count. They are counted, not evaluated.</summary>
    public int Conditions { get; init; }

    /// <summary>Whether it is about every resource.</summary>
    public bool IsOnEverything => Resources.Contains("*", StringComparer.Ordinal) || (Resources.Count == 0 && NotResources.Count == 0);

    /// <summary>Whether the statement is about the action, on some resource and under some condition.</summary>
    public bool Covers(string action) => NotActions.Count > 0
        ? !NotActions.Any(pattern => ActionPattern.Matches(pattern, action))
        : Actions.Any(pattern => ActionPattern.Matches(pattern, action));
}

/// <summary>Somebody a trust policy names.</summary>
/// <param name="Kind">AWS, Service, Federated, CanonicalUser, or * for anybody.</param>
/// <param name="Id">ARN, account, service's name, provider, or *.</param>
public sealed record PolicyPrincipal(string Kind, string Id);
