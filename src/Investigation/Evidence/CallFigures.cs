namespace ChatOps.Investigation.Evidence;

/// <summary>What calls say of an entity.</summary>
/// <param name="Hours">Every hour of baseline and window that some log object covers, ascending; an hour without calls is there with zeros, an hour no
/// object covers is absent. Empty unless asked for.</param>
/// <param name="Tables">One per grouping, in the order asked.</param>
public sealed record CallFigures(IReadOnlyList<CallHour> Hours, IReadOnlyList<CallTable> Tables);

/// <summary>Numbers of calls, each call once.</summary>
/// <param name="Succeeded">Calls without error.</param>
/// <param name="Failed">Calls with an error.</param>
public readonly record struct CallCount(long Succeeded, long Failed)
{
    /// <summary>All calls.</summary>
    public long All => Succeeded + Failed;

    /// <summary>Both together.</summary>
    public static CallCount operator +(CallCount a, CallCount b) => new(a.Succeeded + b.Succeeded, a.Failed + b.Failed);
}

/// <summary>Calls of one hour.</summary>
/// <param name="Hour">Start of the hour, UTC.</param>
/// <param name="Count">Calls made in it.</param>
public sealed record CallHour(DateTimeOffset Hour, CallCount Count);

/// <summary>A table of calls.</summary>
/// <param name="Columns">What the rows' values are.</param>
/// <param name="Rows">Rows with most calls in the window first, then by the baseline; ties in the order of their values. Rows of the baseline only are
/// there, too, with nothing in the window.</param>
/// <param name="RowCount">How many rows there are in all, shown or not.</param>
/// <param name="Total">Calls of all rows in the window.</param>
public sealed record CallTable(IReadOnlyList<CallColumn> Columns, IReadOnlyList<CallRow> Rows, long RowCount, CallCount Total);

/// <summary>One row: what its calls share, and how many they are.</summary>
/// <param name="Values">One per column; untrusted text.</param>
/// <param name="Scope">Calls in the window.</param>
/// <param name="Baseline">Calls in the baseline; none when there is none.</param>
/// <param name="First">First call in the window; null when there is none there.</param>
/// <param name="Last">Last call in the window; null when there is none there.</param>
public sealed record CallRow(IReadOnlyList<string> Values, CallCount Scope, CallCount Baseline, DateTimeOffset? First, DateTimeOffset? Last);
