using System.Collections.Frozen;
using System.Text;

namespace ChatOps.Investigation.Evidence.FlowLogs.Wire;

/// <summary>Fields of a flow record that are read; all others are passed over, known or not.</summary>
internal enum FlowField
{
    Account,
    Interface,
    Instance,
    Source,
    Destination,
    PacketSource,
    PacketDestination,
    Start,
    End,
    Action,
    Status,
    SourcePort,
    DestinationPort,
    Protocol,
    Packets,
    Bytes,
    Direction,
}

/// <summary>Which column holds which field. Formats are chosen by whoever made the flow log and new fields keep being added, so the header line
/// decides.</summary>
internal sealed class FlowFormat
{
    private const int Absent = -1;
    private static readonly string[] Names =
        ["account-id", "interface-id", "instance-id", "srcaddr", "dstaddr", "pkt-srcaddr", "pkt-dstaddr", "start", "end", "action", "log-status",
            "srcport", "dstport", "protocol", "packets", "bytes", "flow-direction"];

    /// <summary>Names that no value of a record can be mistaken for; one of them makes a line of names a header. VPC user guide, "Available fields".</summary>
    private static readonly FrozenSet<string> KnownNames = FrozenSet.Create(
        [.. Names, "version", "vpc-id", "subnet-id", "tcp-flags", "type", "region", "az-id", "traffic-path"]);

    private readonly int[] columns;

    private FlowFormat(string[] names)
    {
        Width = names.Length;
        columns = [.. Names.Select(name => Array.IndexOf(names, name))];
        for (var field = 0; field < columns.Length; field++) Fields |= columns[field] == Absent ? 0u : 1u << field;
    }

    /// <summary>The format of version 2, used where a line has no header and fits it exactly.</summary>
    public static FlowFormat Default { get; } = new(
        ["version", "account-id", "interface-id", "srcaddr", "dstaddr", "srcport", "dstport", "protocol", "packets", "bytes", "start", "end", "action", "log-status"]);

    /// <summary>Number of columns.</summary>
    public int Width { get; }

    /// <summary>The fields it holds, a bit each.</summary>
    public uint Fields { get; }

    /// <summary>Whether records can be placed in time.</summary>
    public bool HasTimes => Has(FlowField.Start) && Has(FlowField.End);

    /// <summary>Whether the format holds the field.</summary>
    public bool Has(FlowField field) => columns[(int)field] != Absent;

    /// <summary>Column of the field; negative when the format lacks it.</summary>
    public int Column(FlowField field) => columns[(int)field];

    /// <summary>The format a header line declares; null when the line is no header.</summary>
    public static FlowFormat? OfHeader(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty || !char.IsAsciiLetterLower((char)line[0]) || line.ContainsAnyExcept(HeaderBytes)) return null;
        var names = Encoding.ASCII.GetString(line).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return names.Any(KnownNames.Contains) && names.All(static name => char.IsAsciiLetterLower(name[0])) ? new FlowFormat(names) : null;
    }

    private static readonly System.Buffers.SearchValues<byte> HeaderBytes = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789- "u8);
}
