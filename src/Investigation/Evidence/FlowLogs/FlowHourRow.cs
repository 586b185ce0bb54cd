using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>Records of one interface and address family that start in one hour.</summary>
internal sealed class FlowHourRow
{
    /// <summary>Side by the own address (in, out), side by which address is private (in, out, unknown), action: a cell each.</summary>
    public const int Cells = 2 * Ties * Actions;

    private const int Ties = 3;
    private const int Actions = 3;
    private const int Words = 76; // an hour and the longest interval after it
    private const int Limit = Words * 64;

    // side by side with the rest of the row: with hundreds of interfaces in turn, every array of its own would be another wait for memory
    private Figures figures;
    private Seconds seconds;
    private List<(long From, long To)>? longOnes;

    /// <summary>Hours since 1970.</summary>
    public long Hour { get; private set; }

    /// <summary>Earliest start, in seconds since 1970.</summary>
    public long MinStart { get; private set; }

    /// <summary>Latest end.</summary>
    public long MaxEnd { get; private set; }

    /// <summary>Start of the latest slot a record came in; 0 when no object told one.</summary>
    public long MaxSlot { get; private set; }

    public static int CellOf(FlowSide side, FlowSide tie, FlowAction action) => ((((side == FlowSide.In ? 0 : 1) * Ties) + (int)tie) * Actions) + (int)action;

    public static (FlowSide Side, FlowSide Tie, FlowAction Action) Of(int cell) =>
        (cell < Ties * Actions ? FlowSide.In : FlowSide.Out, (FlowSide)(cell / Actions % Ties), (FlowAction)(cell % Actions));

    public FlowHourRow Begin(long hour)
    {
        Hour = hour;
        MinStart = long.MaxValue;
        MaxEnd = MaxSlot = 0;
        figures = default;
        seconds = default;
        longOnes = null;
        return this;
    }

    public Traffic Cell(int cell) => new(figures[cell * 3], figures[(cell * 3) + 1], figures[(cell * 3) + 2]);

    public void Add(int cell, in Flow flow, long slot)
    {
        var at = ((Span<long>)figures).Slice(cell * 3, 3);
        at[0]++;
        at[1] += flow.Packets;
        at[2] += flow.Bytes;
        Span(flow.Start, flow.End, slot);
        AddSeconds(flow.Start, flow.End);
    }

    public void Add(int cell, Traffic traffic)
    {
        var at = ((Span<long>)figures).Slice(cell * 3, 3);
        at[0] += traffic.Records;
        at[1] += traffic.Packets;
        at[2] += traffic.Bytes;
    }

    public void Add(FlowHourRow other)
    {
        var mine = MemoryMarshal.Cast<long, Vector<long>>((Span<long>)figures);
        var theirs = MemoryMarshal.Cast<long, Vector<long>>((Span<long>)other.figures);
        for (var i = 0; i < mine.Length; i++) mine[i] += theirs[i];
        for (var i = mine.Length * Vector<long>.Count; i < Cells * 3; i++) figures[i] += other.figures[i];
        var here = MemoryMarshal.Cast<ulong, Vector<ulong>>((Span<ulong>)seconds);
        var there = MemoryMarshal.Cast<ulong, Vector<ulong>>((Span<ulong>)other.seconds);
        for (var i = 0; i < here.Length; i++) here[i] |= there[i];
        for (var i = here.Length * Vector<ulong>.Count; i < Words; i++) seconds[i] |= other.seconds[i];
        if (other.longOnes is { } more) (longOnes ??= []).AddRange(more);
        Span(other.MinStart, other.MaxEnd, other.MaxSlot);
    }

    public void Span(long start, long end, long slot)
    {
        MinStart = Math.Min(MinStart, start);
        MaxEnd = Math.Max(MaxEnd, end);
        MaxSlot = Math.Max(MaxSlot, slot);
    }

    public void AddSeconds(long from, long to)
    {
        var start = Hour * 3600;
        if (from < start || to - start > Limit)
        {
            (longOnes ??= []).Add((from, to));
            return;
        }

        var at = (int)(from - start);
        for (var count = (int)(to - from); count > 0;)
        {
            var some = Math.Min(count, 64 - (at & 63));
            seconds[at >> 6] |= (some == 64 ? ulong.MaxValue : (1UL << some) - 1) << (at & 63);
            at += some;
            count -= some;
        }
    }

    /// <summary>Intervals too long to be marked second by second; no flow log makes them.</summary>
    public IReadOnlyList<(long From, long To)> LongOnes => longOnes ?? [];

    /// <summary>The union of all other intervals, ascending.</summary>
    public IEnumerable<(long From, long To)> Runs()
    {
        var start = Hour * 3600;
        for (var at = Next(0, isSet: true); at < Limit;)
        {
            var end = Next(at, isSet: false);
            yield return (start + at, start + end);
            at = end >= Limit ? Limit : Next(end, isSet: true);
        }
    }

    /// <summary>In becomes out: the own address is the other one.</summary>
    public void Turn()
    {
        const int half = Cells * 3 / 2;
        for (var i = 0; i < half; i++) (figures[i], figures[i + half]) = (figures[i + half], figures[i]);
    }

    /// <summary>The figures, by the side that is known: by the own address, or where there is none by which address is private.</summary>
    public FlowTotals Totals(bool byTie, bool isTurned)
    {
        var totals = default(FlowTotals);
        for (var cell = 0; cell < Cells; cell++)
        {
            var traffic = Cell(cell);
            if (traffic.Records == 0) continue;
            var (side, tie, action) = Of(cell);
            if (isTurned) side = side == FlowSide.In ? FlowSide.Out : FlowSide.In;
            totals += FlowTallies.Of(byTie ? tie : side, action, traffic);
        }

        return totals;
    }

    private int Next(int from, bool isSet)
    {
        for (var word = from >> 6; word < Words; word++)
        {
            var bits = isSet ? seconds[word] : ~seconds[word];
            if (word == from >> 6) bits &= ulong.MaxValue << (from & 63);
            if (bits != 0) return (word * 64) + BitOperations.TrailingZeroCount(bits);
        }

        return Limit;
    }

    [InlineArray(Cells * 3)]
    private struct Figures
    {
        private long first;
    }

    [InlineArray(Words)]
    private struct Seconds
    {
        private ulong first;
    }
}

/// <summary>Figures by side and action.</summary>
internal static class FlowTallies
{
    /// <summary>Traffic of one side and action. What a format without actions tells counts as accepted.</summary>
    public static FlowTotals Of(FlowSide side, FlowAction action, Traffic traffic) => (side, action) switch
    {
        (FlowSide.Unknown, _) => default(FlowTotals) with { Undirected = traffic },
        (FlowSide.In, FlowAction.Reject) => default(FlowTotals) with { RejectedIn = traffic },
        (FlowSide.In, _) => default(FlowTotals) with { In = traffic },
        (_, FlowAction.Reject) => default(FlowTotals) with { RejectedOut = traffic },
        _ => default(FlowTotals) with { Out = traffic },
    };
}
