using ChatOps.Investigation.Evidence;

namespace ChatOps.Investigation.Activities;

/// <summary>Tables of calls by their columns.</summary>
internal static class CallTables
{
    /// <summary>The table that has exactly these columns; null when it was not asked for.</summary>
    public static CallTable? Find(CallFigures? figures, params ReadOnlySpan<CallColumn> columns)
    {
        foreach (var table in figures?.Tables ?? [])
        {
            if (table.Columns.Count == columns.Length && columns.SequenceEqual(table.Columns.ToArray())) return table;
        }

        return null;
    }

    /// <summary>Rows the table had no room for.</summary>
    public static long Cut(CallTable table) => Math.Max(0, table.RowCount - table.Rows.Count);

    /// <summary>Rows that have as many values as there are columns; others are not to be trusted with an index.</summary>
    public static IEnumerable<CallRow> Sound(CallTable table) => table.Rows.Where(row => row.Values.Count == table.Columns.Count);
}
