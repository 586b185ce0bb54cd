using System.Globalization;

namespace ChatOps.Investigation.Charts;

/// <summary>What is said in words inside a panel.</summary>
internal static class HourWords
{
    /// <summary>The highest hour and the range of the baseline, as much of it as there is room for.</summary>
    public static string Summary(PlacedPanel panel, string usualWord, double room)
    {
        var highest = panel.Bars.Where(static bar => bar.Highest is not null).MaxBy(static bar => bar.Total);
        if (highest is null or { Total: 0 }) return string.Empty;
        var oneDay = panel.Bars[0].Start.UtcDateTime.Date == panel.Bars[^1].End.UtcDateTime.AddTicks(-1).Date;
        var at = highest.Highest!.Hour.UtcDateTime.ToString(oneDay ? "HH:00" : "d MMM HH:00", CultureInfo.InvariantCulture);
        var words = $"highest {HourScale.Words(panel.Panel.Unit, highest.Total, inFull: true)} at {at}";
        var usuals = panel.Panel.Hours.Select(HourBins.Usual).OfType<double>().ToList();
        if (usuals.Count == 0) return words;
        var (least, most) = (HourScale.Words(panel.Panel.Unit, usuals.Min(), inFull: true), HourScale.Words(panel.Panel.Unit, usuals.Max(), inFull: true));
        var longer = $"{words} · {usualWord} {(least == most ? least : $"{least} – {most}")}";
        return ChartPng.TextWidth(longer, 11) <= room ? longer : words;
    }

    /// <summary>What stands in the place of bars when there are none to see; null when there are.</summary>
    public static string? Instead(PlacedPanel panel) =>
        panel.Bars.All(static bar => bar.Highest is null) ? "no logs cover these hours"
        : panel.Bars.All(static bar => bar.Total == 0 && bar.Usual is null or 0) ? "0 in every hour that logs cover"
        : null;
}
