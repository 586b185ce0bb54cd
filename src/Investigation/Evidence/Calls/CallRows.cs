using System.Runtime.InteropServices;

namespace ChatOps.Investigation.Evidence.Calls;

/// <summary>The rows of one table while it is counted. A row is found column by column: its number and the value of the next column make the number one level
/// further.</summary>
/// <param name="grouping">Which table.</param>
internal sealed class CallRows(CallGrouping grouping)
{
    private readonly CallColumn[] columns = [.. grouping.Columns];
    private readonly Dictionary<ulong, int>[] levels = [.. grouping.Columns.Select(static _ => new Dictionary<ulong, int>(Pairs.Instance))];
    private readonly List<Row> rows = [];
    private int[] firsts = new int[64]; // number of a value plus one
    private int firstCount;

    /// <summary>Counts a call.</summary>
    public void Add(in Call call, bool inWindow)
    {
        ref var row = ref Find(in call.Values, columns);
        var one = call.Succeeded ? new CallCount(1, 0) : new CallCount(0, 1);
        if (!inWindow)
        {
            row.Baseline += one;
            return;
        }

        if (row.Scope.All == 0 || call.Ticks < row.First) row.First = call.Ticks;
        if (row.Scope.All == 0 || call.Ticks > row.Last) row.Last = call.Ticks;
        row.Scope += one;
    }

    /// <summary>Takes over the rows of the same table of another worker.</summary>
    /// <param name="other">Its rows.</param>
    /// <param name="numbers">Its values' numbers in ours.</param>
    public void Merge(CallRows other, int[] numbers)
    {
        foreach (var theirs in other.rows)
        {
            var values = default(Call.CallNumbers);
            foreach (var column in columns) values[(int)column] = numbers[theirs.Values[(int)column]];
            ref var ours = ref Find(in values, columns);
            if (theirs.Scope.All > 0)
            {
                ours.First = ours.Scope.All == 0 ? theirs.First : Math.Min(ours.First, theirs.First);
                ours.Last = ours.Scope.All == 0 ? theirs.Last : Math.Max(ours.Last, theirs.Last);
            }

            ours.Scope += theirs.Scope;
            ours.Baseline += theirs.Baseline;
        }
    }

    /// <summary>The table, its rows in order.</summary>
    public CallTable ToTable(CallValues values)
    {
        var made = rows.ConvertAll(row => new CallRow(
            [.. columns.Select(column => values[row.Values[(int)column]])],
            row.Scope,
            row.Baseline,
            row.Scope.All == 0 ? null : new DateTimeOffset(row.First, TimeSpan.Zero),
            row.Scope.All == 0 ? null : new DateTimeOffset(row.Last, TimeSpan.Zero)));
        made.Sort(InOrder);
        var total = made.Aggregate(default(CallCount), static (sum, row) => sum + row.Scope);
        return new CallTable(grouping.Columns, made.Count > grouping.Top ? made[..Math.Max(0, grouping.Top)] : made, made.Count, total);
    }

    private static int InOrder(CallRow left, CallRow right)
    {
        var order = right.Scope.All.CompareTo(left.Scope.All);
        if (order == 0) order = right.Baseline.All.CompareTo(left.Baseline.All);
        for (var at = 0; order == 0 && at < left.Values.Count; at++) order = string.CompareOrdinal(left.Values[at], right.Values[at]);
        return order;
    }

    private ref Row Find(in Call.CallNumbers values, CallColumn[] path)
    {
        var at = First(in values, path.Length == 1);
        for (var level = 1; level < path.Length; level++)
        {
            var last = level == path.Length - 1;
            var key = ((ulong)(uint)at << 32) | (uint)values[(int)path[level]];
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(levels[level], key, out var known);
            if (!known)
            {
                number = last ? rows.Count : levels[level].Count - 1;
                if (last) rows.Add(new Row { Values = values });
            }

            at = number;
        }

        return ref CollectionsMarshal.AsSpan(rows)[at];
    }

    /// <summary>The number of the first column's value: there are few, so they are found in an array.</summary>
    private int First(in Call.CallNumbers values, bool isRow)
    {
        var value = values[(int)columns[0]];
        if (value >= firsts.Length) Array.Resize(ref firsts, Math.Max(value + 1, firsts.Length * 2));
        ref var number = ref firsts[value];
        if (number > 0) return number - 1;
        number = isRow ? rows.Count + 1 : ++firstCount;
        if (isRow) rows.Add(new Row { Values = values });
        return number - 1;
    }

    private struct Row
    {
        public Call.CallNumbers Values;
        public CallCount Scope;
        public CallCount Baseline;
        public long First;
        public long Last;
    }

    /// <summary>The framework's own hash of a pair of numbers is their difference in bits: pairs in a row fall together.</summary>
    private sealed class Pairs : IEqualityComparer<ulong>
    {
        public static readonly Pairs Instance = new();

        public bool Equals(ulong x, ulong y) => x == y;

        public int GetHashCode(ulong key) => (int)((key * 0x9E37_79B9_7F4A_7C15) >> 32);
    }
}
