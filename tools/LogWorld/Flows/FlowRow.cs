namespace ChatOps.LogWorld.Flows;

internal enum FlowStatus : byte
{
    Ok,
    NoData,
    SkipData,
}

/// <summary>One row before it is text. -1 where a number does not apply.</summary>
internal struct FlowRow
{
    public FlowInterface Interface;
    public FlowStatus Status;
    public bool Ingress, Accepted;
    public Host Source, Destination;

    /// <summary>The real ends where they differ from the logged ones.</summary>
    public Host PacketSource, PacketDestination;
    public int SourcePort, DestinationPort, Protocol;
    public long Packets, Bytes, Start, End;
    public int TcpFlags, Path;
    public FlowKind Kind;
    public Oddity Oddity;

    /// <summary>The AWS service behind the remote end, or null.</summary>
    public string? Service;

    public readonly Host Remote => Ingress ? Source : Destination;

    public readonly int LocalPort => Ingress ? DestinationPort : SourcePort;

    public readonly int RemotePort => Ingress ? SourcePort : DestinationPort;
}

internal enum FlowKind : byte
{
    V4,
    V6,
    Efa,
}

/// <summary>Which fault a planted row belongs to.</summary>
internal enum Oddity : byte
{
    None,
    Mac,
    Anonymized,
    Spelled,
    Secondary,
}
