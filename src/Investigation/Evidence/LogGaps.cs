using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Evidence;

/// <summary>Says which whole hours of a window no log object covers: before the first one, and in between.</summary>
public static class LogGaps
{
    private const int GapsNamed = 3;

    /// <summary>What <see cref="Coverage.RetainedFrom"/> and <see cref="Coverage.Missing"/> say, in one sentence each; none when all of the window is covered.</summary>
    public static IEnumerable<string> Sentences(Coverage coverage)
    {
        if (coverage.RetainedFrom > coverage.Window?.Start) yield return $"nothing is held from before {TimeWords.Instant(coverage.RetainedFrom.Value)}";
        if (Missing(coverage) is { } missing) yield return missing;
    }

    /// <summary>What <see cref="Coverage.Missing"/> says; null when nothing is missing.</summary>
    public static string? Missing(Coverage coverage)
    {
        var gaps = coverage.Missing;
        if (gaps.Count == 0) return null;
        var named = string.Join(", ", gaps.Take(GapsNamed).Select(static gap => $"{TimeWords.Interval(gap.Start, gap.End)}"));
        var more = gaps.Count > GapsNamed ? $", {gaps.Count - GapsNamed} more" : "";
        return $"no object for {Amount.Of((long)gaps.Sum(static gap => gap.Duration.TotalHours), "hour")} of the window: {named}{more}";
    }

    /// <summary>Whole hours, from the start of retention to the time up to which objects are expected, that no object covers; neighbours joined.</summary>
    /// <param name="window">Window looked at.</param>
    /// <param name="retainedFrom">Start of the earliest object; null when unknown.</param>
    /// <param name="completeUpTo">Hours after this are not expected to be there yet.</param>
    /// <param name="covered">Hours the objects cover.</param>
    internal static IReadOnlyList<TimeWindow> Of(TimeWindow window, DateTimeOffset? retainedFrom, DateTimeOffset completeUpTo, CoveredHours covered)
    {
        var from = retainedFrom > window.Start ? retainedFrom.Value : window.Start;
        var to = completeUpTo < window.End ? completeUpTo : window.End;
        var gaps = new List<TimeWindow>();
        if (to <= from) return gaps;
        for (var hour = TimeWindow.Floor(from); hour < to; hour = hour.AddHours(1))
        {
            if (covered.Contains(hour)) continue;
            if (gaps.Count > 0 && gaps[^1].End == hour) gaps[^1] = new TimeWindow(gaps[^1].Start, hour.AddHours(1));
            else gaps.Add(new TimeWindow(hour, hour.AddHours(1)));
        }

        return gaps;
    }
}
