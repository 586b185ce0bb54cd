namespace ChatOps.LogWorld.Objects;

/// <summary>How many objects of a world arrive in an unusual way. None by default.</summary>
public sealed record ObjectFaults
{
    /// <summary>Delivered a second time under another name, with the same content.</summary>
    public int DeliveredTwice { get; init; }

    /// <summary>Stamped an hour after the time they are about.</summary>
    public int Late { get; init; }

    /// <summary>Stored as text, without <c>.gz</c>.</summary>
    public int Plain { get; init; }

    /// <summary>Whole hours of which no object was delivered.</summary>
    public int MissingHours { get; init; }

    /// <summary>Additional objects whose gzip ends in the middle. They are about an entity of which nothing else is told.</summary>
    public int Truncated { get; init; }

    /// <summary>Additional objects of zero bytes, or gzip of zero bytes, in turn.</summary>
    public int Empty { get; init; }

    /// <summary>Additional files that are no logs: prose under its own name, or under the name of an object, in turn.</summary>
    public int Foreign { get; init; }
}

/// <summary>What became of them.</summary>
/// <param name="DeliveredTwice">Keys of the second copies.</param>
/// <param name="Late">Keys of late objects.</param>
/// <param name="Plain">Keys of objects stored as text.</param>
/// <param name="MissingHours">Hours of which no object was delivered.</param>
/// <param name="Truncated">Keys of objects cut short. Their rows are in no figure of the truth.</param>
/// <param name="Empty">Keys of empty objects.</param>
/// <param name="Foreign">Keys of files that are no logs.</param>
public sealed record ObjectFaultsTruth(
    IReadOnlyList<string> DeliveredTwice,
    IReadOnlyList<string> Late,
    IReadOnlyList<string> Plain,
    IReadOnlyList<DateTimeOffset> MissingHours,
    IReadOnlyList<string> Truncated,
    IReadOnlyList<string> Empty,
    IReadOnlyList<string> Foreign);
