using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Charts;

/// <summary>The words below the chart, each behind a piece of what it explains; only what the picture holds is explained.</summary>
internal sealed class HourLegend
{
    private const double Size = 11;
    private const double Row = 17;
    private const double Swatch = 18;
    private const double Apart = 12;
    private const string Soft = "#56606a";

    private readonly List<(Sign Sign, string Words, double X, double Y)> items = [];

    public HourLegend(HourChart chart, HourBins bins, IReadOnlyList<PlacedPanel> panels, double left, double right, double top)
    {
        var (x, y) = (left, top);
        foreach (var (sign, words) in Items(chart, bins, panels))
        {
            var text = ChartText.Fit(words, right - left - Swatch, Size);
            var width = Swatch + ChartPng.TextWidth(text, Size);
            if (x > left && (x + width > right || sign == Sign.Scope)) (x, y) = (left, y + Row);
            items.Add((sign, text, x, y));
            x += width + Apart;
        }

        Bottom = y;
    }

    private enum Sign
    {
        Bar,
        Second,
        Usual,
        Gap,
        Mark,
        Scope,
    }

    /// <summary>Foot of the last row.</summary>
    public double Bottom { get; }

    public void Draw(SvgWriter svg)
    {
        foreach (var (sign, words, x, y) in items)
        {
            Draw(svg, sign, x, y - 9);
            svg.Text("soft", x + Swatch, y, words, Soft, Size);
        }
    }

    private static void Draw(SvgWriter svg, Sign sign, double x, double y)
    {
        switch (sign)
        {
            case Sign.Bar:
                svg.Box("bar key", x, y, 13, 10, "#0072b2");
                break;
            case Sign.Second:
                svg.Box("second key", x, y, 13, 10, "#fbe0cf");
                svg.Path("stripes", HourChartRenderer.Step($"M{x + 6.5},{y + 10} V{y}"), "none", "#d55e00", 13, "2 1.5");
                break;
            case Sign.Usual:
                svg.Path("usual", HourChartRenderer.Step($"M{x},{y + 5} H{x + 13}"), "none", "#1a1e22", 1.5, "5 3");
                break;
            case Sign.Gap:
                svg.Path("gap", HourHatch.Of(x, y, 13, 10), "none", "#aab2b9");
                break;
            case Sign.Mark:
                svg.Path("ink", HourMarks.Triangle(x + 6.5, y + 9), "#1a1e22");
                break;
            default:
                svg.Box("shade key", x + 0.5, y + 0.5, 12, 9, "#f1f3f4");
                svg.Box("frame key", x + 0.5, y + 0.5, 12, 9, "none", Soft, "4 3");
                break;
        }
    }

    private static IEnumerable<(Sign Sign, string Words)> Items(HourChart chart, HourBins bins, IReadOnlyList<PlacedPanel> panels)
    {
        var each = bins.HoursPerBar == 1 ? "each bar 1 h" : $"each bar {bins.HoursPerBar} h, its highest hour";
        var values = Words(panels, static panel => panel.Panel.ValueWord);
        yield return (Sign.Bar, values.Length == 0 ? each : $"{values} ({each})");
        if (panels.Any(static panel => panel.Bars.Any(static bar => bar.Second > 0))) yield return (Sign.Second, Words(panels, static panel => panel.Panel.SecondWord) is { Length: > 0 } second ? second : "on top of it");
        if (panels.Any(static panel => panel.Bars.Any(static bar => bar.Usual is not null))) yield return (Sign.Usual, bins.BaselineOfDays ? $"{chart.UsualWord}, highest of each day" : chart.UsualWord);
        if (panels.Any(static panel => panel.Bars.Any(static bar => bar.Gap))) yield return (Sign.Gap, "no logs");
        var unnamed = panels.Sum(static panel => panel.Marks.Unnamed);
        if (panels.Any(static panel => panel.Marks.Any)) yield return (Sign.Mark, unnamed == 0 ? chart.MarkWord : $"{chart.MarkWord} ({unnamed} not named)");
        yield return (Sign.Scope, $"scope {TimeWords.Interval(chart.Scope.Start, chart.Scope.End)}");
    }

    private static string Words(IEnumerable<PlacedPanel> panels, Func<PlacedPanel, string?> word) => string.Join(" / ", panels.Select(word).OfType<string>().Distinct());
}
