namespace ChatOps.Investigation.Findings;

/// <summary>One GuardDuty finding as one delivery told it.</summary>
public sealed record Finding
{
    /// <summary>What identifies it.</summary>
    public required FindingId Id { get; init; }

    /// <summary>aws, aws-cn, aws-us-gov.</summary>
    public required string Partition { get; init; }

    /// <summary>ARN as delivered, or null when the delivery had none.</summary>
    public string? Arn { get; init; }

    /// <summary>Detector named in the finding; may be a member's.</summary>
    public string? DetectorId { get; init; }

    /// <summary>Type, in its parts.</summary>
    public required FindingType Type { get; init; }

    /// <summary>Severity.</summary>
    public required Severity Severity { get; init; }

    /// <summary>Title; untrusted text.</summary>
    public required string Title { get; init; }

    /// <summary>Description; untrusted text.</summary>
    public required string Description { get; init; }

    /// <summary>First time the activity was seen, UTC, inclusive (service.eventFirstSeen, else createdAt).</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>Last time the activity was seen, UTC, inclusive (service.eventLastSeen, else updatedAt).</summary>
    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>When GuardDuty made the finding.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When GuardDuty last changed it. Newer = (UpdatedAt, Count).</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>How often GuardDuty saw the activity; at least 1.</summary>
    public required long Count { get; init; }

    /// <summary>Whether it is archived.</summary>
    public bool Archived { get; init; }

    /// <summary>Whether it is one of GuardDuty's own sample findings (additionalInfo.sample).</summary>
    public bool IsSample { get; init; }

    /// <summary>TARGET or ACTOR, in GuardDuty's words; null when not said.</summary>
    public string? ResourceRole { get; init; }

    /// <summary>Kind of the main resource, such as AccessKey.</summary>
    public string? ResourceType { get; init; }

    /// <summary>What was done; null for runtime, malware and sequence findings.</summary>
    public FindingAction? Action { get; init; }

    /// <summary>The remote sides, without repetition, in the order named.</summary>
    public IReadOnlyList<Actor> Actors { get; init; } = [];

    /// <summary>The resources, main one first.</summary>
    public IReadOnlyList<FindingResource> Resources { get; init; } = [];

    /// <summary>Threat lists that name the actor.</summary>
    public IReadOnlyList<string> ThreatLists { get; init; } = [];

    /// <summary>Names of threats, malware signatures or similar.</summary>
    public IReadOnlyList<string> Threats { get; init; } = [];

    /// <summary>The process, for runtime findings.</summary>
    public RuntimeProcess? Process { get; init; }

    /// <summary>The sequence, for attack sequence findings.</summary>
    public AttackSequence? Sequence { get; init; }

    /// <summary>ARN of the attack sequence this finding belongs to.</summary>
    public string? AttackSequenceArn { get; init; }

    /// <summary>additionalInfo and other free-form details, flattened: dotted name and value; untrusted text.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Details { get; init; } = [];
}

/// <summary>The process a runtime finding tells of.</summary>
public sealed record RuntimeProcess(string? Name, string? Path, long? Pid, string? User, string? Sha256, string? CommandLine, DateTimeOffset? StartedAt);
