namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>What one question may hold in memory, whatever its window. Tables, distinct counts and lines that do not fit are counted in several passes over
/// the objects; for hours and addresses the answer says what it leaves out. Not bounded is a single hour: its distinct counts are never parted, nor are its
/// lines, so an hour that alone takes more than the limit takes what it takes. Not counted is what a reader has in its hands: a megabyte or two for each
/// core.</summary>
internal sealed record FlowLimits
{
    /// <summary>Bytes of the maps behind one table; less than 2 MB counts as 2 MB.</summary>
    public long TableMemory { get; init; } = 256L << 20;

    /// <summary>Bytes of the sets behind distinct counts: as much as one table may take. All readers share them.</summary>
    public long DistinctMemory { get; init; } = 256L << 20;

    /// <summary>Lines an address's records are told apart by, those of the objects at hand included: some 60 bytes each.</summary>
    public long Lines { get; init; } = 4_000_000;

    /// <summary>Hours of interfaces: some 270 bytes each, so 400 MB. That is 2,000 interfaces over a month, or 1,400 over the usual 45 days;
    /// an interface itself counts as three.</summary>
    public int Hours { get; init; } = 1_500_000;

    /// <summary>Records that wait until it is known which of their two addresses is the interface's own: some 80 bytes each. An account may have thousands of
    /// interfaces that speak with one other only. When there are more, sides are assumed, and all is read once more if that was wrong.</summary>
    public int Waiting { get; init; } = 500_000;

    /// <summary>Names of addresses other than IPv4: some 200 bytes each.</summary>
    public int Addresses { get; init; } = 1_000_000;
}
