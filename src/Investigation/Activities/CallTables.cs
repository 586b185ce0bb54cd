using ChatOps.Investigation.Evidence;

namespace ChatOps.Investigation.Activities;

/// <summary>Tables of calls by their columns.</summary>
public static class CallTables
{
    /// <summary>Who called what, from where.</summary>
    public static CallGrouping Tree { get; } = new([CallColumn.Address, CallColumn.Principal, CallColumn.Service, CallColumn.Call]);

    /// <summary>What was called with which key.</summary>
    public static CallGrouping ByKey { get; } = new([CallColumn.Service, CallColumn.Call, CallColumn.AccessKey]);

    /// <summary>What was called, and what it failed with.</summary>
    public static CallGrouping Errors { get; } = new([CallColumn.Service, CallColumn.Call, CallColumn.Error]);

    /// <summary>The table of a pass that was asked for by this grouping; null when there is none.</summary>
    public static CallTable? Find(CallFigures? figures, CallGrouping grouping) => Find(figures, [.. grouping.Columns]);

    /// <summary>The table that has exactly these columns; null when it was not asked for.</summary>
    internal static CallTable? Find(CallFigures? figures, params ReadOnlySpan<CallColumn> columns)
    {
        foreach (var table in figures?.Tables ?? [])
        {
            if (table.Columns.Count == columns.Length && columns.SequenceEqual(table.Columns.ToArray())) return table;
        }

        return null;
    }

    /// <summary>Rows the table had no room for.</summary>
    internal static long Cut(CallTable table) => Math.Max(0, table.RowCount - table.Rows.Count);

    /// <summary>Rows that have as many values as there are columns; others are not to be trusted with an index.</summary>
    internal static IEnumerable<CallRow> Sound(CallTable table) => table.Rows.Where(row => row.Values.Count == table.Columns.Count);
}
