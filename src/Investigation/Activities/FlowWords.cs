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
        var ports = (distinct?.Spikes ?? []).Where(static spike => spike.Series is ActivitySeries.LocalPorts or ActivitySeries.RemotePorts);
        said.AddRange(ports.Take(most).Select(static spike => spike.Sentence));
        if (Unknown(volume.Hours.Count(static hour => hour.Totals is null)) is { } unknown) said.Add(unknown);
        return said;
    }

    public static IReadOnlyList<string> Of(DistinctCounts distinct, int most)
    {
        var unknown = distinct.Hours.Count(static hour => hour.Counts is null);
        if (unknown == distinct.Hours.Count) return ["No log object covers this window: its addresses and ports are unknown, not none."];
        List<string> said = distinct.Spikes.Count > 0 ? [.. distinct.Spikes.Take(most).Select(static spike => spike.Sentence)]
            : distinct.OutboundAddresses.CoveredHours < UsualHours.Fewest ? [NotCompared("Addresses and ports", distinct.OutboundAddresses)]
            : ["Addresses and ports as usual."];
        if (distinct.Spikes.Count > most) said.Add($"{Amount.Of(distinct.Spikes.Count - most, "more hour")} far above the usual.");
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
        var counted = (distinct?.Spikes ?? []).Where(spike => spike.Series == addresses).Take(most).ToList();
        foreach (var spike in mine.Take(most)) yield return spike.Sentence;
        if (mine.Count > most) yield return $"{name}: {Amount.Of(mine.Count - most, "more hour")} far above the usual.";
        if (mine.Count > 0)
        {
            foreach (var spike in counted) yield return spike.Sentence;
        }
        else if (baseline.CoveredHours < UsualHours.Fewest)
        {
            yield return NotCompared(name, baseline);
        }
        else
        {
            var except = string.Join("; ", counted.Select(static spike => Lower(spike.Sentence).TrimEnd('.')));
            yield return except.Length == 0 ? $"{name} as usual." : $"{name} as usual, except {except}.";
        }
    }

    private static string? Apart(string what, Traffic traffic) =>
        traffic.Records == 0 ? null : $"{what} {ByteText.Of(traffic.Bytes)} in {Amount.Of(traffic.Records, "record")}";

    private static string Lower(string sentence) => $"{char.ToLowerInvariant(sentence[0])}{sentence[1..]}";
}
