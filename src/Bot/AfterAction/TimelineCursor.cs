using System.Globalization;
using System.Text;

namespace ChatOps.Bot.AfterAction;

/// <summary>Where a page of a timeline ends: the next one begins after it, whatever was added before it meanwhile.</summary>
internal sealed record TimelineCursor(DateTimeOffset At, TimelineKind Kind, string Id)
{
    public static TimelineCursor Of(TimelineEntry entry) => new(entry.At, entry.Kind, entry.Id);

    public bool IsBefore(TimelineEntry entry)
    {
        if (entry.At != At) return entry.At > At;
        return entry.Kind != Kind ? entry.Kind > Kind : string.CompareOrdinal(entry.Id, Id) > 0;
    }

    public override string ToString() => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks} {(int)Kind} {Id}")));

    /// <summary>Null for what was never given out.</summary>
    public static TimelineCursor? Parse(string text)
    {
        if (text.Length is 0 or > 1000 || text.Length % 2 != 0 || !text.All(char.IsAsciiHexDigit)) return null;
        var parts = Encoding.UTF8.GetString(Convert.FromHexString(text)).Split(' ', 3);
        return parts.Length == 3 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTimeOffset.MaxValue.UtcTicks
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var kind) && Enum.IsDefined((TimelineKind)kind)
            ? new TimelineCursor(new DateTimeOffset(ticks, TimeSpan.Zero), (TimelineKind)kind, parts[2])
            : null;
    }
}
