namespace ChatOps.LogWorld.Flows;

/// <summary>The rows that a world is about, by slot: the attack, and the unusual rows that were asked for.</summary>
internal sealed class PlantedRows
{
    private readonly FlowCast cast;
    private readonly DayAndNight time;
    private readonly Dictionary<int, List<FlowRow>> bySlot = [];

    public PlantedRows(long seed, FlowCast cast, DayAndNight time, int days, FlowFaults faults)
    {
        (this.cast, this.time) = (cast, time);
        AttackDay = time.First + Math.Max(0, days - 2) * 86400L;
        Attack(days);
        AttackHours = bySlot.Keys.Select(slot => time.StampOf(slot) / 3600 * 3600).ToHashSet();
        var dice = Dice.For(seed, "planted");
        for (var i = 0; i < faults.SkippedIntervals; i++) Plant(Row(ref dice, cast.Victim) with { Status = FlowStatus.SkipData });
        for (var i = 0; i < faults.MacRows; i++) Plant(Mac(ref dice));
        for (var i = 0; i < faults.AnonymizedRows; i++) Plant(Anonymized(ref dice, i));
        for (var i = 0; i < faults.SpelledRows; i++) Plant(Spelled(ref dice, i));
        for (var i = 0; i < faults.SecondaryRows; i++) Plant(Secondary(ref dice, i));
    }

    /// <summary>Unix seconds at which the day of the attack begins.</summary>
    public long AttackDay { get; }

    /// <summary>Hours (unix seconds) of objects with rows of the attack.</summary>
    public IReadOnlySet<long> AttackHours { get; }

    public IReadOnlyList<FlowRow> In(int slot) => bySlot.GetValueOrDefault(slot) ?? [];

    /// <summary>One knock days before; then from 00:17 to 18:42 every 25 minutes, and from 14:00 an hour of heavy upload.</summary>
    private void Attack(int days)
    {
        if (days > 2) Strike(time.First + 86400, 192, 4000);
        for (var minute = 17; minute < 18 * 60 + 42; minute += 25) Strike(AttackDay, minute, 1500 + minute);
        Strike(AttackDay, 18 * 60 + 42, 2622);
        for (var minute = 14 * 60; minute < 15 * 60; minute += 2) Strike(AttackDay, minute, 52_000_000);
    }

    private void Strike(long day, int minute, long bytes)
    {
        var start = day + minute * 60;
        var row = new FlowRow { Interface = cast.Victim, Ingress = true, Accepted = true, Protocol = 6, Start = start, End = start + 37, TcpFlags = 2, Bytes = bytes, Packets = 1 + bytes / 1400 };
        FlowTraffic.Ends(ref row, FlowCast.AttackerHost, 22, 40000 + minute, 0);
        Plant(row);
        row = row with { Ingress = false, Start = start + 1, TcpFlags = 18, Bytes = bytes / 7, Packets = 1 + bytes / 9000 };
        FlowTraffic.Ends(ref row, FlowCast.AttackerHost, 22, 40000 + minute, 8);
        Plant(row);
    }

    private FlowRow Row(ref Dice dice, FlowInterface mine)
    {
        var end = time.First + 60 + dice.Below((int)(time.End - time.First) - 60);
        return new FlowRow { Interface = mine, Accepted = true, Protocol = 6, Ingress = dice.OneIn(2), Start = end - dice.Below(60), End = end, Bytes = 400 + dice.Below(4000), Packets = 4, TcpFlags = 3 };
    }

    private FlowInterface Bystander(ref Dice dice) => cast.Interfaces[1 + dice.Below(5)];

    private FlowRow Mac(ref Dice dice)
    {
        var row = Row(ref dice, Bystander(ref dice)) with { Kind = FlowKind.Efa, Oddity = Oddity.Mac };
        var (one, other) = (Host.Odd($"0a:58:a9:fe:ac:{dice.Below(256):x2}"), Host.Odd($"0e:ff:1b:{dice.Below(256):x2}:0c:11"));
        (row.Source, row.Destination) = (one, other);
        (row.SourcePort, row.DestinationPort, row.Protocol, row.TcpFlags) = (-1, -1, -1, -1);
        return row;
    }

    private FlowRow Anonymized(ref Dice dice, int number)
    {
        var row = Row(ref dice, Bystander(ref dice)) with { Oddity = Oddity.Anonymized };
        // The second reads as the attacker with leading zeros dropped, the third with octal numbers.
        var text = (number % 3) switch { 0 => $"075.050.255.{dice.Below(100):000}", 1 => "203.000.113.077", _ => "0313.0.0161.0115" };
        FlowTraffic.Ends(ref row, Host.Odd(text), 443, 1024 + dice.Below(60000), 8);
        return row;
    }

    private FlowRow Spelled(ref Dice dice, int number)
    {
        var row = Row(ref dice, cast.Victim) with { Kind = FlowKind.V6, Oddity = Oddity.Spelled };
        var remote = (UInt128)0x2001_0db8_00ab_0000 << 64 | 0xbeef;
        FlowTraffic.Ends(ref row, Host.Spelled(remote, number % 4), 443, 50000 + number % 3, 8);
        return row;
    }

    private FlowRow Secondary(ref Dice dice, int number)
    {
        var row = Row(ref dice, cast.Victim) with { Oddity = Oddity.Secondary };
        FlowTraffic.Ends(ref row, cast.Client(number), 8443, 1024 + dice.Below(60000), 8);
        if (row.Ingress) row.PacketDestination = FlowCast.VictimSecondary;
        else row.PacketSource = FlowCast.VictimSecondary;
        return row;
    }

    private void Plant(FlowRow row)
    {
        var slot = (int)((row.End - time.First) / DayAndNight.SlotSeconds);
        if (!bySlot.TryGetValue(slot, out var rows)) bySlot[slot] = rows = [];
        rows.Add(row);
    }
}
