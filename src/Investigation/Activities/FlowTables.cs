using ChatOps.Investigation.Evidence;

namespace ChatOps.Investigation.Activities;

/// <summary>The tables of flows that topics ask for.</summary>
internal static class FlowTables
{
    /// <summary>As Detective's "activity for time window" has it; direction is told by the totals.</summary>
    public static readonly FlowGrouping Activity = new(
        [FlowColumn.RemoteAddress, FlowColumn.LocalPort, FlowColumn.RemotePort, FlowColumn.Protocol, FlowColumn.Action], Top: 1000);

    /// <summary>The table of a pass that has exactly these columns; null when it was not asked for.</summary>
    public static FlowTable? Find(FlowFigures? figures, params ReadOnlySpan<FlowColumn> columns)
    {
        foreach (var table in figures?.Tables ?? [])
        {
            if (table.Columns.Count == columns.Length && columns.SequenceEqual(table.Columns.ToArray())) return table;
        }

        return null;
    }
}
