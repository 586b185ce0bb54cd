namespace ChatOps.Investigation.Charts;

/// <summary>Draws an <see cref="HourChart"/> as SVG.</summary>
public static class HourChartRenderer
{
    /// <summary>The chart as a self-contained SVG document: no script, no reference to anything outside.</summary>
    public static string Svg(HourChart chart)
    {
        using var svg = new SvgWriter(440, 60, chart.Title, chart.Sentence);
        svg.Text("ink", 16, 22, chart.Title, "#1a1e22", 13, bold: true);
        return svg.Finish();
    }
}
