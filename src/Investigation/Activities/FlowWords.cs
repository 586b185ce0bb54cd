using ChatOps.Investigation.Evidence;

namespace ChatOps.Investigation.Activities;

/// <summary>Flow volume and distinct counts in sentences.</summary>
internal static class FlowWords
{
    public static IReadOnlyList<string> Of(FlowVolume volume, DistinctCounts? distinct, int most)
    {
        if (volume.Hours.All(static hour => hour.Totals is null)) return [Totals(volume)];
        List<string> said =
        [
            .. Direction(volume, ActivitySeries.InboundBytes, volume.Inbound, distinct, most),
            .. Direction(volume, ActivitySeries.OutboundBytes, volume.Outbound, distinct, most),
        ];
        said.AddRange(Counted(distinct, ActivitySeries.LocalPorts, most));
        said.AddRange(Counted(distinct, ActivitySeries.RemotePorts, most));
        if (Unknown(volume.Hours.Count(static hour => hour.Totals is null)) is { } unknown) said.Add(unknown);
        return said;
    }

    public static IReadOnlyList<string> Of(DistinctCounts distinct, int most)
    {
        var unknown = distinct.Hours.Count(static hour => hour.Counts is null);
        if (unknown == distinct.Hours.Count) return ["No log object covers this window: its addresses and ports are unknown, not none."];
        List<string> said = distinct.Spikes.Count > 0 ? [.. distinct.Spikes.Select(static spike => spike.Series).Distinct().SelectMany(series => Counted(distinct, series, most))]
            : distinct.OutboundAddresses.CoveredHours < UsualHours.Fewest ? [NotCompared("Addresses and ports", distinct.OutboundAddresses)]
            : ["Addresses and ports as usual."];
        if (Unknown(unknown) is { } gaps) said.Add(gaps);
        return said;
    }

    public static string Totals(FlowVolume volume)
    {
        var known = volume.Hours.Count(static hour => hour.Totals is not null);
        if (known == 0) return "No log object covers this window: its volume is unknown, not zero.";
        var total = volume.Total;
        string?[] said =
        [
            $"Inbound {ByteText.Of(total.In.Bytes)}, outbound {ByteText.Of(total.Out.Bytes)} in {Amount.Of(known, "hour")}",
            Apart("rejected inbound", total.RejectedIn),
            Apart("rejected outbound", total.RejectedOut),
            Apart("direction unknown", total.Undirected),
        ];
        return $"{string.Join("; ", said.OfType<string>())}.";
    }

    public static string? Unknown(int hours) =>
        hours == 0 ? null : $"{Amount.Of(hours, "hour")} of this window unknown: no log object covers {(hours == 1 ? "it" : "them")}.";

    public static string NotCompared(string what, Baseline baseline) =>
        $"{what} not compared: {(baseline.CoveredHours == 0 ? "no covered hour" : Amount.Of(baseline.CoveredHours, "covered hour"))} before this window.";

    private static IEnumerable<string> Direction(FlowVolume volume, ActivitySeries series, Baseline baseline, DistinctCounts? distinct, int most)
    {
        var name = SpikeWords.Direction(series);
        var mine = volume.Spikes.Where(spike => spike.Series == series).ToList();
        var addresses = series == ActivitySeries.InboundBytes ? ActivitySeries.InboundAddresses : ActivitySeries.OutboundAddresses;
        var counted = Counted(distinct, addresses, most);
        if (mine.Count > 0)
        {
            foreach (var sentence in SpikeWords.Of(mine, most).Concat(counted)) yield return sentence;
        }
        else if (baseline.CoveredHours < UsualHours.Fewest)
        {
            yield return NotCompared(name, baseline);
        }
        else
        {
            var except = string.Join("; ", counted.Select(static sentence => Lower(sentence).TrimEnd('.')));
            yield return except.Length == 0 ? $"{name} as usual." : $"{name} as usual, except {except}.";
        }
    }

    private static List<string> Counted(DistinctCounts? distinct, ActivitySeries series, int most) =>
        [.. SpikeWords.Of([.. (distinct?.Spikes ?? []).Where(spike => spike.Series == series)], most)];

    private static string? Apart(string what, Traffic traffic) =>
        traffic.Records == 0 ? null : $"{what} {ByteText.Of(traffic.Bytes)} in {Amount.Of(traffic.Records, "record")}";

    private static string Lower(string sentence) => $"{char.ToLowerInvariant(sentence[0])}{sentence[1..]}";
}
