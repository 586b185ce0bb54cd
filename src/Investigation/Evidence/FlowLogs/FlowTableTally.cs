namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>One table in the making.</summary>
internal sealed class FlowTableTally(FlowGrouping grouping, NameNumbers names, FlowAddresses addresses, long memory)
{
    private readonly List<FlowRow> best = [];
    private readonly Traffic[] totals = new Traffic[1 << TableAmount.ClassBits];
    private long rowCount;
    private long threshold = -1;

    public FlowTableKey Key { get; } = new(grouping.Columns);

    public FlowTableMap Map { get; } = new(memory, new FlowTableKey(grouping.Columns).IsWide);

    /// <summary>Whether a column tells protocol or ports.</summary>
    public bool WantsPorts { get; } = grouping.Columns.Any(static column => column is FlowColumn.LocalPort or FlowColumn.RemotePort or FlowColumn.Protocol);

    /// <summary>Forgets what was taken.</summary>
    public void Restart()
    {
        Map.Restart();
        best.Clear();
        Array.Clear(totals);
        (rowCount, threshold) = (0, -1);
    }

    /// <summary>Takes the rows that are there, before the next part of the keys is read.</summary>
    public void TakePart() => Map.Rows(Take);

    public FlowTable ToTable()
    {
        Trim();
        var total = default(FlowTotals);
        for (var of = 0; of < totals.Length; of++) total += TableAmount.Totals(of, totals[of]);
        return new FlowTable(grouping.Columns, [.. best], rowCount, total);
    }

    private void Take(ulong key, ulong more, ReadOnlySpan<TableSum> sums, uint first, uint last)
    {
        var (bytes, isInWindow, isInBaseline) = (0L, false, false);
        foreach (ref readonly var sum in sums)
        {
            if (TableAmount.IsBaseline(sum.Class))
            {
                isInBaseline = true;
                continue;
            }

            isInWindow = true;
            bytes += sum.Traffic.Bytes;
        }

        if (!isInWindow || (grouping.OnlyNew && isInBaseline)) return;
        rowCount++;
        foreach (ref readonly var sum in sums)
        {
            if (!TableAmount.IsBaseline(sum.Class)) totals[sum.Class] += sum.Traffic;
        }

        if (bytes < threshold) return;
        best.Add(Row(key, more, sums, first, last));
        if (best.Count > (4L * grouping.Top) + 64) Trim();
    }

    private FlowRow Row(ulong key, ulong more, ReadOnlySpan<TableSum> sums, uint first, uint last)
    {
        var (scope, before) = (default(FlowTotals), default(FlowTotals));
        foreach (var sum in sums)
        {
            if (TableAmount.IsBaseline(sum.Class)) before += TableAmount.Totals(sum.Class, sum.Traffic);
            else scope += TableAmount.Totals(sum.Class, sum.Traffic);
        }

        var values = grouping.Columns.Select(column => Key.ValueOf(column, key, more, names, addresses));
        return new FlowRow([.. values], scope, before, DateTimeOffset.FromUnixTimeSeconds(first), DateTimeOffset.FromUnixTimeSeconds(last));
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
}
