using System.Globalization;

namespace ChatOps.Investigation.Timing;

/// <summary>Instants, intervals and durations in words, UTC.</summary>
public static class TimeWords
{
    private const string Day = "d MMM yyyy";
    private const string Clock = "HH:mm";

    /// <summary>Such as "1 Aug 2024 00:20 UTC".</summary>
    public static string Instant(DateTimeOffset at) => $"{Text(at, $"{Day} {Clock}")} UTC";

    /// <summary>Such as "1 Aug 2024 00:20 – 00:54 UTC"; the second day is named when it is another one.</summary>
    public static string Interval(DateTimeOffset from, DateTimeOffset to)
    {
        var sameDay = from.UtcDateTime.Date == to.UtcDateTime.Date;
        return $"{Text(from, $"{Day} {Clock}")} – {Text(to, sameDay ? Clock : $"{Day} {Clock}")} UTC";
    }

    /// <summary>Such as "18 h 25 min", "2 d 3 h", "45 s" or "0 s"; days and hours at most with the next smaller unit, seconds only below one hour. Cut off, never rounded up.</summary>
    public static string Duration(TimeSpan duration)
    {
        if (duration < TimeSpan.Zero) return $"-{Duration(duration.Negate())}";
        if (duration.Days > 0) return Two(duration.Days, "d", duration.Hours, "h");
        if (duration.Hours > 0) return Two(duration.Hours, "h", duration.Minutes, "min");
        return duration.Minutes > 0 ? Two(duration.Minutes, "min", duration.Seconds, "s") : Two(duration.Seconds, "s", 0, "");
    }

    private static string Two(int large, string unit, int small, string smaller) =>
        small == 0 ? FormattableString.Invariant($"{large:N0} {unit}") : FormattableString.Invariant($"{large:N0} {unit} {small} {smaller}");

    private static string Text(DateTimeOffset at, string format) => at.ToUniversalTime().ToString(format, CultureInfo.InvariantCulture);
}
