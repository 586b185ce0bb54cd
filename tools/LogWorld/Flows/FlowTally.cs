using System.Runtime.InteropServices;
using ChatOps.LogWorld.Objects;

namespace ChatOps.LogWorld.Flows;

/// <summary>What one thread wrote and counted; the tallies of all threads are added at the end.</summary>
internal sealed class FlowTally(string folder, FlowInterface victim, TalkerTally world, TalkerTally hour)
{
    private readonly Dictionary<long, HourTally> hours = [];
    private readonly List<FlowRow> attack = [];

    public ObjectShelf Shelf { get; } = new(folder);

    public Utf8Page Page { get; } = new(1 << 20);

    public List<string> Twice { get; } = [];

    public List<string> Late { get; } = [];

    public List<string> Plain { get; } = [];

    public long Rows { get; private set; }

    public long NoData { get; private set; }

    public long SkipData { get; private set; }

    public long VictimNoData { get; private set; }

    public long VictimSkipData { get; private set; }

    public long LateRows { get; private set; }

    public long RawBytes { get; set; }

    public long RowsTwice { get; set; }

    public int RepeatedHeaders { get; set; }

    public Dictionary<Oddity, int> Oddities { get; } = [];

    public void Add(in FlowRow row, long slot)
    {
        Rows++;
        if (row.End < slot) LateRows++;
        var isVictims = row.Interface.Number == victim.Number;
        if (row.Status != FlowStatus.Ok) Silence(row.Status, isVictims);
        else if (isVictims) Victims(row);
        if (row.Source.Value == FlowCast.AttackerHost.Value || row.Destination.Value == FlowCast.AttackerHost.Value) attack.Add(row);
        if (row.Oddity != Oddity.None) CollectionsMarshal.GetValueRefOrAddDefault(Oddities, row.Oddity, out _)++;
    }

    public void Add(FlowTally other)
    {
        foreach (var (at, one) in other.hours) Hour(at).Add(one);
        foreach (var (oddity, count) in other.Oddities) CollectionsMarshal.GetValueRefOrAddDefault(Oddities, oddity, out _) += count;
        attack.AddRange(other.attack);
        Twice.AddRange(other.Twice);
        Late.AddRange(other.Late);
        Plain.AddRange(other.Plain);
        World.Add(other.World);
        NamedHour.Add(other.NamedHour);
        Shelf.Add(other.Shelf);
        Rows += other.Rows;
        NoData += other.NoData;
        SkipData += other.SkipData;
        VictimNoData += other.VictimNoData;
        VictimSkipData += other.VictimSkipData;
        LateRows += other.LateRows;
        RawBytes += other.RawBytes;
        RowsTwice += other.RowsTwice;
        RepeatedHeaders += other.RepeatedHeaders;
    }

    public TalkerTally World { get; } = world;

    public TalkerTally NamedHour { get; } = hour;

    public IReadOnlyList<VictimHour> Hours => [.. hours.OrderBy(static one => one.Key).Select(static one => one.Value.Truth(one.Key))];

    public AddressSpan AttackSpan(long from, long to)
    {
        var rows = attack.Where(row => row.Start < to && row.End >= from).OrderBy(static row => row.Start).ToList();
        var (active, until) = (0L, 0L);
        foreach (var row in rows)
        {
            active += Math.Max(0, row.End - Math.Max(row.Start, until));
            until = Math.Max(until, row.End);
        }

        return new AddressSpan(
            rows.Count == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(rows[0].Start),
            rows.Count == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(until),
            rows.Count, active,
            rows.Where(static row => row.Ingress && row.Accepted).Sum(static row => row.Bytes),
            rows.Where(static row => !row.Ingress && row.Accepted).Sum(static row => row.Bytes),
            [.. rows.Select(static row => row.Interface.Id).Distinct().Order(StringComparer.Ordinal)]);
    }

    private void Victims(in FlowRow row)
    {
        Hour(row.Start / 3600 * 3600).Add(row);
        World.Add(row);
        NamedHour.Add(row);
    }

    private void Silence(FlowStatus status, bool isVictims)
    {
        if (status == FlowStatus.NoData)
        {
            NoData++;
            if (isVictims) VictimNoData++;
        }
        else
        {
            SkipData++;
            if (isVictims) VictimSkipData++;
        }
    }

    private HourTally Hour(long at)
    {
        if (!hours.TryGetValue(at, out var tally)) hours[at] = tally = new HourTally();
        return tally;
    }
}
