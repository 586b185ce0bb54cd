namespace ChatOps.LogWorld.Flows;

/// <summary>
/// Draws rows of ordinary traffic: fixed peers inside, clients from outside, scanners, AWS services, name service, pings, IPv6, silence.
/// Shares and sizes follow what public samples of flow logs show: small flows are many, a few carry most bytes.
/// </summary>
internal sealed class FlowTraffic(FlowCast cast)
{
    private static readonly int[] ScannedPorts = [22, 23, 3389, 445, 80, 443, 8080, 5900, 6379, 1433, 3306, 5060, 8443, 2375, 9200, 25, 21, 53, 123, 161];
    private static readonly byte[] FlagSets = [2, 3, 18, 19, 0, 0, 1, 6];
    private static readonly string[] Services = ["S3", "AMAZON", "DYNAMODB", "EC2"];
    private static readonly int[] TypicalBytes = [.. Enumerable.Range(0, 4096).Select(static i => (int)(60 * Math.Exp(9.5 * (i / 4096.0) * (i / 4096.0))))];

    /// <summary>A row whose end is in the slot that begins at the given time, or up to 22 minutes before it.</summary>
    public FlowRow Draw(ref Dice dice, long slot)
    {
        var mine = cast.Interfaces[cast.Activity.Draw(ref dice)];
        var end = slot + dice.Below(DayAndNight.SlotSeconds);
        if (dice.OneIn(256)) end -= 300 + dice.Below(1024);
        var row = new FlowRow { Interface = mine, End = end, Start = end - dice.Below(60), Accepted = true, Protocol = 6, Ingress = dice.OneIn(2) };
        row.Bytes = TypicalBytes[dice.Below(4096)] + dice.Below(128);
        row.Packets = 1 + row.Bytes / (90 + dice.Below(1024));
        row.TcpFlags = FlagSets[dice.Below(8)];
        var random = 1024 + dice.Below(64000);
        switch (dice.Below(1024))
        {
            case < 460: Peer(ref row, ref dice, random); break;
            case < 720: Client(ref row, ref dice, random); break;
            case < 840: Scanner(ref row, ref dice, random); break;
            case < 960: AwsService(ref row, ref dice, random); break;
            case < 1000: Resolver(ref row, ref dice, random); break;
            case < 1012: Ping(ref row, ref dice); break;
            case < 1020: V6(ref row, ref dice, random); break;
            default: row.Status = dice.OneIn(64) ? FlowStatus.SkipData : FlowStatus.NoData; break;
        }

        return row;
    }

    /// <summary>Each interface has about ten peers inside, most connections staying on one port for an hour.</summary>
    private void Peer(ref FlowRow row, ref Dice dice, int random)
    {
        var (me, all) = (row.Interface.Number, cast.Interfaces.Length);
        var k = dice.Below(10);
        var peer = (me * 7 + k * k * 13 + 1) % all;
        if (peer == me) peer = (peer + 1) % all;
        if (!dice.OneIn(4)) random = 32768 + (int)((me * 31 + peer * 17 + row.Start / 3600 * 7) % 28000);
        var other = cast.Interfaces[peer];
        var iServe = peer % 2 == 1;
        Ends(ref row, other.Address, iServe ? row.Interface.ServicePort : random, iServe ? random : other.ServicePort, 1);
    }

    private void Client(ref FlowRow row, ref Dice dice, int random)
    {
        var near = dice.Fraction();
        Ends(ref row, cast.Client((row.Interface.Number * 977 + (int)(3000 * near * near * near)) % FlowCast.Clients), 443, random, 8);
        if (!row.Ingress) row.Bytes *= 3;
    }

    private void Scanner(ref FlowRow row, ref Dice dice, int random)
    {
        row.Ingress = true;
        var manner = dice.Below(8);
        Ends(ref row, cast.Scanner(dice.Below(FlowCast.Scanners)), manner == 0 ? 1 + dice.Below(65535) : dice.Pick(ScannedPorts), random, 0);
        (row.Protocol, row.Accepted, row.TcpFlags) = (manner == 7 ? 17 : 6, false, 2);
        (row.Packets, row.Bytes) = (1 + dice.Below(2), 40 + dice.Below(32));
    }

    private void AwsService(ref FlowRow row, ref Dice dice, int random)
    {
        Ends(ref row, cast.Aws((row.Interface.Number * 11 + dice.Below(20)) % FlowCast.AwsAddresses), random, 443, 8);
        row.Service = Services[dice.Below(4)];
        if (row.Ingress) row.Bytes *= 2;
    }

    private static void Resolver(ref FlowRow row, ref Dice dice, int random)
    {
        Ends(ref row, FlowCast.Resolver, random, 53, 1);
        (row.Protocol, row.Packets, row.TcpFlags) = (17, 1, 0);
        row.Bytes = 60 + dice.Below(row.Ingress ? 512 : 64);
    }

    private void Ping(ref FlowRow row, ref Dice dice)
    {
        row.Ingress = true;
        var all = cast.Interfaces.Length;
        Ends(ref row, cast.Interfaces[(row.Interface.Number + 1 + dice.Below(all - 1)) % all].Address, 0, 0, 0);
        (row.Protocol, row.Packets, row.Bytes, row.TcpFlags, row.Accepted) = (1, 4, 336, 0, dice.OneIn(2));
    }

    private static void V6(ref FlowRow row, ref Dice dice, int random)
    {
        row.Kind = FlowKind.V6;
        var network = 0x2001_0db8_0000_0000 | (ulong)(1 + dice.Below(0xffff)) << 16 | (uint)(1 + dice.Below(0xfff));
        var remote = Host.V6((UInt128)network << 64 | (uint)(1 + dice.Below(255)));
        Ends(ref row, remote, 443, random, 8);
    }

    internal static void Ends(ref FlowRow row, Host remote, int localPort, int remotePort, int path)
    {
        var mine = row.Kind == FlowKind.V6 ? row.Interface.Address6 : row.Interface.Address;
        (row.Source, row.Destination) = row.Ingress ? (remote, mine) : (mine, remote);
        (row.SourcePort, row.DestinationPort) = row.Ingress ? (remotePort, localPort) : (localPort, remotePort);
        row.Path = path;
    }
}
