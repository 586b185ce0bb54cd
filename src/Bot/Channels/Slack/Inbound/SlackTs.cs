using System.Globalization;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>Slack names a message by the seconds since 1970 with six decimals, as text. Pure.</summary>
internal static class SlackTs
{
    private const int LongestSeconds = 11;

    /// <summary>When that was; null for a text of another form.</summary>
    public static DateTimeOffset? At(string ts)
    {
        var point = ts.IndexOf('.', StringComparison.Ordinal);
        var (whole, part) = point < 0 ? (ts, "") : (ts[..point], ts[(point + 1)..]);
        if (whole.Length is 0 or > LongestSeconds || part.Length > 6) return null;
        if (!long.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return null;
        if (!long.TryParse(part.PadRight(6, '0'), NumberStyles.None, CultureInfo.InvariantCulture, out var micros)) return null;
        return DateTimeOffset.UnixEpoch.AddSeconds(seconds).AddTicks(micros * TimeSpan.TicksPerMicrosecond);
    }
}
