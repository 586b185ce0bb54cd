using ChatOps.Investigation.Activities;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Charts;

/// <summary>Charts of activity per hour: bars against what is usual at the hour, spikes marked, hours no log object covers as gaps.</summary>
public static class ActivityCharts
{
    /// <summary>Inbound and outbound bytes.</summary>
    public static HourChart ToChart(this FlowVolume volume) => new(
        $"Flow volume of {EntityLabel.Name(volume.Entity)}",
        Sentence(volume.Scope, [volume.TotalSentence, .. volume.Sentences()]),
        volume.Scope,
        [
            Bytes("Inbound", volume, ActivitySeries.InboundBytes, static totals => totals.In.Bytes, static hour => hour.UsualIn),
            Bytes("Outbound", volume, ActivitySeries.OutboundBytes, static totals => totals.Out.Bytes, static hour => hour.UsualOut),
        ]);

    /// <summary>Distinct addresses in and out, and distinct ports on either side.</summary>
    public static HourChart ToChart(this DistinctCounts distinct) => new(
        $"Distinct addresses and ports of {EntityLabel.Name(distinct.Entity)}",
        Sentence(distinct.Scope, distinct.Sentences()),
        distinct.Scope,
        [
            Counts("Addresses in", distinct, ActivitySeries.InboundAddresses, static one => one.In.RemoteAddresses, static hour => hour.UsualInboundAddresses),
            Counts("Addresses out", distinct, ActivitySeries.OutboundAddresses, static one => one.Out.RemoteAddresses, static hour => hour.UsualOutboundAddresses),
            Counts("Local ports", distinct, ActivitySeries.LocalPorts, static one => one.All.LocalPorts, static hour => hour.UsualLocalPorts),
            Counts("Remote ports", distinct, ActivitySeries.RemotePorts, static one => one.All.RemotePorts, static hour => hour.UsualRemotePorts),
        ]);

    /// <summary>Successful calls with failed calls on top of them.</summary>
    public static HourChart ToChart(this CallVolume volume) => new(
        $"Calls of {EntityLabel.Name(volume.Entity)}",
        Sentence(volume.Scope, volume.Sentences()),
        volume.Scope,
        [
            new HourPanel("Calls", HourUnit.Count, [.. volume.Hours.Select(static hour => new HourBar(
                hour.Hour, hour.Count?.Succeeded ?? 0, hour.Count?.Failed ?? 0, hour.Count is not null, hour.UsualAll?.Level))])
            {
                ValueWord = "successful",
                SecondWord = "failed",
                Marks = [.. volume.Spikes.Select(static spike => new HourMark(spike.Hour, $"{spike.Label} {Outcome(spike.Series)}"))],
            },
        ]);

    private static HourPanel Bytes(
        string label, FlowVolume volume, ActivitySeries series, Func<Evidence.FlowTotals, long> value, Func<FlowVolumeHour, Usual?> usual) =>
        new(label, HourUnit.Bytes, [.. volume.Hours.Select(hour =>
            new HourBar(hour.Hour, hour.Totals is { } totals ? value(totals) : 0, 0, hour.Totals is not null, usual(hour)?.Level))])
        {
            Marks = Marks(volume.Spikes, series),
        };

    private static HourPanel Counts(
        string label, DistinctCounts distinct, ActivitySeries series, Func<Evidence.DistinctHour, long> value, Func<DistinctCountHour, Usual?> usual) =>
        new(label, HourUnit.Count, [.. distinct.Hours.Select(hour =>
            new HourBar(hour.Hour, hour.Counts is { } counts ? value(counts) : 0, 0, hour.Counts is not null, usual(hour)?.Level))])
        {
            Marks = Marks(distinct.Spikes, series),
        };

    private static List<HourMark> Marks(IReadOnlyList<Spike> spikes, ActivitySeries series) =>
        [.. spikes.Where(spike => spike.Series == series).Select(static spike => new HourMark(spike.Hour, spike.Label))];

    private static string Outcome(ActivitySeries series) => series == ActivitySeries.FailedCalls ? "failed" : "successful";

    private static string Sentence(TimeWindow scope, IReadOnlyList<string> sentences) =>
        $"{TimeWords.Interval(scope.Start, scope.End)}: {string.Join(' ', sentences.Distinct())}";
}
