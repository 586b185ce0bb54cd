using System.Numerics;
using System.Runtime.CompilerServices;

namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>Records of one interface and address family that start in one hour. While records come it is open, a kilobyte that every record finds its place
/// in at once; packed it takes a fifth of that, and it opens again by itself. An account has hundreds of thousands of them.</summary>
internal sealed partial class FlowHourRow
{
    /// <summary>Side by the own address (in, out), side by which address is private (in, out, unknown), action: a cell each.</summary>
    public const int Cells = 2 * Ties * Actions;

    private const int Ties = 3;
    private const int Actions = 3;
    private const int Figures = 3;
    private const int Words = 76; // an hour and the longest interval after it
    private const int Limit = Words * 64;
    private const int MostRuns = Limit / 2;
    private const int EndBits = 13; // Limit is less than 2 to that

    [ThreadStatic]
    private static Opened? spare;

    private Opened? open;
    private long[] packed = []; // a bit for each cell that has records, three figures for each of them, then where runs of seconds begin and end

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
        open?.Clear();
        packed = [];
        Long = null;
        return this;
    }

    public Traffic Cell(int cell)
    {
        if (open is { } opened) return new(opened.Figures[cell * Figures], opened.Figures[(cell * Figures) + 1], opened.Figures[(cell * Figures) + 2]);
        if (packed.Length == 0 || (packed[0] >> cell & 1) == 0) return default;
        var at = 1 + (Figures * BitOperations.PopCount((ulong)packed[0] & ((1UL << cell) - 1)));
        return new(packed[at], packed[at + 1], packed[at + 2]);
    }

    public void Add(int cell, in Flow flow, long slot)
    {
        var at = ((Span<long>)(open ?? Open()).Figures).Slice(cell * Figures, Figures);
        at[0]++;
        at[1] += flow.Packets;
        at[2] += flow.Bytes;
        Span(flow.Start, flow.End, slot);
        AddSeconds(flow.Start, flow.End);
    }

    public void Add(int cell, Traffic traffic)
    {
        var at = ((Span<long>)(open ?? Open()).Figures).Slice(cell * Figures, Figures);
        at[0] += traffic.Records;
        at[1] += traffic.Packets;
        at[2] += traffic.Bytes;
    }

    public void Add(FlowHourRow other)
    {
        Span(other.MinStart, other.MaxEnd, other.MaxSlot);
        if (other.Long is { } more) AddLong(more.From, more.To);
        if (open is null && packed.Length == 0 && other.open is null)
        {
            packed = other.packed; // never written to
        }
        else if (other.open is { } opened)
        {
            (open ?? Open()).Add(opened);
        }
        else
        {
            for (var cell = 0; cell < Cells; cell++)
            {
                if (other.Cell(cell) is { Records: > 0 } traffic) Add(cell, traffic);
            }

            foreach (var (from, to) in other.Runs()) AddSeconds(from, to);
        }
    }

    /// <summary>No more records are expected for now.</summary>
    [SkipLocalsInit]
    public void Pack()
    {
        if (open is not { } opened) return;
        var cells = 0L;
        for (var cell = 0; cell < Cells; cell++) cells |= opened.Figures[cell * Figures] > 0 ? 1L << cell : 0;
        var runs = opened.Runs(stackalloc long[MostRuns]);
        var pack = new long[1 + (Figures * BitOperations.PopCount((ulong)cells)) + runs.Length];
        pack[0] = cells;
        var at = 1;
        for (; cells != 0; cells &= cells - 1)
        {
            ((Span<long>)opened.Figures).Slice(BitOperations.TrailingZeroCount(cells) * Figures, Figures).CopyTo(pack.AsSpan(at));
            at += Figures;
        }

        runs.CopyTo(pack.AsSpan(at));
        (packed, open, spare) = (pack, null, opened);
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
            AddLong(from, to);
            return;
        }

        (open ?? Open()).Mark((int)(from - start), (int)(to - from));
    }

    /// <summary>The union of the intervals too long to be marked second by second; no flow log makes them. All of them reach from this hour beyond the next
    /// one, so they are one interval, however many come.</summary>
    public (long From, long To)? Long { get; private set; }

    /// <summary>The union of all other intervals, ascending. Packs the row.</summary>
    public (long From, long To)[] Runs()
    {
        Pack();
        var first = packed.Length == 0 ? 0 : 1 + (Figures * BitOperations.PopCount((ulong)packed[0]));
        var runs = new (long From, long To)[packed.Length - first];
        for (var i = 0; i < runs.Length; i++) runs[i] = ((Hour * 3600) + (packed[first + i] >> EndBits), (Hour * 3600) + (packed[first + i] & ((1 << EndBits) - 1)));
        return runs;
    }

    /// <summary>In becomes out: the own address is the other one.</summary>
    public void Turn()
    {
        const int half = Cells * Figures / 2;
        if (open is null && packed.Length == 0) return;
        var wasPacked = open is null;
        ref var figures = ref (open ?? Open()).Figures;
        for (var i = 0; i < half; i++) (figures[i], figures[i + half]) = (figures[i + half], figures[i]);
        if (wasPacked) Pack();
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

    private void AddLong(long from, long to) => Long = Long is { } known ? (Math.Min(known.From, from), Math.Max(known.To, to)) : (from, to);

    private Opened Open()
    {
        var opened = spare ?? new Opened();
        (open, spare) = (null, null);
        opened.Clear();
        var at = 1;
        for (var cells = packed.Length > 0 ? packed[0] : 0; cells != 0; cells &= cells - 1)
        {
            packed.AsSpan(at, Figures).CopyTo(((Span<long>)opened.Figures)[(BitOperations.TrailingZeroCount(cells) * Figures)..]);
            at += Figures;
        }

        for (; at < packed.Length; at++) opened.Mark((int)(packed[at] >> EndBits), (int)((packed[at] & ((1 << EndBits) - 1)) - (packed[at] >> EndBits)));
        packed = [];
        return open = opened;
    }
}
