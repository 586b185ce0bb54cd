using System.Globalization;
using System.Text.RegularExpressions;
using ChatOps.Bot.Cases;

namespace ChatOps.Bot.Investigate.Casework;

/// <summary>Reads for how long a case is to sleep. Pure.</summary>
internal static partial class SnoozePhrase
{
    public const string Examples = "What works, in UTC: snooze 4h, snooze 2d, snooze tomorrow, snooze until 2026-11-24 08:00, snooze change, snooze 4h or change, snooze off";

    /// <summary>When a day begins for those who wait for one.</summary>
    private static readonly TimeSpan Morning = TimeSpan.FromHours(8);

    private static readonly string[] Instants = ["yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss"];

    public static SnoozeAsked Read(string text, DateTimeOffset now)
    {
        var words = text.Trim();
        if (words.Length is 0 or > 60) return new SnoozeMisread($"For how long? {Examples}");
        if (Off().IsMatch(words)) return new SnoozeOff();
        if (Change().IsMatch(words)) return new SnoozeFor(new Snooze(null, true));
        var both = OrChange().Match(words);
        if (both.Success) words = words[..both.Index];
        return Until(Leading().Replace(words, "").Trim(), now) is { } until ? new SnoozeFor(new Snooze(until, both.Success)) : new SnoozeMisread($"\"{text.Trim()}\" is no time to wait. {Examples}");
    }

    private static DateTimeOffset? Until(string words, DateTimeOffset now)
    {
        if (words.Equals("tomorrow", StringComparison.OrdinalIgnoreCase)) return new DateTimeOffset(now.UtcDateTime.Date.AddDays(1) + Morning, TimeSpan.Zero);
        if (Span().Match(words) is { Success: true } span) return now + (int.Parse(span.Groups["count"].Value, CultureInfo.InvariantCulture) * UnitOf(span.Groups["unit"].Value[0]));
        var plain = Zone().Replace(words, "");
        if (DateTime.TryParseExact(plain, Instants, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)) return new DateTimeOffset(instant, TimeSpan.Zero);
        if (DateOnly.TryParseExact(plain, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return new DateTimeOffset(day.ToDateTime(TimeOnly.FromTimeSpan(Morning)), TimeSpan.Zero);
        if (!TimeOnly.TryParseExact(plain, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return null;
        var today = new DateTimeOffset(now.UtcDateTime.Date + time.ToTimeSpan(), TimeSpan.Zero);
        return today > now ? today : today.AddDays(1);
    }

    private static TimeSpan UnitOf(char unit) => char.ToLowerInvariant(unit) switch
    {
        'm' => TimeSpan.FromMinutes(1),
        'h' => TimeSpan.FromHours(1),
        'd' => TimeSpan.FromDays(1),
        _ => TimeSpan.FromDays(7),
    };

    [GeneratedRegex(@"\A(?:off|wake|wake up|end)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Off();

    [GeneratedRegex(@"\A(?:until )?(?:a |any |something )?changes?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Change();

    [GeneratedRegex(@",? or (?:until )?(?:a |any |something )?changes?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OrChange();

    [GeneratedRegex(@"\A(?:for|until) ", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Leading();

    [GeneratedRegex(@"\A(?<count>[1-9][0-9]{0,3}) ?(?<unit>m|min|minutes?|h|hours?|d|days?|w|weeks?)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Span();

    [GeneratedRegex(@" ?(?:UTC|Z)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Zone();
}

/// <summary>What was asked of sleep.</summary>
internal abstract record SnoozeAsked;

internal sealed record SnoozeFor(Snooze Snooze) : SnoozeAsked;

internal sealed record SnoozeOff : SnoozeAsked;

/// <param name="Why">What was wrong and what would work.</param>
internal sealed record SnoozeMisread(string Why) : SnoozeAsked;
