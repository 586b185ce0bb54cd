namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>What one question may hold in memory, whatever its window. Tables, distinct counts and lines that do not fit are counted in several passes over
/// the objects; for hours and addresses the answer says what it leaves out.</summary>
internal sealed record FlowLimits
{
    /// <summary>Bytes of the maps behind one table.</summary>
    public long TableMemory { get; init; } = 256L << 20;

    /// <summary>Bytes of the sets behind distinct counts: as much as one table may take.</summary>
    public long DistinctMemory { get; init; } = 256L << 20;

    /// <summary>Lines an address's records are told apart by: some 60 bytes each.</summary>
    public long Lines { get; init; } = 4_000_000;

    /// <summary>Hours of interfaces: some 270 bytes each, so 400 MB. That is 2,000 interfaces over a month, or 1,400 over the usual 45 days.</summary>
    public int Hours { get; init; } = 1_500_000;

    /// <summary>Names of addresses other than IPv4: some 200 bytes each.</summary>
    public int Addresses { get; init; } = 1_000_000;
}
