using System.Globalization;

namespace ChatOps.Investigation.Evidence.GuardDuty.Wire;

/// <summary>
/// Times as they come: ISO 8601 with or without fraction, with T or a space, with or without a zone (none means UTC), or a number of seconds or
/// milliseconds since 1970. Microseconds are kept, as in the stores: a finer time would compare as newer than its own stored copy.
/// </summary>
internal static class GuardDutyTime
{
    /// <summary>What a reader of a refusal is told.</summary>
    public const string Wanted = "a time such as 2024-08-01T00:20:00Z or 1722471600 (seconds since 1970) between 1970 and 2200 is needed";

    // No time of a finding lies outside; far from the ends, so that windows around it cannot overflow.
    private static readonly DateTimeOffset End = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // As seconds this is the year 5138, as milliseconds 1973: what is larger must be milliseconds.
    private const decimal FirstMilliseconds = 100_000_000_000m;

    private static readonly string[] Zones = ["", "'Z'", "zzz", "zz"];

    private static readonly string[] Formats = [.. from separator in (string[])["'T'", "' '"]
                                                  from zone in Zones
                                                  select $"yyyy-MM-dd{separator}HH:mm:ss.FFFFFFF{zone}"];

    /// <summary>Reads a time.</summary>
    /// <returns>The time in UTC; null when the value is none.</returns>
    public static DateTimeOffset? Read(GuardDutyNode node)
    {
        if (node.ZonedTime() is { } zoned) return Bounded(zoned.UtcTicks);
        if (node.Number() is { } number) return FromEpoch(number);
        return node.Text() is { Length: <= 40 } text && Parse(text) is { } time ? Bounded(time.UtcTicks) : null;
    }

    private static DateTimeOffset? FromEpoch(decimal number)
    {
        if (Math.Abs(number) >= FirstMilliseconds) number /= 1000;
        if (number < 0 || number >= FirstMilliseconds) return null;
        return Bounded(DateTimeOffset.UnixEpoch.Ticks + (long)(number * TimeSpan.TicksPerSecond));
    }

    private static DateTimeOffset? Bounded(long ticks) =>
        ticks >= DateTimeOffset.UnixEpoch.Ticks && ticks < End.Ticks
            ? new DateTimeOffset(ticks - (ticks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero)
            : null;

    private static DateTimeOffset? Parse(string text) =>
        DateTimeOffset.TryParseExact(WithoutNanoseconds(text), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>The framework reads seven digits of a fraction at most; nine are written by some exports.</summary>
    private static string WithoutNanoseconds(string text)
    {
        var start = text.IndexOf('.', StringComparison.Ordinal) + 1;
        if (start == 0) return text;
        var end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        return end - start > 7 ? text[..(start + 7)] + text[end..] : text;
    }
}
