namespace ChatOps.LogWorld.Flows;

/// <summary>Writes rows in the columns of a world. A field is one case of one switch: this is the hot loop of a large world.</summary>
internal sealed class FlowRowWriter(IReadOnlyList<string> columns)
{
    private readonly int[] fields = FlowColumns.Resolve(columns);
    private readonly int version = FlowColumns.Version(columns);

    public void WriteHeader(Utf8Page page)
    {
        page.Add(string.Join(' ', columns));
        page.Add((byte)'\n');
    }

    public void Write(Utf8Page page, in FlowRow row)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            if (i > 0) page.Add((byte)' ');
            if (!Everywhere(page, row, fields[i]) && (row.Status != FlowStatus.Ok || !Traffic(page, row, fields[i]))) page.Add((byte)'-');
        }

        page.Add((byte)'\n');
    }

    /// <summary>Fields that a row has whatever its status.</summary>
    private bool Everywhere(Utf8Page page, in FlowRow row, int field)
    {
        switch (field)
        {
            case 0: page.Add((byte)('0' + version)); break;
            case 1: page.Add(FlowInterface.AccountBytes); break;
            case 2: page.Add(row.Interface.IdBytes); break;
            case 10: page.Add(row.Start); break;
            case 11: page.Add(row.End); break;
            case 13: page.Add(row.Status switch { FlowStatus.Ok => "OK"u8, FlowStatus.NoData => "NODATA"u8, _ => "SKIPDATA"u8 }); break;
            case 14: page.Add(FlowInterface.VpcBytes); break;
            case 15: page.Add(row.Interface.SubnetBytes); break;
            case 16: page.Add(row.Interface.InstanceBytes); break;
            case 21: page.Add(FlowInterface.RegionBytes); break;
            case 22: page.Add(row.Interface.ZoneBytes); break;
            default: return false;
        }

        return true;
    }

    private static bool Traffic(Utf8Page page, in FlowRow row, int field)
    {
        switch (field)
        {
            case 3: row.Source.WriteTo(page); break;
            case 4: row.Destination.WriteTo(page); break;
            case 5: return Number(page, row.SourcePort);
            case 6: return Number(page, row.DestinationPort);
            case 7: return Number(page, row.Protocol);
            case 8: page.Add(row.Packets); break;
            case 9: page.Add(row.Bytes); break;
            case 12: page.Add(row.Accepted ? "ACCEPT"u8 : "REJECT"u8); break;
            case 17: return Number(page, row.TcpFlags);
            case 18: page.Add(row.Kind switch { FlowKind.V4 => "IPv4"u8, FlowKind.V6 => "IPv6"u8, _ => "EFA"u8 }); break;
            case 19: (row.PacketSource.IsNone ? row.Source : row.PacketSource).WriteTo(page); break;
            case 20: (row.PacketDestination.IsNone ? row.Destination : row.PacketDestination).WriteTo(page); break;
            case 25 when row is { Ingress: true, Service: not null }: page.Add(row.Service); break;
            case 26 when row is { Ingress: false, Service: not null }: page.Add(row.Service); break;
            case 27: page.Add(row.Ingress ? "ingress"u8 : "egress"u8); break;
            case 28 when !row.Ingress: page.Add(row.Path); break;
            default: return false;
        }

        return true;
    }

    private static bool Number(Utf8Page page, int number)
    {
        if (number < 0) return false;
        page.Add(number);
        return true;
    }
}
