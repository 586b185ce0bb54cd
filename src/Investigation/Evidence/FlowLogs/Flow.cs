using ChatOps.Investigation.Evidence.FlowLogs.Wire;

namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>What became of the packets.</summary>
internal enum FlowAction
{
    Accept,
    Reject,
    Unknown,
}

/// <summary>Which way a flow went, seen from whoever it is seen from.</summary>
internal enum FlowSide
{
    In,
    Out,
    Unknown,
}

/// <summary>The figures of a flow record.</summary>
internal readonly struct Flow
{
    private const int Tcp = 6;
    private const int Udp = 17;

    /// <summary>Takes the figures of a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="addresses">Numbers of addresses; null when addresses are not wanted.</param>
    /// <param name="hasPorts">Whether protocol and ports are wanted.</param>
    public Flow(in FlowRecord record, FlowAddresses? addresses, bool hasPorts = true)
    {
        Start = record.Start;
        End = record.End;
        Source = addresses is null ? FlowAddresses.None : addresses.NumberOf(in record, FlowField.Source);
        Destination = addresses is null ? FlowAddresses.None : addresses.NumberOf(in record, FlowField.Destination);
        Packets = Math.Max(0, record.Number(FlowField.Packets));
        Bytes = Math.Max(0, record.Number(FlowField.Bytes));
        Protocol = SourcePort = DestinationPort = -1;
        if (hasPorts)
        {
            var protocol = record.Number(FlowField.Protocol);
            Protocol = protocol is < 0 or > byte.MaxValue ? -1 : (int)protocol;
            if (Protocol is Tcp or Udp || !record.Format.Has(FlowField.Protocol)) (SourcePort, DestinationPort) = (PortOf(record.Number(FlowField.SourcePort)), PortOf(record.Number(FlowField.DestinationPort)));
        }

        Action = ActionOf(record.Field(FlowField.Action));
        Told = SideOf(record.Field(FlowField.Direction));
    }

    /// <summary>Seconds since 1970.</summary>
    public long Start { get; }

    /// <summary>Seconds since 1970.</summary>
    public long End { get; }

    public ulong Source { get; }

    public ulong Destination { get; }

    public long Packets { get; }

    public long Bytes { get; }

    /// <summary>-1 when not told.</summary>
    public int Protocol { get; }

    /// <summary>-1 for protocols without ports, and where none is told.</summary>
    public int SourcePort { get; }

    /// <summary>-1 for protocols without ports, and where none is told.</summary>
    public int DestinationPort { get; }

    public FlowAction Action { get; }

    /// <summary>The record's own word on its direction, seen from its interface.</summary>
    public FlowSide Told { get; }

    /// <summary>Start of the hour it counts in, in hours since 1970.</summary>
    public long Hour => Start / 3600;

    public static FlowAction ActionOf(ReadOnlySpan<byte> text) =>
        text.SequenceEqual("ACCEPT"u8) ? FlowAction.Accept : text.SequenceEqual("REJECT"u8) ? FlowAction.Reject : FlowAction.Unknown;

    private static FlowSide SideOf(ReadOnlySpan<byte> text) =>
        text.IsEmpty ? FlowSide.Unknown : text.SequenceEqual("ingress"u8) ? FlowSide.In : text.SequenceEqual("egress"u8) ? FlowSide.Out : FlowSide.Unknown;

    private static int PortOf(long number) => number is < 0 or > ushort.MaxValue ? -1 : (int)number;
}
