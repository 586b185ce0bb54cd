namespace ChatOps.Investigation.Findings;

/// <summary>What lists and pickers show of a finding. Members mean what they mean in <see cref="Finding"/>.</summary>
public sealed record FindingSummary
{
    /// <summary>What identifies it.</summary>
    public required FindingId Id { get; init; }

    /// <summary>ARN, or null.</summary>
    public string? Arn { get; init; }

    /// <summary>Type.</summary>
    public required FindingType Type { get; init; }

    /// <summary>Severity.</summary>
    public required Severity Severity { get; init; }

    /// <summary>Title; untrusted text.</summary>
    public required string Title { get; init; }

    /// <summary>First seen, inclusive.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>Last seen, inclusive.</summary>
    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>When GuardDuty last changed it.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>How often GuardDuty saw the activity.</summary>
    public required long Count { get; init; }

    /// <summary>Whether it is archived.</summary>
    public bool Archived { get; init; }

    /// <summary>Whether it is a sample.</summary>
    public bool IsSample { get; init; }
}
