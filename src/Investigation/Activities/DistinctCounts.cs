using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Activities;

/// <summary>Distinct addresses and ports of an entity per hour, against what is usual. A count is a spike when its modified z-score on ln(1 + count) is at
/// least 3.5, and it is at least twice the usual, and at least 20 more (ports: 100).</summary>
/// <param name="Entity">Who was asked about.</param>
/// <param name="Scope">The window asked about.</param>
/// <param name="Hours">Every hour that touches the scope, ascending, known or not.</param>
/// <param name="InboundAddresses">What was typical before: distinct addresses per hour that sent something to the entity.</param>
/// <param name="OutboundAddresses">What was typical before: distinct addresses per hour the entity sent something to.</param>
/// <param name="LocalPorts">What was typical before: distinct ports per hour on the entity's side.</param>
/// <param name="RemotePorts">What was typical before: distinct ports per hour on the other side.</param>
/// <param name="Spikes">Hours far above the usual, the highest multiple first.</param>
public sealed record DistinctCounts(
    EntityRef Entity,
    TimeWindow Scope,
    IReadOnlyList<DistinctCountHour> Hours,
    Baseline InboundAddresses,
    Baseline OutboundAddresses,
    Baseline LocalPorts,
    Baseline RemotePorts,
    IReadOnlyList<Spike> Spikes)
{
    /// <summary>Makes the answer of the figures of one pass; needs <see cref="FlowAsk.Distinct"/>. A source that gave no answer leaves every hour
    /// unknown.</summary>
    public static DistinctCounts Of(EvidenceQuestion question, EvidenceAnswer<FlowFigures> answer)
    {
        var frame = new HourFrame(question, answer.Coverage);
        var given = (answer.Value?.Distinct ?? []).Select(static hour => (hour.Hour, hour));
        var hours = frame.Sort(given, static (a, _) => a);
        UsualHours Usual(Func<DistinctHour, long> count) => new(hours.Before.Select(hour => (hour.Hour, (double)count(hour.Value))));
        (ActivitySeries Series, Func<DistinctHour, long> Count, UsualHours Usual)[] series =
        [
            (ActivitySeries.InboundAddresses, static hour => hour.In.RemoteAddresses, Usual(static hour => hour.In.RemoteAddresses)),
            (ActivitySeries.OutboundAddresses, static hour => hour.Out.RemoteAddresses, Usual(static hour => hour.Out.RemoteAddresses)),
            (ActivitySeries.LocalPorts, static hour => hour.All.LocalPorts, Usual(static hour => hour.All.LocalPorts)),
            (ActivitySeries.RemotePorts, static hour => hour.All.RemotePorts, Usual(static hour => hour.All.RemotePorts)),
        ];
        List<DistinctCountHour> shown = [.. frame.Hours.Select(hour => new DistinctCountHour(
            hour,
            hours.TryGet(hour, out var counts) ? counts ?? new DistinctHour(hour, default, default, default) : null,
            series[0].Usual.At(hour),
            series[1].Usual.At(hour),
            series[2].Usual.At(hour),
            series[3].Usual.At(hour)) { IsPartial = frame.IsPartial(hour) })];
        List<Spike> spikes = [];
        foreach (var (of, count, usual) in series)
        {
            var rule = of is ActivitySeries.LocalPorts or ActivitySeries.RemotePorts ? SpikeRule.Ports : SpikeRule.Counts;
            foreach (var hour in shown)
            {
                if (hour.Counts is { } counts) rule.Judge(spikes, of, frame, usual, hour.Hour, count(counts));
            }
        }

        var baselines = Array.ConvertAll(series, one => one.Usual.ToBaseline(question.Baseline));
        return new DistinctCounts(
            question.Entity, question.Window, shown, baselines[0], baselines[1], baselines[2], baselines[3], SpikeRule.Counts.Ordered(spikes));
    }

    /// <summary>The spikes with their figures, or that all is as usual, or why that cannot be said.</summary>
    /// <param name="most">Spikes of a series named one by one at most.</param>
    public IReadOnlyList<string> Sentences(int most = 3) => FlowWords.Of(this, most);
}

/// <summary>One hour of the scope.</summary>
/// <param name="Hour">Start of the hour, UTC.</param>
/// <param name="Counts">Its distinct values; null when no log object covers it: unknown, not zero.</param>
/// <param name="UsualInboundAddresses">Addresses usual at this hour that send something to the entity; null when too little is held to say.</param>
/// <param name="UsualOutboundAddresses">Addresses usual at this hour the entity sends something to; null as before.</param>
/// <param name="UsualLocalPorts">Ports usual at this hour on the entity's side; null as before.</param>
/// <param name="UsualRemotePorts">Ports usual at this hour on the other side; null as before.</param>
public sealed record DistinctCountHour(
    DateTimeOffset Hour,
    DistinctHour? Counts,
    Usual? UsualInboundAddresses,
    Usual? UsualOutboundAddresses,
    Usual? UsualLocalPorts,
    Usual? UsualRemotePorts)
{
    /// <summary>Whether records may be missing: the scope cuts the hour, or logs for it may still arrive.</summary>
    public bool IsPartial { get; init; }
}
