using ChatOps.Investigation.Evidence;

namespace ChatOps.Investigation.Activities;

/// <summary>The tables of flows that topics ask for.</summary>
public static class FlowTables
{
    /// <summary>As Detective's "activity for time window" has it; direction is told by the totals. As many rows as a file for a spreadsheet should hold.</summary>
    public static FlowGrouping Activity { get; } = new([FlowColumn.RemoteAddress, FlowColumn.LocalPort, FlowColumn.RemotePort, FlowColumn.Protocol, FlowColumn.Action], Top: 2000);

    /// <summary>By address alone: those to look at first.</summary>
    public static FlowGrouping Addresses { get; } = new([FlowColumn.RemoteAddress], Top: 3);

    /// <summary>The table of a pass that was asked for by this grouping; null when there is none.</summary>
    public static FlowTable? Find(FlowFigures? figures, FlowGrouping grouping) => Find(figures, [.. grouping.Columns]);

    /// <summary>The table of a pass that has exactly these columns; null when it was not asked for.</summary>
    internal static FlowTable? Find(FlowFigures? figures, params ReadOnlySpan<FlowColumn> columns)
    {
        foreach (var table in figures?.Tables ?? [])
        {
            if (table.Columns.Count == columns.Length && columns.SequenceEqual(table.Columns.ToArray())) return table;
        }

        return null;
    }
}
