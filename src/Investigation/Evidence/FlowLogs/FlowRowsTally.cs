using ChatOps.Investigation.Evidence.FlowLogs.Wire;

namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>A reader's distinct counts and tables.</summary>
internal sealed class FlowRowsTally : IFlowTally
{
    private readonly FlowSubject subject;
    private readonly FlowScope scope;
    private readonly FlowTableFeed[] feeds;
    private readonly IReadOnlySet<string>? only;

    /// <summary>A tally for one reader.</summary>
    /// <param name="subject">Whose records.</param>
    /// <param name="scope">Time of the question.</param>
    /// <param name="hours">Hours of which distinct counts are wanted; null for none.</param>
    /// <param name="tables">Tables that are still being made.</param>
    /// <param name="names">Numbers of interfaces and instances.</param>
    /// <param name="known">Own addresses known before.</param>
    /// <param name="only">The interfaces whose records count; null for all.</param>
    public FlowRowsTally(FlowSubject subject, FlowScope scope, HourParts? hours, IReadOnlyList<FlowTableTally> tables, NameNumbers names, IReadOnlyDictionary<(string, int), OwnSide> known, IReadOnlySet<string>? only)
    {
        (this.subject, this.scope, this.only) = (subject, scope, only);
        Distinct = hours is null ? null : new DistinctTally(hours);
        feeds = [.. tables.Select(static table => new FlowTableFeed(table))];
        WantsPorts = hours is not null || tables.Any(static table => table.WantsPorts);
        Orienter = new FlowOrienter(names, subject.Book, known, Take);
    }

    public DistinctTally? Distinct { get; }

    public FlowOrienter Orienter { get; }

    public bool WantsPorts { get; }

    public bool WantsAddresses => true;

    public void Take(in FlowRecord record, in Flow flow, LogObject log)
    {
        if (only is not null && !only.Contains(System.Text.Encoding.Latin1.GetString(record.Field(FlowField.Interface)))) return;
        Orienter.Take(in record, in flow, subject.SideOf(in record, in flow));
    }

    public void EndObject()
    {
        // sides are learned across objects
    }

    /// <summary>Hands on all that waits.</summary>
    public void End(IReadOnlyDictionary<(string, int), OwnSide> learned)
    {
        Orienter.End(learned);
        foreach (var feed in feeds) feed.End();
    }

    private void Take(in OrientedFlow flow)
    {
        Distinct?.Add(in flow);
        if (feeds.Length == 0) return;
        var isBaseline = scope.IsBaseline(flow.Flow.Start, flow.Flow.End);
        foreach (var feed in feeds) feed.Add(in flow, isBaseline);
    }
}
