using System.Globalization;
using System.Text.RegularExpressions;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Investigate;

/// <summary>Cuts the window off what was typed: <c>last 6h</c>, <c>2024-08-01 11:00..12:00</c>, <c>2024-08-01</c>, <c>11:00..12:00</c>, <c>today</c>, <c>yesterday</c>. Times are UTC unless they say otherwise.</summary>
internal static partial class WindowPhrase
{
    public const string Examples = "Windows that work, in UTC: last 6h, last 2d, 2024-08-01 11:00..12:00, 2024-08-01 22:00..2024-08-02 03:00, 2024-08-01, 11:00..12:00, today, yesterday";

    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    /// <param name="text">What was typed after the verb.</param>
    /// <param name="asOf">The present of what is asked about.</param>
    /// <param name="scope">The thread's scope, on whose day bare times of day are meant; null outside a thread.</param>
    public static WindowCut Cut(string text, DateTimeOffset asOf, TimeWindow? scope)
    {
        if (Range().Match(text) is { Success: true } range) return Checked(text, range, OfRange(range, asOf, scope), asOf);
        if (Last().Match(text) is { Success: true } last) return Checked(text, last, OfLast(last, asOf), asOf);
        if (Day().Match(text) is { Success: true } day) return Checked(text, day, OfDay(day.Groups["day"].Value, asOf), asOf);
        return Single().Match(text) is { Success: true } single
            ? Refused(text, single, $"“{single.Value.Trim()}” is one instant, and a window has two ends.")
            : new WindowCut(text, null, null);
    }

    private static WindowCut Checked(string text, Match match, WindowOrNot found, DateTimeOffset asOf)
    {
        if (found.Why is { } why) return Refused(text, match, why);
        var (start, end) = (found.Start, found.End);
        if (end <= start) return Refused(text, match, $"“{match.Value.Trim()}” ends before it starts, or is empty.");
        if (end - start > Longest) return Refused(text, match, $"“{match.Value.Trim()}” is longer than 365 days.");
        return start >= asOf
            ? Refused(text, match, $"“{match.Value.Trim()}” has not happened yet: it is {TimeWords.Instant(asOf)}.")
            : new WindowCut(text.Remove(match.Index, match.Length).Trim(), new TimeWindow(start, end), null);
    }

    private static WindowCut Refused(string text, Match match, string why) => new(text.Remove(match.Index, match.Length).Trim(), null, $"{why} {Examples}.");

    private static WindowOrNot OfRange(Match match, DateTimeOffset asOf, TimeWindow? scope)
    {
        var (from, to) = (Instant.Read(match.Groups["from"].Value, asOf), Instant.Read(match.Groups["to"].Value, asOf));
        if ((from.Why ?? to.Why) is { } why) return new WindowOrNot(why);
        if (from.Day is null && to.Day is not null) return new WindowOrNot("The first end has no day, the second one has.");
        var end = to.Time ?? TimeSpan.FromDays(1); // a bare day as the second end belongs to the window as a whole
        if (from.Day is { } day) return new WindowOrNot(At(day, from), At(to.Day ?? day, to with { Time = end }));
        var days = scope is { } inside ? [inside.End.AddTicks(-1).UtcDateTime.Date, inside.Start.UtcDateTime.Date] : new[] { asOf.UtcDateTime.Date };
        var meant = days.Cast<DateTime?>().FirstOrDefault(at => scope is { } s && s.Touches(At(at!.Value, from), At(at.Value, to))) ?? days[0];
        return new WindowOrNot(At(meant, from), At(meant, to));
    }

    private static WindowOrNot OfLast(Match match, DateTimeOffset asOf)
    {
        var digits = match.Groups["count"].Value;
        TimeSpan? unit = match.Groups["unit"].Value.ToLowerInvariant() switch
        {
            "m" or "min" or "mins" or "minute" or "minutes" => TimeSpan.FromMinutes(1),
            "h" or "hour" or "hours" => TimeSpan.FromHours(1),
            "d" or "day" or "days" => TimeSpan.FromDays(1),
            "w" or "week" or "weeks" => TimeSpan.FromDays(7),
            _ => null,
        };
        if (unit is null) return new WindowOrNot($"“{match.Value.Trim()}” has no unit known here: use m, h, d or w.");
        if (digits.Length > 6) return new WindowOrNot($"“{match.Value.Trim()}” is longer than 365 days.");
        var count = digits.Length == 0 ? 1 : int.Parse(digits, CultureInfo.InvariantCulture);
        var end = asOf.AddTicks(-(asOf.Ticks % TimeSpan.TicksPerMinute));
        if (end < asOf) end = end.AddMinutes(1);
        var length = unit.Value * count;
        return length > Longest ? new WindowOrNot($"“{match.Value.Trim()}” is longer than 365 days.") : new WindowOrNot(end - length, end);
    }

    private static WindowOrNot OfDay(string text, DateTimeOffset asOf)
    {
        var read = Instant.Read(text, asOf);
        return read.Day is { } day ? new WindowOrNot(At(day, read), At(day, read).AddDays(1)) : new WindowOrNot(read.Why!);
    }

    private static DateTimeOffset At(DateTime day, Instant instant) => new DateTimeOffset(day, TimeSpan.Zero) + (instant.Time ?? TimeSpan.Zero) - instant.Offset;

    // Digits are those of ASCII: the number parsers know no others. Each pattern begins at a word and has no repetition within another, so that no text takes longer than its length.
    private const string AnyDay = @"(?:[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|today|yesterday)";
    private const string AnyTime = @"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,7})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?";
    private const string AnyInstant = $"(?:{AnyDay}(?:(?:[T ]){AnyTime})?|{AnyTime})";

    [GeneratedRegex($@"(?<!\S)(?<from>{AnyInstant})(?:\s*(?:\.\.+|…|–)\s*|\s+to\s+)(?<to>{AnyInstant})(?:\s*UTC)?(?!\S)", RegexOptions.IgnoreCase)]
    private static partial Regex Range();

    [GeneratedRegex(@"(?<!\S)last\s+(?:(?<count>[0-9]+)\s*(?<unit>[a-z]*)|(?<count>)(?<unit>minute|hour|day|week))$", RegexOptions.IgnoreCase)]
    private static partial Regex Last();

    [GeneratedRegex($@"(?<!\S)(?<day>{AnyDay})$", RegexOptions.IgnoreCase)]
    private static partial Regex Day();

    [GeneratedRegex($@"(?<!\S){AnyDay}[T ]{AnyTime}(?:\s*UTC)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Single();

    private readonly record struct WindowOrNot(DateTimeOffset Start, DateTimeOffset End, string? Why)
    {
        public WindowOrNot(string why)
            : this(default, default, why)
        {
        }

        public WindowOrNot(DateTimeOffset start, DateTimeOffset end)
            : this(start, end, null)
        {
        }
    }

    /// <summary>One end as typed: a day, a time of day, or both.</summary>
    private readonly record struct Instant(DateTime? Day, TimeSpan? Time, TimeSpan Offset, string? Why)
    {
        public static Instant Read(string text, DateTimeOffset asOf)
        {
            var parts = text.Split([' ', 'T', 't'], 2);
            var hasDay = parts[0].Contains('-', StringComparison.Ordinal) && !parts[0].Contains(':', StringComparison.Ordinal);
            if (text.StartsWith("today", StringComparison.OrdinalIgnoreCase)) return WithTime(asOf.UtcDateTime.Date, text[5..].Trim());
            if (text.StartsWith("yesterday", StringComparison.OrdinalIgnoreCase)) return WithTime(asOf.UtcDateTime.Date.AddDays(-1), text[9..].Trim());
            if (!hasDay) return WithTime(null, text);
            return DateTime.TryParseExact(parts[0], "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1970 and < 9000
                ? WithTime(day, parts.Length > 1 ? parts[1] : "")
                : new Instant(null, null, default, $"“{parts[0]}” is no day of the calendar.");
        }

        private static Instant WithTime(DateTime? day, string text)
        {
            if (text.Length == 0) return new Instant(day, null, default, null);
            var sign = text.AsSpan().IndexOfAny("Z+-z");
            var clock = sign < 0 ? text : text[..sign];
            var parts = clock.Split(':');
            var time = new TimeSpan(int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture), 0)
                + TimeSpan.FromSeconds(parts.Length > 2 ? double.Parse(parts[2], CultureInfo.InvariantCulture) : 0);
            var isTime = int.Parse(parts[1], CultureInfo.InvariantCulture) < 60 && time <= TimeSpan.FromDays(1) && (parts.Length < 3 || double.Parse(parts[2], CultureInfo.InvariantCulture) < 60);
            if (!isTime) return new Instant(null, null, default, $"“{clock}” is no time of day: 00:00 to 24:00.");
            return new Instant(day, time, sign < 0 ? default : OffsetOf(text[sign..]), null);
        }

        private static TimeSpan OffsetOf(string text)
        {
            if (text is "Z" or "z") return TimeSpan.Zero;
            var digits = text[1..].Replace(":", "", StringComparison.Ordinal);
            var offset = new TimeSpan(int.Parse(digits[..2], CultureInfo.InvariantCulture), int.Parse(digits[2..], CultureInfo.InvariantCulture), 0);
            return text[0] == '-' ? -offset : offset;
        }
    }
}

/// <param name="Rest">What was typed without the window.</param>
/// <param name="Window">The window; null when none was typed, or it was refused.</param>
/// <param name="Refusal">What is wrong with the window and what would work; null when nothing is.</param>
internal sealed record WindowCut(string Rest, TimeWindow? Window, string? Refusal);
