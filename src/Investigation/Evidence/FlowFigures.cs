namespace ChatOps.Investigation.Evidence;

/// <summary>What network flows say of an entity.</summary>
/// <param name="Hours">Traffic of every hour of baseline and window that some log object covers, ascending; an hour without traffic is there with zeros,
/// an hour no object covers is absent. Empty unless asked for.</param>
/// <param name="Distinct">Distinct addresses and ports, for the same hours. Empty unless asked for.</param>
/// <param name="Tables">One per grouping, in the order asked.</param>
/// <param name="Interfaces">Interfaces the figures were taken at, ascending.</param>
public sealed record FlowFigures(
    IReadOnlyList<FlowHour> Hours,
    IReadOnlyList<DistinctHour> Distinct,
    IReadOnlyList<FlowTable> Tables,
    IReadOnlyList<string> Interfaces);

/// <summary>Records, packets and bytes, as flow logs count them.</summary>
/// <param name="Records">Flow records.</param>
/// <param name="Packets">Packets.</param>
/// <param name="Bytes">Bytes.</param>
public readonly record struct Traffic(long Records, long Packets, long Bytes)
{
    /// <summary>Both together.</summary>
    public static Traffic operator +(Traffic a, Traffic b) => new(a.Records + b.Records, a.Packets + b.Packets, a.Bytes + b.Bytes);
}

/// <summary>Traffic seen from the entity asked about.</summary>
/// <param name="In">Accepted, towards the entity.</param>
/// <param name="Out">Accepted, from the entity.</param>
/// <param name="RejectedIn">Rejected, towards the entity.</param>
/// <param name="RejectedOut">Rejected, from the entity.</param>
/// <param name="Undirected">Records whose direction cannot be told: the format has none and the interface's own address could not be learned.</param>
public readonly record struct FlowTotals(Traffic In, Traffic Out, Traffic RejectedIn, Traffic RejectedOut, Traffic Undirected)
{
    /// <summary>All bytes, whatever became of them.</summary>
    public long Bytes => In.Bytes + Out.Bytes + RejectedIn.Bytes + RejectedOut.Bytes + Undirected.Bytes;

    /// <summary>All records.</summary>
    public long Records => In.Records + Out.Records + RejectedIn.Records + RejectedOut.Records + Undirected.Records;

    /// <summary>Both together.</summary>
    public static FlowTotals operator +(FlowTotals a, FlowTotals b) =>
        new(a.In + b.In, a.Out + b.Out, a.RejectedIn + b.RejectedIn, a.RejectedOut + b.RejectedOut, a.Undirected + b.Undirected);
}

/// <summary>Traffic of one hour. A record counts in the hour its interval starts in, so up to one aggregation interval (10 min at most) may belong to the
/// next hour.</summary>
/// <param name="Hour">Start of the hour, UTC.</param>
/// <param name="Totals">Its traffic.</param>
public sealed record FlowHour(DateTimeOffset Hour, FlowTotals Totals);

/// <summary>Numbers of distinct values; exact. Ports are those of TCP and UDP only; rejected records count, too.</summary>
/// <param name="RemoteAddresses">Addresses of the other side.</param>
/// <param name="LocalPorts">Ports on the entity's side.</param>
/// <param name="RemotePorts">Ports on the other side.</param>
public readonly record struct DistinctCount(long RemoteAddresses, long LocalPorts, long RemotePorts);

/// <summary>Distinct values of one hour.</summary>
/// <param name="Hour">Start of the hour, UTC.</param>
/// <param name="All">Of all records.</param>
/// <param name="In">Of records towards the entity.</param>
/// <param name="Out">Of records from the entity.</param>
public sealed record DistinctHour(DateTimeOffset Hour, DistinctCount All, DistinctCount In, DistinctCount Out);

/// <summary>A table of flows.</summary>
/// <param name="Columns">What the rows' values are.</param>
/// <param name="Rows">Rows with most bytes in the window first; ties in the order of their values.</param>
/// <param name="RowCount">How many rows there are in all, shown or not.</param>
/// <param name="Total">Traffic of all rows in the window.</param>
public sealed record FlowTable(IReadOnlyList<FlowColumn> Columns, IReadOnlyList<FlowRow> Rows, long RowCount, FlowTotals Total);

/// <summary>One row: what its records share, and their traffic.</summary>
/// <param name="Values">One per column; untrusted text.</param>
/// <param name="Scope">Traffic in the window.</param>
/// <param name="Baseline">Traffic in the baseline; nothing when there is none.</param>
/// <param name="First">Start of the first record in the window, inclusive, UTC.</param>
/// <param name="Last">End of the last record in the window, inclusive, UTC.</param>
public sealed record FlowRow(IReadOnlyList<string> Values, FlowTotals Scope, FlowTotals Baseline, DateTimeOffset First, DateTimeOffset Last);

/// <summary>An address an interface used, as far as seen.</summary>
/// <param name="Interface">The network interface; untrusted text.</param>
/// <param name="Address">The address, in its canonical spelling.</param>
/// <param name="First">First record in the window, inclusive, UTC.</param>
/// <param name="Last">Last record in the window, inclusive, UTC.</param>
/// <param name="Records">Records seen.</param>
public sealed record AddressAssignment(string Interface, string Address, DateTimeOffset First, DateTimeOffset Last, long Records);

/// <summary>All addresses an entity's interfaces used.</summary>
/// <param name="Assignments">In the order first seen.</param>
public sealed record AddressAssignments(IReadOnlyList<AddressAssignment> Assignments);
