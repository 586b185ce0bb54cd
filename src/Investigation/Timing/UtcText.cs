using System.Globalization;

namespace ChatOps.Investigation.Timing;

/// <summary>How instants and durations read in sentences; always UTC.</summary>
public static class UtcText
{
    /// <summary>Day and minute: <c>1 Aug 2024 18:42</c>.</summary>
    public static string Minute(DateTimeOffset instant) => instant.UtcDateTime.ToString("d MMM yyyy HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Two instants as shortly as they can be told apart: <c>18:42</c> on one day, with the day when they lie on two, with seconds inside one minute.</summary>
    public static (string From, string To) Pair(DateTimeOffset from, DateTimeOffset to)
    {
        var a = from.UtcDateTime;
        var b = to.UtcDateTime;
        var format = a.Date != b.Date ? (a.Year == b.Year ? "d MMM HH:mm" : "d MMM yyyy HH:mm")
            : a.Hour == b.Hour && a.Minute == b.Minute && a != b ? "HH:mm:ss"
            : "HH:mm";
        return (a.ToString(format, CultureInfo.InvariantCulture), b.ToString(format, CultureInfo.InvariantCulture));
    }

    /// <summary>A duration in its two largest units: <c>18 h 25 min</c>, <c>21 d 3 h</c>, <c>2 min</c>, <c>45 s</c>; parts of a second are left out.</summary>
    public static string Duration(TimeSpan duration)
    {
        var (large, largeUnit, small, smallUnit) = duration switch
        {
            { TotalDays: >= 2 } => ((long)duration.TotalDays, "d", duration.Hours, "h"),
            { TotalHours: >= 1 } => ((long)duration.TotalHours, "h", duration.Minutes, "min"),
            { TotalMinutes: >= 1 } => (duration.Minutes, "min", duration.Seconds, "s"),
            _ => (duration.Seconds, "s", 0, "s"),
        };
        return small == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{large} {largeUnit}")
            : string.Create(CultureInfo.InvariantCulture, $"{large} {largeUnit} {small} {smallUnit}");
    }
}
