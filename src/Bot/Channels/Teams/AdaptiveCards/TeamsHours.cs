using System.Globalization;
using System.Text.Json.Nodes;
using ChatOps.Bot.Cards;
using ChatOps.Investigation.Charts;

namespace ChatOps.Bot.Channels.Teams.AdaptiveCards;

/// <summary>Figures per hour as a chart that the client draws. It has no line and no gap: what is usual and which hours are not known stand in words.</summary>
internal static class TeamsHours
{
    private const string Color = "categoricalBlue";
    private const string SecondColor = "categoricalMarigold";
    private const string MarkColor = "categoricalRed";
    private const int LongestName = 100;

    /// <summary>Whether there is a bar to draw.</summary>
    public static bool IsDrawn(CardPanel panel) => panel.Bars.Any(static bar => bar.Value + bar.Second > 0);

    public static JsonObject Of(CardPanel panel)
    {
        var known = panel.Bars.Where(static bar => bar.Value is not null).ToList();
        var (unit, size) = Scale(panel.Unit, known.Max(static bar => bar.Value!.Value + bar.Second));
        var label = Mark(panel.Bars);
        var isStacked = panel.SecondWord is not null;
        var chart = new JsonObject
        {
            ["type"] = isStacked ? "Chart.VerticalBar.Grouped" : "Chart.VerticalBar",
            ["title"] = TeamsText.Plain(unit is null ? panel.Label : $"{panel.Label}, {unit}", LongestName),
            ["showTitle"] = true,
            ["xAxisTitle"] = IsOneDay(panel.Bars) ? "hour, UTC" : "UTC",
        };
        if (unit is not null) chart["yAxisTitle"] = unit;
        if (isStacked)
        {
            chart["stacked"] = true;
            chart["showLegend"] = true;
            chart["data"] = new JsonArray
            {
                Part(panel.ValueWord ?? panel.Label, Color, known.Select(bar => (label(bar.Hour), bar.Value!.Value / size))),
                Part(panel.SecondWord!, SecondColor, known.Select(bar => (label(bar.Hour), bar.Second / size))),
            };
            return chart;
        }

        chart["color"] = Color;
        chart["showBarValues"] = false;
        chart["data"] = new JsonArray([.. known.Select(bar => Bar(label(bar.Hour), bar.Value!.Value / size, bar.IsMarked))]);
        return chart;
    }

    /// <summary>What the chart does not show.</summary>
    public static string Words(CardPanel panel)
    {
        var known = panel.Bars.Where(static bar => bar.Value is not null).ToList();
        if (known.Count == 0) return $"{panel.Label}: no logs cover these hours.";
        if (!IsDrawn(panel)) return $"{panel.Label}: 0 in every hour that logs cover{Gaps(panel, known.Count)}.";
        var highest = known.MaxBy(static bar => bar.Value + bar.Second)!;
        var words = $"{panel.Label}: highest {Figure(panel.Unit, highest.Value!.Value + highest.Second)} at {Hour(panel.Bars)(highest.Hour)} UTC";
        var usual = panel.Bars.Where(static bar => bar.Usual is not null).Select(static bar => bar.Usual!.Value).ToList();
        if (usual.Count > 0)
        {
            var (least, most) = (Figure(panel.Unit, usual.Min()), Figure(panel.Unit, usual.Max()));
            words += $"; {panel.UsualWord} at these hours {(least == most ? least : $"{least} to {most}")}";
        }

        return $"{words}{Gaps(panel, known.Count)}.";
    }

    private static string Gaps(CardPanel panel, int known) => known == panel.Bars.Count ? "" : $"; no logs cover {CardPhrases.Number(panel.Bars.Count - known)} of {CardPhrases.Count(panel.Bars.Count, "hour", "hours")}, which are left out";

    private static JsonObject Bar(string x, double y, bool isMarked)
    {
        var bar = new JsonObject { ["x"] = x, ["y"] = Rounded(y) };
        if (isMarked) bar["color"] = MarkColor;
        return bar;
    }

    private static JsonObject Part(string legend, string color, IEnumerable<(string X, double Y)> bars) => new()
    {
        ["legend"] = TeamsText.Plain(legend, LongestName),
        ["color"] = color,
        ["values"] = new JsonArray([.. bars.Select(static bar => new JsonObject { ["x"] = bar.X, ["y"] = Rounded(bar.Y) })]),
    };

    private static double Rounded(double value) => Math.Round(value, 2);

    /// <summary>Below a bar there is room for two digits.</summary>
    private static Func<DateTimeOffset, string> Mark(IReadOnlyList<CardBar> bars) => At(IsOneDay(bars) ? "HH" : "d MMM HH:mm");

    /// <summary>The clock alone where all hours are of one day.</summary>
    private static Func<DateTimeOffset, string> Hour(IReadOnlyList<CardBar> bars) => At(IsOneDay(bars) ? "HH:mm" : "d MMM HH:mm");

    private static Func<DateTimeOffset, string> At(string format) => at => at.ToUniversalTime().ToString(format, CultureInfo.InvariantCulture);

    private static bool IsOneDay(IReadOnlyList<CardBar> bars) => bars[0].Hour.UtcDateTime.Date == bars[^1].Hour.UtcDateTime.Date;

    private static (string? Unit, double Size) Scale(HourUnit unit, double highest) => unit is not HourUnit.Bytes ? (null, 1)
        : highest >= 1e12 ? ("TB", 1e12) : highest >= 1e9 ? ("GB", 1e9) : highest >= 1e6 ? ("MB", 1e6) : highest >= 1e3 ? ("kB", 1e3) : ("bytes", 1);

    private static string Figure(HourUnit unit, double value)
    {
        var (word, size) = Scale(unit, value);
        return (value / size).ToString(word is null or "bytes" ? "#,0.#" : "#,0.0", CultureInfo.InvariantCulture) + (word is null ? "" : $" {word}");
    }
}
