namespace ChatOps.LogWorld.Audit;

/// <summary>Exact answers for an audit world. A request counts once, by its auditID, with what its last stage says, in the hour it was received. Times are UTC.</summary>
public sealed record AuditTruth
{
    /// <summary>Start of the first day, inclusive.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>End of the last day, exclusive; later stages of requests can follow it.</summary>
    public required DateTimeOffset End { get; init; }

    public required string Cluster { get; init; }

    /// <summary>Different auditIDs.</summary>
    public required long Requests { get; init; }

    /// <summary>Events of all stages, duplicates included.</summary>
    public required long Events { get; init; }

    /// <summary>Events delivered a second time.</summary>
    public required long Duplicates { get; init; }

    public required int Objects { get; init; }

    public required long StoredBytes { get; init; }

    /// <summary>Everybody who asked, by user name.</summary>
    public required IReadOnlyList<SubjectTruth> Subjects { get; init; }

    public required string Attacker { get; init; }

    /// <summary>The user name whose token the attacker uses.</summary>
    public required string AttackedSubject { get; init; }

    /// <summary>Earliest requestReceivedTimestamp of the attacker's requests.</summary>
    public required DateTimeOffset AttackerFirst { get; init; }

    /// <summary>Latest requestReceivedTimestamp of them.</summary>
    public required DateTimeOffset AttackerLast { get; init; }

    public required long AttackerRequests { get; init; }

    /// <summary>Start of the last day.</summary>
    public required DateTimeOffset LastDay { get; init; }

    /// <summary>Verb and resource (<c>create pods/exec</c>) that the subject asked for on the last day and never before, by value.</summary>
    public required IReadOnlyList<NewVerb> NewVerbs { get; init; }
}

/// <summary>A user with hours ascending; hours without requests are absent.</summary>
public sealed record SubjectTruth(string Subject, IReadOnlyList<SubjectHour> Hours);

/// <summary>An hour of a user. Denied: status 400 or more, or forbidden by authorization.</summary>
public sealed record SubjectHour(DateTimeOffset Hour, long Allowed, long Denied);

/// <summary>A verb and resource with its requests of the last day.</summary>
public sealed record NewVerb(string Value, long Allowed, long Denied);
