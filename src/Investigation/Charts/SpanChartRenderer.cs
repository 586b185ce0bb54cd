using System.Globalization;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Observations;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Charts;

/// <summary>Draws a <see cref="SpanChart"/> as SVG, at a size that is still legible in a chat on a phone. Colours: Okabe and Ito's, told apart by colour-blind readers; no meaning rests on colour alone.</summary>
public static class SpanChartRenderer
{
    private const int Width = 440;
    private const double Left = 16;
    private const double Right = Width - Left;
    private const double Head = 40;
    private const double RowHeight = 52;
    private const double BarHeight = 10;
    private const double NarrowestBar = 3;
    private const string Ink = "#1a1e22";
    private const string Soft = "#56606a";

    /// <summary>The chart as a self-contained SVG document: no script, no reference to anything outside.</summary>
    public static string Svg(SpanChart chart)
    {
        var bottom = Head + (RowHeight * (chart.Bars.Count + 1));
        using var svg = new SvgWriter(Width, (int)bottom + 38, chart.Title, chart.Sentence);
        var axis = Axis(chart);
        svg.Text("ink", Left, 22, ChartText.Fit(chart.Title, Right - Left, 13, bold: true), Ink, 13, bold: true);
        DrawGround(svg, axis, chart, bottom);
        for (var place = 0; place < chart.Bars.Count; place++) DrawBar(svg, axis, chart.Bars[place], chart.Union, Head + (RowHeight * place));
        DrawUnion(svg, axis, chart.Union, Head + (RowHeight * chart.Bars.Count));
        return svg.Finish();
    }

    private static TimeAxis Axis(SpanChart chart)
    {
        var from = chart.Union?.First < chart.Scope.Start ? chart.Union.First : chart.Scope.Start;
        var to = chart.Union?.Last > chart.Scope.End ? chart.Union.Last : chart.Scope.End;
        return new TimeAxis(from, to, Left, Right);
    }

    private static void DrawGround(SvgWriter svg, TimeAxis axis, SpanChart chart, double bottom)
    {
        var start = axis.X(chart.Scope.Start);
        svg.Box("scope", start, Head - 6, axis.X(chart.Scope.End) - start, bottom - Head + 2, "#f3f5f6", "#8a939b", "4 3", 3);
        foreach (var (at, label) in axis.Marks())
        {
            var x = axis.X(at);
            svg.UprightLine("grid", x, Head - 6, bottom - 4, "#dfe3e6");
            svg.Text("soft", Math.Clamp(x, Left + 14, Right - 14), bottom + 11, label, Soft, 11, TextPlace.Middle);
        }

        svg.Text("soft", Left, bottom + 28, $"Dashed box: scope {TimeWords.Interval(chart.Scope.Start, chart.Scope.End)}", Soft, 11);
    }

    private static void DrawBar(SvgWriter svg, TimeAxis axis, SpanBar bar, ObservedInterval? union, double top)
    {
        svg.Text("ink", Left + 6, top + 11, EvidenceWords.Source(bar.Source), Ink, 12, bold: true);
        if (bar.Observed is not { } observed)
        {
            svg.Text("soft", Right - 6, top + 11, EvidenceWords.Fate(bar.State), Soft, 12, TextPlace.End);
            svg.Box("track", Left + 6, top + 21, Right - Left - 12, 1, "#b9c0c6");
            if (bar.Reason is { } reason) svg.Text("soft", Left + 6, top + 38, ChartText.Fit(reason, Right - Left - 12, 11), Soft, 11);
            return;
        }

        svg.Text("ink", Right - 6, top + 11, $"{UtcText.Duration(observed.Duration)} · {EvidenceWords.Count(bar.Source, bar.Count)}", Ink, 12, TextPlace.End);
        var (look, fill) = Look(bar.Source);
        var (x, width) = Place(axis, observed);
        svg.Box(look, x, top + 17, width, BarHeight, fill, radius: 2);
        svg.UprightLine("guide", axis.X(union!.First), top + 14, top + 30, Soft);
        svg.UprightLine("guide", axis.X(union.Last), top + 14, top + 30, Soft);
        svg.Text("soft", Left + 6, top + 38, Between(observed), Soft, 11);
        svg.Text("soft", Right - 6, top + 38, Against(union, observed), Soft, 11, TextPlace.End);
    }

    private static void DrawUnion(SvgWriter svg, TimeAxis axis, ObservedInterval? union, double top)
    {
        svg.Text("ink", Left + 6, top + 11, "Union", Ink, 12, bold: true);
        svg.Text("ink", Right - 6, top + 11, union is null ? "not observed" : UtcText.Duration(union.Duration), Ink, 12, TextPlace.End, bold: true);
        if (union is null) return;
        var (x, width) = Place(axis, union);
        svg.Box("hollow", x, top + 17, width, BarHeight, "none", Ink, radius: 2);
        svg.Text("soft", Left + 6, top + 38, Between(union), Soft, 11);
    }

    // A single instant still shows, and stays inside the picture.
    private static (double X, double Width) Place(TimeAxis axis, ObservedInterval observed)
    {
        var x = axis.X(observed.First);
        var width = Math.Max(NarrowestBar, axis.X(observed.Last) - x);
        return (Math.Min(x, Right - width), width);
    }

    private static string Between(ObservedInterval observed)
    {
        var from = observed.First.UtcDateTime;
        var to = observed.Last.UtcDateTime;
        var end = to.ToString(from.Date == to.Date ? "HH:mm" : "d MMM HH:mm", CultureInfo.InvariantCulture);
        return $"{from.ToString("d MMM HH:mm", CultureInfo.InvariantCulture)} – {end}";
    }

    private static string Against(ObservedInterval union, ObservedInterval observed)
    {
        var later = observed.First - union.First;
        var earlier = union.Last - observed.Last;
        var start = later == TimeSpan.Zero ? null : $"starts {UtcText.Duration(later)} later";
        var end = earlier == TimeSpan.Zero ? null : $"ends {UtcText.Duration(earlier)} earlier";
        return string.Join(", ", new[] { start, end }.OfType<string>());
    }

    private static (string Look, string Fill) Look(EvidenceKind source) => source switch
    {
        EvidenceKind.Findings => ("findings", "#0072b2"),
        EvidenceKind.ApiCalls => ("calls", "#d55e00"),
        EvidenceKind.Flows => ("flows", "#009e73"),
        _ => ("kubernetes", "#b5598c"),
    };
}
