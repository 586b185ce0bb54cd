using ChatOps.Investigation.Evidence.FlowLogs.Wire;

namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>A reader's distinct counts and tables.</summary>
internal sealed class FlowRowsTally : IFlowTally
{
    private readonly FlowSubject subject;
    private readonly FlowScope scope;
    private readonly FlowTableFeed[] feeds;
    private readonly IReadOnlySet<string>? only;
    private readonly DistinctPart? distinct;
    private readonly HoursMet? met;

    /// <summary>A tally for one reader.</summary>
    /// <param name="subject">Whose records.</param>
    /// <param name="scope">Time of the question.</param>
    /// <param name="distinct">Distinct counts; null when they are not wanted.</param>
    /// <param name="tables">Tables that are still being made.</param>
    /// <param name="names">Numbers of interfaces and instances.</param>
    /// <param name="known">Own addresses known before.</param>
    /// <param name="only">The interfaces whose records count; null for all.</param>
    /// <param name="waiting">How many records of the question may wait.</param>
    public FlowRowsTally(FlowSubject subject, FlowScope scope, DistinctTally? distinct, IReadOnlyList<FlowTableTally> tables, NameNumbers names, IReadOnlyDictionary<(string, int), OwnSide> known, IReadOnlySet<string>? only, FlowWaiting waiting)
    {
        (this.subject, this.scope, this.only) = (subject, scope, only);
        (this.distinct, met) = distinct is null ? (null, null) : (distinct.Part(), new HoursMet(distinct.Parts));
        feeds = [.. tables.Select(static table => new FlowTableFeed(table))];
        WantsPorts = distinct is not null || tables.Any(static table => table.WantsPorts);
        Orienter = new FlowOrienter(names, subject.Book, known, waiting, Take);
    }

    public FlowOrienter Orienter { get; }

    public bool WantsPorts { get; }

    public bool WantsAddresses => true;

    public void Take(in FlowRecord record, in Flow flow, LogObject log)
    {
        if (only is not null && !only.Contains(System.Text.Encoding.Latin1.GetString(record.Field(FlowField.Interface)))) return;
        met?.Meet(log, flow.Hour);
        Orienter.Take(in record, in flow, subject.SideOf(in record, in flow));
    }

    public void EndObject()
    {
        // sides are learned across objects: what waits may come with a later one
        distinct?.HandOver();
        met?.End();
    }

    /// <summary>Hands on all that waits.</summary>
    public void End(IReadOnlyDictionary<(string, int), OwnSide> learned)
    {
        Orienter.End(learned);
        distinct?.HandOver();
        foreach (var feed in feeds) feed.End();
    }

    private void Take(in OrientedFlow flow)
    {
        distinct?.Add(in flow);
        if (feeds.Length == 0) return;
        var isBaseline = scope.IsBaseline(flow.Flow.Start, flow.Flow.End);
        foreach (var feed in feeds) feed.Add(in flow, isBaseline);
    }
}
