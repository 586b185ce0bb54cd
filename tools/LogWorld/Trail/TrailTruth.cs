using ChatOps.LogWorld.Objects;

namespace ChatOps.LogWorld.Trail;

/// <summary>Exact answers for a trail world. Times are UTC; an event counts once, by its eventID. Events of truncated objects count nowhere.</summary>
public sealed record TrailTruth
{
    /// <summary>Start of the first day, inclusive.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>End of the last day, exclusive.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>Events after removal of duplicates.</summary>
    public required long Events { get; init; }

    /// <summary>Additional copies that follow their original at once.</summary>
    public required long AdjacentDuplicates { get; init; }

    /// <summary>Additional copies in another object within two hours.</summary>
    public required long LaterDuplicates { get; init; }

    /// <summary>Bytes of the objects' text.</summary>
    public required long RawBytes { get; init; }

    /// <summary>Bytes and objects in the folder, strays and second copies included.</summary>
    public required long StoredBytes { get; init; }

    public required int Objects { get; init; }

    /// <summary>The name of the role whose credentials were used.</summary>
    public required string Role { get; init; }

    public required string RoleArn { get; init; }

    /// <summary>Its calls in every hour of all days, ascending; hours without calls are absent.</summary>
    public required IReadOnlyList<RoleHour> RoleHours { get; init; }

    /// <summary>Start of the last day: the scope for which the values below are new.</summary>
    public required DateTimeOffset LastDay { get; init; }

    /// <summary>Calls (<c>iam.amazonaws.com:CreateAccessKey</c>) that the role made on the last day and never before, by value.</summary>
    public required IReadOnlyList<NewValue> NewCalls { get; init; }

    public required IReadOnlyList<NewValue> NewUserAgents { get; init; }

    public required IReadOnlyList<NewValue> NewAddresses { get; init; }

    public required IReadOnlyList<NewValue> NewRegions { get; init; }

    public required string Attacker { get; init; }

    public required DateTimeOffset AttackerFirst { get; init; }

    public required DateTimeOffset AttackerLast { get; init; }

    public required long AttackerEvents { get; init; }

    /// <summary>The attacker's calls by name, in the same form as <see cref="NewCalls"/>.</summary>
    public required IReadOnlyList<NewValue> AttackerCalls { get; init; }

    public required TrailFaultsTruth Faults { get; init; }
}

/// <summary>An hour of a role.</summary>
public sealed record RoleHour(DateTimeOffset Hour, long Succeeded, long Failed);

/// <summary>A value with the events that carried it: on the last day, or of the attacker.</summary>
public sealed record NewValue(string Value, long Succeeded, long Failed);

/// <summary>What became of the faults asked for.</summary>
/// <param name="Objects">Of whole objects.</param>
/// <param name="EventsDeliveredTwice">Copies of events in second objects; in neither count of duplicates.</param>
/// <param name="AnonymizedEvents">Events with an address no strict reader takes.</param>
public sealed record TrailFaultsTruth(ObjectFaultsTruth Objects, long EventsDeliveredTwice, int AnonymizedEvents);
