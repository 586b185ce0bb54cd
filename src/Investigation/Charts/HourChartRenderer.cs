using System.Globalization;
using System.Text;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Charts;

/// <summary>Draws an <see cref="HourChart"/> as SVG, at a size that is still legible in a chat on a phone. Colours: Okabe and Ito's; what is stacked is striped, a baseline is dashed, a gap is hatched, so that no meaning rests on colour alone.</summary>
public static class HourChartRenderer
{
    private const int Width = 440;
    private const double Left = 16;
    private const double Right = Width - Left;
    private const double PlotLeft = 66;
    private const double Head = 38;
    private const double PanelHead = 20;
    private const double BetweenPanels = 16;
    private const double WidestBar = 44;
    private const string Ink = "#1a1e22";
    private const string Soft = "#56606a";

    /// <summary>The chart as a self-contained SVG document: no script, no reference to anything outside.</summary>
    public static string Svg(HourChart chart)
    {
        var bins = new HourBins(chart);
        var axis = new TimeAxis(bins.Shown.Start, bins.Shown.End, PlotLeft, Right);
        var panels = Panels(chart, bins, axis);
        var bottom = panels[^1].Bottom;
        var legend = new HourLegend(chart, bins, panels, Left, Right, bottom + 34);
        using var svg = new SvgWriter(Width, (int)legend.Bottom + 10, chart.Title, chart.Sentence);
        svg.Text("ink", Left, 22, ChartText.Fit(chart.Title, Right - Left, 13, bold: true), Ink, 13, bold: true);
        foreach (var panel in panels) DrawPanel(svg, axis, chart, panel);
        foreach (var (at, label) in axis.Marks()) svg.Text("soft", Math.Clamp(axis.X(at), PlotLeft, Right - 14), bottom + 14, label, Soft, 11, TextPlace.Middle);
        legend.Draw(svg);
        return svg.Finish();
    }

    private static List<PlacedPanel> Panels(HourChart chart, HourBins bins, TimeAxis axis)
    {
        var height = chart.Panels.Count switch { 1 => 128.0, 2 => 92, 3 => 76, _ => 64 };
        var panels = new List<PlacedPanel>();
        var top = Head;
        foreach (var panel in chart.Panels)
        {
            var bars = bins.Of(panel);
            var marks = new HourMarks(panel, bars, axis, PlotLeft, Right);
            var plot = top + PanelHead + marks.Height;
            var highest = bars.Max(static bar => Math.Max(bar.Total, bar.Usual ?? 0));
            panels.Add(new PlacedPanel(panel, bars, marks, new HourScale(panel.Unit, highest, plot, plot + height), top, plot, plot + height));
            top = plot + height + BetweenPanels;
        }

        return panels;
    }

    private static void DrawPanel(SvgWriter svg, TimeAxis axis, HourChart chart, PlacedPanel panel)
    {
        var label = ChartText.Fit(panel.Panel.Label, 190, 12, bold: true);
        svg.Text("ink", Left, panel.Top + 11, label, Ink, 12, bold: true);
        var room = Right - Left - ChartPng.TextWidth(label, 12, bold: true) - 14;
        svg.Text("soft", Right, panel.Top + 11, ChartText.Fit(HourWords.Summary(panel, chart.UsualWord, room), room, 11), Soft, 11, TextPlace.End);
        DrawGround(svg, axis, chart.Scope, panel);
        foreach (var bar in panel.Bars) DrawBar(svg, axis, panel, bar);
        Stripes(svg, axis, panel);
        var (start, width) = Place(axis, chart.Scope);
        svg.Box("frame", start, panel.PlotTop, width, panel.Bottom - panel.PlotTop, "none", Soft, "4 3");
        svg.Path("axis", Step($"M{PlotLeft},{panel.Bottom} H{Right}"), "none", Soft);
        if (Baseline(axis, panel) is { Length: > 0 } baseline) svg.Path("usual", baseline, "none", Ink, 1.5, "5 3");
        panel.Marks.Draw(svg, panel);
        if (HourWords.Instead(panel) is { } words) DrawInstead(svg, words, (PlotLeft + Right) / 2, (panel.PlotTop + panel.Bottom) / 2);
    }

    private static void DrawInstead(SvgWriter svg, string words, double x, double y)
    {
        var width = ChartPng.TextWidth(words, 12) + 20;
        svg.Box("paper", x - (width / 2), y - 11, width, 22, "#ffffff", radius: 4);
        svg.Text("soft", x, y + 4, words, Soft, 12, TextPlace.Middle);
    }

    private static void DrawGround(SvgWriter svg, TimeAxis axis, TimeWindow scope, PlacedPanel panel)
    {
        var (start, width) = Place(axis, scope);
        svg.Box("shade", start, panel.PlotTop, width, panel.Bottom - panel.PlotTop, "#f1f3f4");
        foreach (var (x, width2) in Gaps(axis, panel.Bars)) svg.Path("gap", HourHatch.Of(x, panel.PlotTop, width2, panel.Bottom - panel.PlotTop), "none", "#aab2b9");
        if (HourWords.Instead(panel) is not null) return;
        foreach (var (y, label) in panel.Scale.Marks())
        {
            svg.Path("grid", Step($"M{PlotLeft},{y} H{Right}"), "none", "#dfe3e6");
            svg.Text("soft", PlotLeft - 6, y + 4, label, Soft, 11, TextPlace.End);
        }

        svg.Text("soft", PlotLeft - 6, panel.Bottom + 4, "0", Soft, 11, TextPlace.End);
    }

    private static IEnumerable<(double X, double Width)> Gaps(TimeAxis axis, IReadOnlyList<HourBin> bars)
    {
        for (var at = 0; at < bars.Count; at++)
        {
            if (!bars[at].Gap) continue;
            var from = axis.X(bars[at].Start);
            while (at + 1 < bars.Count && bars[at + 1].Gap) at++;
            yield return (from, axis.X(bars[at].End) - from);
        }
    }

    private static void DrawBar(SvgWriter svg, TimeAxis axis, PlacedPanel panel, HourBin bar)
    {
        var (x, width) = Place(axis, bar);
        var foot = panel.Scale.Height(bar.Value);
        if (foot > 0) svg.Box("bar", x, panel.Bottom - foot, width, foot, "#0072b2");
        if (bar.Second > 0) svg.Box("second", x, panel.Bottom - foot - panel.Scale.Height(bar.Second), width, panel.Scale.Height(bar.Second), "#fbe0cf");
    }

    // One line through the middle of each stacked bar, as wide as the bar and dashed: stripes, in a few characters each.
    private static void Stripes(SvgWriter svg, TimeAxis axis, PlacedPanel panel)
    {
        var steps = new StringBuilder();
        foreach (var bar in panel.Bars.Where(static bar => bar.Second > 0))
        {
            var (x, width) = Place(axis, bar);
            var foot = panel.Bottom - panel.Scale.Height(bar.Value);
            Add(steps, $"M{x + (width / 2)},{foot} V{foot - panel.Scale.Height(bar.Second)}");
        }

        if (steps.Length > 0) svg.Path("stripes", steps.ToString(), "none", "#d55e00", Math.Round(Place(axis, panel.Bars[panel.Bars.Count / 2]).Width, 2), "2 1.5");
    }

    private static string Baseline(TimeAxis axis, PlacedPanel panel)
    {
        var steps = new StringBuilder();
        var before = false;
        foreach (var bar in panel.Bars)
        {
            if (bar.Usual is { } usual) Add(steps, before ? $"V{panel.Scale.Y(usual)} H{axis.X(bar.End)}" : (FormattableString)$"M{axis.X(bar.Start)},{panel.Scale.Y(usual)} H{axis.X(bar.End)}");
            before = bar.Usual is not null;
        }

        return steps.ToString();
    }

    private static (double X, double Width) Place(TimeAxis axis, HourBin bar)
    {
        var (from, to) = (axis.X(bar.Start), axis.X(bar.End));
        var width = Math.Min(WidestBar, (to - from) * (to - from >= 6 ? 0.8 : 0.85));
        return (from + ((to - from - width) / 2), width);
    }

    // A scope of an hour among many still shows.
    private static (double X, double Width) Place(TimeAxis axis, TimeWindow scope)
    {
        var start = axis.X(scope.Start);
        var width = Math.Max(3, axis.X(scope.End) - start);
        return (Math.Min(start, Right - width), width);
    }

    private static void Add(StringBuilder steps, FormattableString step) => steps.Append(steps.Length > 0 ? " " : string.Empty).Append(Step(step));

    /// <summary>A step of a path with its numbers in hundredths.</summary>
    internal static string Step(FormattableString step) => string.Format(CultureInfo.InvariantCulture, step.Format, [.. step.GetArguments().Select(static number => Math.Round((double)number!, 2))]);
}

/// <summary>A panel with its place in the picture.</summary>
internal sealed record PlacedPanel(HourPanel Panel, IReadOnlyList<HourBin> Bars, HourMarks Marks, HourScale Scale, double Top, double PlotTop, double Bottom);
