using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Evidence;

/// <summary>Says which whole hours of a window no log object covers: before the first one, and in between.</summary>
public static class LogGaps
{
    private const int GapsNamed = 3;
    private const string Before = "nothing is held from before ";
    private const string Without = "no object for ";

    /// <summary>Whether a note is the sentence on what lies before retention, which <see cref="Coverage.RetainedFrom"/> says, too.</summary>
    public static bool IsBeforeRetention(string note) => note.StartsWith(Before, StringComparison.Ordinal);

    /// <summary>Whether a note is the sentence on hours without an object, which <see cref="Coverage.Missing"/> says, too.</summary>
    public static bool IsMissingHours(string note) => note.StartsWith(Without, StringComparison.Ordinal);

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

    /// <summary>One sentence for what lies before retention, one for the hours without an object; none when all is covered.</summary>
    internal static IEnumerable<string> Sentences(TimeWindow window, DateTimeOffset? retainedFrom, DateTimeOffset completeUpTo, IReadOnlyList<TimeWindow> gaps)
    {
        if (retainedFrom > window.Start) yield return $"{Before}{TimeWords.Instant(retainedFrom.Value)}";
        var to = completeUpTo < window.End ? completeUpTo : window.End;
        if (gaps.Count == 0 || to <= window.Start) yield break;
        var named = string.Join(", ", gaps.Take(GapsNamed).Select(static gap => $"{TimeWords.Interval(gap.Start, gap.End)}"));
        var more = gaps.Count > GapsNamed ? $", {gaps.Count - GapsNamed} more" : "";
        var hours = gaps.Sum(static gap => gap.Duration.TotalHours);
        yield return $"{Without}{Amount.Of((long)hours, "hour")} of the window: {named}{more}";
    }
}
