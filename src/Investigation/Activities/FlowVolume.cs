using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Activities;

/// <summary>Flow volume of an entity per hour, against what is usual.</summary>
/// <param name="Entity">Who was asked about.</param>
/// <param name="Scope">The window asked about.</param>
/// <param name="Hours">Every hour that touches the scope, ascending, known or not.</param>
/// <param name="Total">Traffic of the known hours; rejected apart.</param>
/// <param name="Inbound">What was typical before: bytes per hour towards the entity.</param>
/// <param name="Outbound">What was typical before: bytes per hour from the entity.</param>
/// <param name="Spikes">Hours far above the usual in either direction, the highest multiple first.</param>
public sealed record FlowVolume(
    EntityRef Entity,
    TimeWindow Scope,
    IReadOnlyList<FlowVolumeHour> Hours,
    FlowTotals Total,
    Baseline Inbound,
    Baseline Outbound,
    IReadOnlyList<Spike> Spikes)
{
    /// <summary>Makes the answer of the figures of one pass; needs <see cref="FlowAsk.Hours"/>. A source that gave no answer leaves every hour
    /// unknown.</summary>
    public static FlowVolume Of(EvidenceQuestion question, EvidenceAnswer<FlowFigures> answer)
    {
        var frame = new HourFrame(question, answer.Coverage);
        var hours = frame.Sort((answer.Value?.Hours ?? []).Select(static hour => (hour.Hour, hour.Totals)), static (a, b) => a + b);
        var inbound = new UsualHours(hours.Before.Select(static hour => (hour.Hour, (double)hour.Value.In.Bytes)));
        var outbound = new UsualHours(hours.Before.Select(static hour => (hour.Hour, (double)hour.Value.Out.Bytes)));
        List<FlowVolumeHour> shown = [.. frame.Hours.Select(hour =>
            new FlowVolumeHour(hour, hours.TryGet(hour, out var totals) ? totals : null, inbound.At(hour), outbound.At(hour)) { IsPartial = frame.IsPartial(hour) })];
        List<Spike> spikes = [];
        foreach (var hour in shown)
        {
            if (hour.Totals is not { } totals) continue;
            SpikeRule.Bytes.Judge(spikes, ActivitySeries.InboundBytes, frame, inbound, hour.Hour, totals.In.Bytes);
            SpikeRule.Bytes.Judge(spikes, ActivitySeries.OutboundBytes, frame, outbound, hour.Hour, totals.Out.Bytes);
        }

        return new FlowVolume(
            question.Entity,
            question.Window,
            shown,
            shown.Aggregate(default(FlowTotals), static (sum, hour) => sum + (hour.Totals ?? default)),
            inbound.ToBaseline(question.Baseline),
            outbound.ToBaseline(question.Baseline),
            SpikeRule.Bytes.Ordered(spikes));
    }

    /// <summary>Inbound, then outbound: the spikes of each with their figures, or that it is as usual, or why that cannot be said. With the distinct
    /// counts of the same pass their spikes follow: "Outbound as usual, except 1,600 addresses contacted at 16:00 (usual 700)."</summary>
    /// <param name="distinct">Distinct counts of the same entity and scope; null when there are none.</param>
    /// <param name="most">Spikes of a series named one by one at most; of more the number and the furthest.</param>
    public IReadOnlyList<string> Sentences(DistinctCounts? distinct = null, int most = 3) => FlowWords.Of(this, distinct, most);

    /// <summary>The totals in one sentence: "Inbound 320 MB, outbound 12 MB in 24 hours; rejected inbound 672 kB in 16,800 records."</summary>
    public string TotalSentence => FlowWords.Totals(this);
}

/// <summary>One hour of the scope.</summary>
/// <param name="Hour">Start of the hour, UTC.</param>
/// <param name="Totals">Its traffic; null when no log object covers it: unknown, not zero.</param>
/// <param name="UsualIn">Bytes usual towards the entity at this hour; null when too little is held to say.</param>
/// <param name="UsualOut">Bytes usual from the entity at this hour; null as before.</param>
public sealed record FlowVolumeHour(DateTimeOffset Hour, FlowTotals? Totals, Usual? UsualIn, Usual? UsualOut)
{
    /// <summary>Whether records may be missing: the scope cuts the hour, or logs for it may still arrive.</summary>
    public bool IsPartial { get; init; }
}
