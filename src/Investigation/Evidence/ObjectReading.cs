namespace ChatOps.Investigation.Evidence;

/// <summary>What reading one object brought to light beside its records.</summary>
/// <param name="First">Earliest record looked at, which includes the object's first; null when there was none.</param>
/// <param name="Last">Latest record looked at; null when there was none.</param>
/// <param name="IsForeign">Whether it holds text that is no such log.</param>
/// <param name="IsOpen">Whether it ends inside a record.</param>
public sealed record ObjectReading(DateTimeOffset? First, DateTimeOffset? Last, bool IsForeign, bool IsOpen)
{
    /// <summary>Records read; 0 when they were not counted.</summary>
    public long Records { get; init; }

    /// <summary>Intervals the log service itself lost (SKIPDATA).</summary>
    public long Skipped { get; init; }

    /// <summary>Records or lines that could not be read.</summary>
    public long Unreadable { get; init; }

    /// <summary>Whether the object could not be read at all, or not to its end, for a reason that reading it again would not change.</summary>
    public bool IsUnreadable { get; init; }
}
