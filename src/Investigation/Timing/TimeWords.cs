using System.Globalization;

namespace ChatOps.Investigation.Timing;

/// <summary>Instants and intervals in whole words, UTC; <see cref="UtcText"/> has the short forms and durations.</summary>
public static class TimeWords
{
    private const string Day = "d MMM yyyy";
    private const string Clock = "HH:mm";

    /// <summary>Such as "1 Aug 2024 00:20 UTC".</summary>
    public static string Instant(DateTimeOffset at) => $"{Text(at, $"{Day} {Clock}")} UTC";

    /// <summary>Such as "1 Aug 2024 00:20 – 00:54 UTC"; the second day is named when it is another one, and one instant when both fall into one minute.</summary>
    public static string Interval(DateTimeOffset from, DateTimeOffset to)
    {
        if (to >= from && Text(from, $"{Day} {Clock}") == Text(to, $"{Day} {Clock}")) return Instant(from);
        var sameDay = from.UtcDateTime.Date == to.UtcDateTime.Date;
        return $"{Text(from, $"{Day} {Clock}")} – {Text(to, sameDay ? Clock : $"{Day} {Clock}")} UTC";
    }

    private static string Text(DateTimeOffset at, string format) => at.ToUniversalTime().ToString(format, CultureInfo.InvariantCulture);
}
