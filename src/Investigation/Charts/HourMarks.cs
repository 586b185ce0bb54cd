namespace ChatOps.Investigation.Charts;

/// <summary>The marks of a panel: a triangle on each bar, and names in two lanes above the plot, the highest bars first, none over another.</summary>
internal sealed class HourMarks
{
    private const double LaneHeight = 15;
    private const double Apart = 6;
    private const double LongestName = 150;
    private const double Size = 11;

    private readonly List<(HourBin Bar, double X)> marked = [];
    private readonly List<Named> names = [];

    public HourMarks(HourPanel panel, IReadOnlyList<HourBin> bars, TimeAxis axis, double left, double right)
    {
        var placed = panel.Marks
            .Select(mark => (mark.Label, Bar: HourBins.At(bars, mark.Hour)))
            .Where(static mark => mark.Bar is not null)
            .OrderByDescending(static mark => mark.Bar!.Total).ThenBy(static mark => mark.Bar!.Start)
            .DistinctBy(static mark => mark.Bar!.Start);
        foreach (var (label, bar) in placed)
        {
            var x = (axis.X(bar!.Start) + axis.X(bar.End)) / 2;
            marked.Add((bar, x));
            var text = ChartText.Fit(label, LongestName, Size, bold: true);
            var half = ChartPng.TextWidth(text, Size, bold: true) / 2;
            var middle = Math.Clamp(x, left + half, right - half);
            for (var lane = 0; lane < 2; lane++)
            {
                var name = new Named(text, x, middle - half, middle + half, lane);
                if (names.Any(other => Collide(name, other))) continue;
                names.Add(name);
                break;
            }
        }

        Unnamed = panel.Marks.Count(mark => HourBins.At(bars, mark.Hour) is not null) - names.Count;
    }

    public bool Any => marked.Count > 0;

    /// <summary>How many have a triangle only, or share the bar of a higher one.</summary>
    public int Unnamed { get; }

    /// <summary>Room above the plot.</summary>
    public double Height => names.Count == 0 ? 0 : 6 + (LaneHeight * (1 + names.Max(static name => name.Lane)));

    public void Draw(SvgWriter svg, PlacedPanel panel)
    {
        foreach (var name in names)
        {
            var foot = panel.PlotTop - 9 - (LaneHeight * name.Lane);
            svg.UprightLine("guide", name.X, foot + 3, Top(panel, marked.First(mark => mark.X == name.X).Bar) - 6, "#56606a");
            svg.Text("ink", (name.From + name.To) / 2, foot, name.Text, "#1a1e22", Size, TextPlace.Middle, bold: true);
        }

        foreach (var (bar, x) in marked) svg.Path("ink", Triangle(x, Top(panel, bar)), "#1a1e22");
    }

    /// <summary>A triangle that points down at x and y.</summary>
    public static string Triangle(double x, double y) => HourChartRenderer.Step($"M{x - 3.5},{y - 7} H{x + 3.5} L{x},{y - 1} Z");

    private static double Top(PlacedPanel panel, HourBin bar) => panel.Bottom - panel.Scale.Height(bar.Value) - panel.Scale.Height(bar.Second);

    // Names in one lane keep apart; a name in the upper lane also keeps its line clear of the names below.
    private static bool Collide(Named a, Named b)
    {
        if (a.Lane == b.Lane) return a.From < b.To + Apart && b.From < a.To + Apart;
        var (upper, lower) = a.Lane > b.Lane ? (a, b) : (b, a);
        return upper.X > lower.From - 3 && upper.X < lower.To + 3;
    }

    private sealed record Named(string Text, double X, double From, double To, int Lane);
}
