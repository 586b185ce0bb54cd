using ChatOps.Bot.Cards;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Investigate;

/// <summary>What becomes of an interval that is set, narrowed or widened: never past the present, never longer than 45 days. Pure.</summary>
internal static class IntervalSteps
{
    /// <summary>The window as asked for, as far as it has happened and is not too long.</summary>
    /// <param name="asOf">The present of what the thread is about.</param>
    public static IntervalStep Set(TimeWindow asked, DateTimeOffset asOf)
    {
        var (window, notes) = (asked, new List<string>());
        if (asked.End > asOf)
        {
            var present = new DateTimeOffset(asOf.Ticks - (asOf.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
            if (present <= asked.Start) return new IntervalStep(null, $"{TimeWords.Interval(asked.Start, asked.End)} has not happened yet: it is {TimeWords.Instant(asOf)}. {WindowPhrase.Examples}.");
            window = new TimeWindow(asked.Start, present);
            notes.Add($"Cut at {TimeWords.Instant(present)}, the present of this thread: what was asked for goes on until {TimeWords.Instant(asked.End)}.");
        }

        if (window.Duration > IntervalButtons.Longest)
        {
            window = new TimeWindow(window.End - IntervalButtons.Longest, window.End);
            notes.Add("Cut to its last 45 days, the longest an interval can be.");
        }

        return new IntervalStep(window, notes.Count == 0 ? null : string.Join(" ", notes));
    }

    /// <summary>Half as long around the middle, in whole hours, at least one.</summary>
    public static IntervalStep Narrow(TimeWindow from, DateTimeOffset asOf)
    {
        if (Happened(from, asOf) is not { } window) return NotYet(from, asOf);
        if (window.Duration <= IntervalButtons.Shortest) return new IntervalStep(null, $"{TimeWords.Interval(window.Start, window.End)} is an hour or less, and an interval is not narrowed any further. A shorter one can be typed: interval 2024-08-01 11:10..11:20; interval widen doubles it.");
        var length = TimeSpan.FromHours(Math.Max(1, Math.Floor(window.Duration.TotalHours / 2)));
        var start = TimeWindow.Floor(Middle(window) - (length / 2));
        // the part of an hour at its beginning is not gone back to
        if (start < window.Start && Ceiling(window.Start) + length <= window.End) start = Ceiling(window.Start);
        return new IntervalStep(new TimeWindow(start, start + length), null);
    }

    /// <summary>Twice as long around the middle, in whole hours; what lies past the present is added before it instead.</summary>
    public static IntervalStep Widen(TimeWindow from, DateTimeOffset asOf)
    {
        if (Happened(from, asOf) is not { } window) return NotYet(from, asOf);
        if (window.Duration >= IntervalButtons.Longest) return new IntervalStep(null, $"{TimeWords.Interval(window.Start, window.End)} is 45 days long, the longest an interval can be. interval narrow halves it; interval 2024-08-01 11:00..12:00 sets another.");
        var doubled = TimeSpan.FromHours(Math.Ceiling(window.Duration.TotalHours * 2));
        var length = doubled < IntervalButtons.Longest ? doubled : IntervalButtons.Longest;
        var start = TimeWindow.Floor(Middle(window) - (length / 2));
        var end = Later(start + length, Ceiling(window.End));
        // whole hours of what has happened, and nothing less than before
        var latest = Later(TimeWindow.Floor(asOf), window.End);
        if (end > latest) (start, end) = (TimeWindow.Floor(latest - length), latest);
        // nearly that long already, and not in whole hours
        if (end - start > IntervalButtons.Longest) (start, end) = (window.End - IntervalButtons.Longest, window.End);
        return new IntervalStep(new TimeWindow(start, end), null);
    }

    private static TimeWindow? Happened(TimeWindow window, DateTimeOffset asOf) => window.Intersect(new TimeWindow(DateTimeOffset.MinValue, asOf));

    private static IntervalStep NotYet(TimeWindow window, DateTimeOffset asOf) => new(null, $"{TimeWords.Interval(window.Start, window.End)} has not happened yet: it is {TimeWords.Instant(asOf)}. {WindowPhrase.Examples}.");

    private static DateTimeOffset Middle(TimeWindow window) => window.Start + (window.Duration / 2);

    private static DateTimeOffset Ceiling(DateTimeOffset instant) => TimeWindow.Floor(instant) is var floor && floor < instant ? floor.AddHours(1) : floor;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}

/// <param name="Window">The new interval; null when there is none.</param>
/// <param name="Why">Without a window, why not and what would work; with one, how it differs from what was asked for, null when it does not. Our own words.</param>
internal sealed record IntervalStep(TimeWindow? Window, string? Why);
