using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Charts;

/// <summary>The bars of a chart: an hour each while they fit, otherwise several hours, of which the highest is drawn, so that a spike never disappears.</summary>
internal sealed class HourBins
{
    /// <summary>Below about three and a half pixels a bar is no longer told from its neighbour.</summary>
    private const int MostBars = 100;

    private static readonly int[] Steps = [1, 2, 3, 4, 6, 8, 12, 24];

    public HourBins(HourChart chart)
    {
        var (from, to) = (TimeWindow.Floor(chart.Scope.Start), chart.Scope.End);
        foreach (var hour in chart.Panels.SelectMany(static panel => panel.Hours))
        {
            if (hour.Hour < from) from = TimeWindow.Floor(hour.Hour);
            if (hour.Hour >= to) to = TimeWindow.Floor(hour.Hour).AddHours(1);
        }

        Shown = TimeWindow.OfWholeHours(from, to);
        var hours = (int)Shown.Duration.TotalHours;
        var days = (int)Math.Ceiling(hours / 24.0 / MostBars);
        HoursPerBar = Steps.FirstOrDefault(step => hours <= step * MostBars, days * 24);
    }

    /// <summary>From the first to the last hour that is drawn.</summary>
    public TimeWindow Shown { get; }

    public int HoursPerBar { get; }

    /// <summary>Whether the baseline is the highest of the day: with few bars a day, day and night would make a comb of it.</summary>
    public bool BaselineOfDays => HoursPerBar is >= 6 and < 24;

    /// <summary>The bars of a panel, from left to right; bars of several hours begin at multiples of them, counted from midnight.</summary>
    public IReadOnlyList<HourBin> Of(HourPanel panel)
    {
        var hours = panel.Hours.GroupBy(static hour => TimeWindow.Floor(hour.Hour)).ToDictionary(static hour => hour.Key, static hour => hour.MaxBy(Height)!);
        var days = panel.Hours.GroupBy(static hour => hour.Hour.UtcDateTime.Date).ToDictionary(static day => day.Key, static day => day.Max(Usual));
        var bins = new List<HourBin>();
        for (var start = Shown.Start; start < Shown.End;)
        {
            var end = Min(Next(start), Shown.End);
            var inside = new List<HourBar>();
            for (var at = start; at < end; at = at.AddHours(1)) if (hours.TryGetValue(at, out var hour)) inside.Add(hour);
            var known = inside.Where(static hour => hour.Known).ToList();
            var highest = known.MaxBy(Height);
            bins.Add(new HourBin(start, end, highest, known.Count < (end - start).TotalHours, BaselineOfDays ? days.GetValueOrDefault(start.UtcDateTime.Date) : inside.Max(Usual)));
            start = end;
        }

        return bins;
    }

    /// <summary>Which bar holds the instant; null when none does.</summary>
    public static HourBin? At(IReadOnlyList<HourBin> bins, DateTimeOffset instant) => bins.FirstOrDefault(bin => instant >= bin.Start && instant < bin.End);

    /// <summary>The baseline of an hour as it can be drawn.</summary>
    public static double? Usual(HourBar hour) => hour.Usual is { } usual && double.IsFinite(usual) ? Math.Max(0, usual) : null;

    private static double Height(HourBar hour) => hour.Known ? Math.Max(0.0, hour.Value) + Math.Max(0.0, hour.Second) : -1;

    private static DateTimeOffset Min(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private DateTimeOffset Next(DateTimeOffset start)
    {
        var step = TimeSpan.FromHours(HoursPerBar).Ticks;
        return new DateTimeOffset(((start.UtcTicks / step) + 1) * step, TimeSpan.Zero);
    }
}

/// <summary>One bar.</summary>
/// <param name="Start">First instant.</param>
/// <param name="End">First instant after it.</param>
/// <param name="Highest">Its highest known hour; null when no hour is known.</param>
/// <param name="Gap">Whether at least one of its hours is not known.</param>
/// <param name="Usual">The highest baseline of its hours, or of its day; null when there is none.</param>
internal sealed record HourBin(DateTimeOffset Start, DateTimeOffset End, HourBar? Highest, bool Gap, double? Usual)
{
    /// <summary>The foot of the bar; never below 0.</summary>
    public double Value => Math.Max(0, Highest?.Value ?? 0);

    /// <summary>What is stacked on it; never below 0.</summary>
    public double Second => Math.Max(0, Highest?.Second ?? 0);

    /// <summary>The whole bar.</summary>
    public double Total => Value + Second;
}
