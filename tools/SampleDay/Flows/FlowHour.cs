namespace ChatOps.SampleDay.Flows;

/// <summary>
/// The records of one hour, in twelve slots of five minutes; each record lies within its slot.
/// Probing, contacted and scanned addresses come from 198.18.0.0/15, which is set aside for bench tests and belongs to nobody.
/// </summary>
internal sealed class FlowHour(DateTimeOffset hour)
{
    private const int Slots = 12;
    private const string DownloadHost = "203.0.113.200";
    private static readonly string[] Mirrors = [.. Enumerable.Range(0, 8).Select(i => $"192.0.2.{200 + i}")];
    private static readonly int[] MirrorWeights = [7, 9, 12, 8, 10, 6, 11, 9, 13, 8, 7, 10];
    private static readonly int[] ProbedPorts = [9392, 8728, 1080, 8443, 1025, 139];

    private readonly FlowProfile profile = FlowProfile.Of(hour);

    public IEnumerable<FlowRow> Slot(int slot)
    {
        var dice = new Dice($"flows {Lab.Iso(hour)} {slot}");
        var start = hour.AddMinutes(5 * slot).ToUnixTimeSeconds();
        return
        [
            .. Mirror(slot, start, dice),
            .. Download(slot, start, dice),
            .. Probes(slot, start, dice),
            .. Heartbeats(slot, start, dice),
            .. Scan(slot, start, dice),
            .. PortScan(start, dice),
        ];
    }

    private IEnumerable<FlowRow> Mirror(int slot, long start, Dice dice) =>
        Conversation(Mirrors[slot % Mirrors.Length], MirrorPart(profile.MirrorBytes, slot), MirrorPart(profile.MirrorBytes / 4, slot), start, dice);

    // From 02:10 to 02:40 of the day.
    private IEnumerable<FlowRow> Download(int slot, long start, Dice dice) =>
        profile.DownloadedBytes > 0 && slot is >= 2 and < 8 ? Conversation(DownloadHost, profile.DownloadedBytes / 6, 60_000, start, dice) : [];

    private static IEnumerable<FlowRow> Conversation(string peer, long received, long sent, long start, Dice dice)
    {
        var (port, from) = (dice.Between(32768, 60999), start + dice.Below(100));
        var to = from + dice.Between(30, 190);
        yield return new(peer, Lab.PrivateIp, 443, port, FlowRow.Tcp, received / 1400 + 1, received, from, to, true);
        yield return new(Lab.PrivateIp, peer, port, 443, FlowRow.Tcp, sent / 400 + 1, sent, from, to, true);
    }

    // One sweep a slot: neighbouring addresses knock at one port with 40 bytes and are turned away.
    private IEnumerable<FlowRow> Probes(int slot, long start, Dice dice)
    {
        var network = $"198.18.{new Dice("sweeps " + Lab.Iso(hour)).Below(20) + 20 * slot}";
        var (first, port, from) = (dice.Between(1, 150), dice.Between(1024, 65535), start + dice.Below(200));
        var to = from + dice.Between(10, 60);
        return Enumerable.Range(first, (int)Part(profile.Probes, slot))
            .Select(last => new FlowRow($"{network}.{last}", Lab.PrivateIp, port, ProbedPorts[slot % ProbedPorts.Length], FlowRow.Tcp, 1, 40, from, to, false));
    }

    private IEnumerable<FlowRow> Heartbeats(int slot, long start, Dice dice)
    {
        var from = start + dice.Below(200);
        return Enumerable.Range(1, (int)Part(profile.Heartbeats, slot))
            .Select(last => new FlowRow(Lab.PrivateIp, $"198.19.{128 + slot}.{last}", 40125, 8125, FlowRow.Udp, 1, 68, from, from + 5, true));
    }

    // The busy hour of the day: one port, a great many hosts.
    private IEnumerable<FlowRow> Scan(int slot, long start, Dice dice)
    {
        var (port, from) = (dice.Between(32768, 60999), start + dice.Below(200));
        return Enumerable.Range(1, (int)Part(profile.Scanned, slot))
            .Select(last => new FlowRow(Lab.PrivateIp, $"198.19.{64 + slot}.{last}", port, 445, FlowRow.Tcp, 1, 44, from, from + 40, true));
    }

    // What the port scan finding reports: one host, the next six ports in every slot from 00:20 to 18:35.
    private static IEnumerable<FlowRow> PortScan(long start, Dice dice)
    {
        var (port, from, begun) = (dice.Between(32768, 60999), start + dice.Below(200), Lab.At("00:20").ToUnixTimeSeconds());
        return start < begun || start > Lab.At("18:35").ToUnixTimeSeconds()
            ? []
            : Enumerable.Range((int)(1 + (start - begun) / 50), 6)
                .Select(target => new FlowRow(Lab.PrivateIp, Lab.ScannedHost, port, target, FlowRow.Tcp, 1, 44, from, from + 20, true));
    }

    private static long MirrorPart(long amount, int slot)
    {
        var total = MirrorWeights.Sum();
        var before = MirrorWeights.Take(slot).Sum();
        return amount * (before + MirrorWeights[slot]) / total - amount * before / total;
    }

    /// <summary>The slot's part of an hour's amount; the twelve parts add up to it exactly.</summary>
    private static long Part(long amount, int slot) => amount * (slot + 1) / Slots - amount * slot / Slots;
}
