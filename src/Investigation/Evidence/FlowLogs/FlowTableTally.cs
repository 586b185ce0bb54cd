using System.Globalization;

namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>One table in the making.</summary>
internal sealed class FlowTableTally(FlowGrouping grouping, NameNumbers names, FlowAddresses addresses, FlowTableMap map)
{
    private const int PortBits = 17;
    private const int ProtocolBits = 9;
    private const int NameBits = 20;
    private const int AddressBits = 34;
    private const byte Baseline = 1;
    private const int SideShift = 1;
    private const int ActionShift = 3;
    private readonly List<FlowRow> best = [];
    private FlowTotals total;
    private long rowCount;
    private long threshold = -1;

    public FlowTableMap Map => map;

    /// <summary>Rows that are there before the next part of the keys is read.</summary>
    public void TakePart()
    {
        foreach (var (key, amounts) in map.Rows()) Take(key, amounts);
    }

    public FlowTable ToTable()
    {
        Trim();
        return new FlowTable(grouping.Columns, [.. best], rowCount, total);
    }

    /// <summary>The key of a flow's row.</summary>
    public UInt128 KeyOf(in OrientedFlow flow)
    {
        UInt128 key = 0;
        foreach (var column in grouping.Columns)
        {
            key = column switch
            {
                FlowColumn.RemoteAddress => (key << AddressBits) | (flow.Remote == FlowAddresses.None ? (1UL << AddressBits) - 1 : flow.Remote),
                FlowColumn.LocalPort => (key << PortBits) | (uint)(flow.LocalPort + 1),
                FlowColumn.RemotePort => (key << PortBits) | (uint)(flow.RemotePort + 1),
                FlowColumn.Protocol => (key << ProtocolBits) | (uint)(flow.Flow.Protocol + 1),
                FlowColumn.Action => (key << 2) | (uint)flow.Flow.Action,
                FlowColumn.Interface => (key << NameBits) | (uint)flow.Interface,
                _ => (key << NameBits) | (uint)flow.Instance,
            };
        }

        return key;
    }

    public static byte ClassOf(in OrientedFlow flow, bool isBaseline) => (byte)((isBaseline ? Baseline : 0) | ((int)flow.Side << SideShift) | ((int)flow.Flow.Action << ActionShift));

    private void Take(UInt128 key, IReadOnlyList<TableAmount> amounts)
    {
        var (scope, before) = (default(FlowTotals), default(FlowTotals));
        var (first, last) = (uint.MaxValue, 0u);
        foreach (var amount in amounts)
        {
            var part = FlowTallies.Of((FlowSide)((amount.Class >> SideShift) & 3), (FlowAction)(amount.Class >> ActionShift), new Traffic(amount.Records, amount.Packets, amount.Bytes));
            if ((amount.Class & Baseline) != 0)
            {
                before += part;
                continue;
            }

            scope += part;
            first = Math.Min(first, amount.First);
            last = Math.Max(last, amount.Last);
        }

        if (scope.Records == 0 || (grouping.OnlyNew && before.Records > 0)) return;
        rowCount++;
        total += scope;
        if (scope.Bytes < threshold) return;
        best.Add(new FlowRow(ValuesOf(key), scope, before, DateTimeOffset.FromUnixTimeSeconds(first), DateTimeOffset.FromUnixTimeSeconds(last)));
        if (best.Count > (4L * grouping.Top) + 64) Trim();
    }

    private void Trim()
    {
        best.Sort(static (a, b) =>
        {
            var order = b.Scope.Bytes.CompareTo(a.Scope.Bytes);
            for (var i = 0; order == 0 && i < a.Values.Count; i++) order = string.CompareOrdinal(a.Values[i], b.Values[i]);
            return order;
        });
        var top = Math.Max(0, grouping.Top);
        if (best.Count > top) best.RemoveRange(top, best.Count - top);
        if (best.Count == top) threshold = top == 0 ? long.MaxValue : best[^1].Scope.Bytes;
    }

    private string[] ValuesOf(UInt128 key)
    {
        var values = new string[grouping.Columns.Count];
        for (var i = values.Length - 1; i >= 0; i--)
        {
            values[i] = grouping.Columns[i] switch
            {
                FlowColumn.RemoteAddress => Take(ref key, AddressBits) is var number && number == (1UL << AddressBits) - 1 ? "-" : addresses.NameOf(number),
                FlowColumn.LocalPort or FlowColumn.RemotePort => NumberOrDash(Take(ref key, PortBits)),
                FlowColumn.Protocol => NumberOrDash(Take(ref key, ProtocolBits)),
                FlowColumn.Action => Take(ref key, 2) switch { 0 => "ACCEPT", 1 => "REJECT", _ => "-" },
                _ => names.NameOf((int)Take(ref key, NameBits)),
            };
        }

        return values;
    }

    private static string NumberOrDash(ulong shifted) => shifted == 0 ? "-" : (shifted - 1).ToString(CultureInfo.InvariantCulture);

    private static ulong Take(ref UInt128 key, int bits)
    {
        var part = (ulong)key & ((1UL << bits) - 1);
        key >>= bits;
        return part;
    }
}

/// <summary>A reader's own part of a table: amounts wait until there are enough of a shard, so that its lock is seldom taken.</summary>
internal sealed class FlowTableFeed(FlowTableTally table)
{
    private const int Shards = 16;
    private const int Waiting = 128;
    private readonly TableAmount[] waiting = new TableAmount[Shards * Waiting];
    private readonly int[] counts = new int[Shards];

    public void Add(in OrientedFlow flow, bool isBaseline)
    {
        var key = table.KeyOf(in flow);
        var shard = FlowTableMap.ShardOf(key);
        waiting[(shard * Waiting) + counts[shard]] =
            new TableAmount(key, FlowTableTally.ClassOf(in flow, isBaseline), 1, flow.Flow.Packets, flow.Flow.Bytes, (uint)flow.Flow.Start, (uint)flow.Flow.End);
        if (++counts[shard] == Waiting) Flush(shard);
    }

    public void End()
    {
        for (var shard = 0; shard < Shards; shard++) Flush(shard);
    }

    private void Flush(int shard)
    {
        table.Map.Add(waiting.AsSpan(shard * Waiting, counts[shard]), shard);
        counts[shard] = 0;
    }
}
