using ChatOps.LogWorld.Objects;

namespace ChatOps.LogWorld.Flows;

/// <summary>
/// Exact answers for a flow world. Times are UTC. Rows of an object delivered twice count once; rows of truncated objects count nowhere.
/// Bytes and packets in and out are those of accepted rows; rejected ones are told apart. Distinct counts and records take both.
/// </summary>
public sealed record FlowTruth
{
    /// <summary>Start of the first day, inclusive.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>End of the last day, exclusive.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>Rows of any status, without headers.</summary>
    public required long Rows { get; init; }

    public required long NoData { get; init; }

    public required long SkipData { get; init; }

    /// <summary>Bytes of the objects' text, headers included.</summary>
    public required long RawBytes { get; init; }

    /// <summary>Bytes and objects in the folder, strays and second copies included.</summary>
    public required long StoredBytes { get; init; }

    public required int Objects { get; init; }

    public required string Attacker { get; init; }

    /// <summary>The attacker over the whole world.</summary>
    public required AddressSpan AttackerSpan { get; init; }

    /// <summary>Start of the day of the attack, the last but one.</summary>
    public required DateTimeOffset AttackDay { get; init; }

    /// <summary>The attacker on that day.</summary>
    public required AddressSpan AttackerDaySpan { get; init; }

    public required VictimTruth Victim { get; init; }

    /// <summary>Remote addresses of the victim's interface over [<see cref="Start"/>, <see cref="End"/>): most bytes first, then by address.</summary>
    public required TopTalkers TopTalkers { get; init; }

    /// <summary>The same over the hour that begins at <see cref="TopTalkersHour"/>: rows that touch it.</summary>
    public required TopTalkers HourTopTalkers { get; init; }

    public required DateTimeOffset TopTalkersHour { get; init; }

    public required FlowFaultsTruth Faults { get; init; }
}

/// <summary>What is known of an address inside a window: rows whose [start, end] touches it.</summary>
/// <param name="First">Earliest start; null without rows.</param>
/// <param name="Last">Latest end; null without rows.</param>
/// <param name="Records">Rows.</param>
/// <param name="ActiveSeconds">Length of the union of the rows' times.</param>
/// <param name="BytesFrom">Accepted bytes sent by the address.</param>
/// <param name="BytesTo">Accepted bytes sent to it.</param>
/// <param name="Interfaces">Ids of the interfaces it talked with, ascending.</param>
public sealed record AddressSpan(DateTimeOffset? First, DateTimeOffset? Last, long Records, long ActiveSeconds, long BytesFrom, long BytesTo, IReadOnlyList<string> Interfaces);

/// <summary>The interface that was attacked.</summary>
/// <param name="Interface">Its id.</param>
/// <param name="Instance">The instance it belongs to.</param>
/// <param name="Address">Its primary private IPv4 address.</param>
/// <param name="Address6">Its IPv6 address.</param>
/// <param name="SecondaryAddress">Its secondary private IPv4 address, seen only in rows that were asked for.</param>
/// <param name="NoData">Its NODATA rows.</param>
/// <param name="SkipData">Its SKIPDATA rows.</param>
/// <param name="Hours">Hours of the rows' start, ascending; hours without rows are absent. The first can lie before the world's start.</param>
public sealed record VictimTruth(
    string Interface,
    string Instance,
    string Address,
    string Address6,
    string SecondaryAddress,
    long NoData,
    long SkipData,
    IReadOnlyList<VictimHour> Hours);

/// <summary>An hour of the victim's interface.</summary>
public sealed record VictimHour(
    DateTimeOffset Hour,
    long Records,
    long BytesIn,
    long BytesOut,
    long PacketsIn,
    long PacketsOut,
    long RejectedRecords,
    long RejectedBytes,
    DistinctCounts RemoteAddresses,
    DistinctCounts LocalPorts,
    DistinctCounts RemotePorts);

/// <summary>Distinct values over all rows, those that came in, and those that went out. Ports of TCP and UDP only.</summary>
public sealed record DistinctCounts(int All, int In, int Out);

/// <summary>The first of the ranking, and how many there are.</summary>
public sealed record TopTalkers(int Distinct, IReadOnlyList<Talker> First);

/// <summary>A remote address of an interface.</summary>
public sealed record Talker(string Address, long BytesIn, long BytesOut, long Records);

/// <summary>What became of the faults asked for.</summary>
/// <param name="Objects">Of whole objects.</param>
/// <param name="RowsDeliveredTwice">Rows in second copies.</param>
/// <param name="RepeatedHeaders">Headers between rows.</param>
/// <param name="LateRows">Rows whose end lies before the slot of their object, late objects not counted.</param>
/// <param name="MacRows">Rows with MAC addresses.</param>
/// <param name="AnonymizedRows">Rows with an address no strict reader takes.</param>
/// <param name="SpelledRows">Rows with the IPv6 address of several spellings.</param>
/// <param name="SecondaryRows">Rows of the secondary address.</param>
public sealed record FlowFaultsTruth(
    ObjectFaultsTruth Objects,
    long RowsDeliveredTwice,
    int RepeatedHeaders,
    long LateRows,
    int MacRows,
    int AnonymizedRows,
    int SpelledRows,
    int SecondaryRows);
