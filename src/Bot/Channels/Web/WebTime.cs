using System.Globalization;
using ChatOps.Bot.Cards;

namespace ChatOps.Bot.Channels.Web;

/// <summary>How instants read, in UTC: "1 Aug 2024 00:20 UTC".</summary>
internal static class WebTime
{
    public static string Text(DateTimeOffset at, MomentStyle style) => style == MomentStyle.TimeOnly ? $"{Clock(at)} UTC" : $"{Day(at)} {Clock(at)} UTC";

    /// <summary>The two halves of "1 Aug 2024 00:20 – 00:54 UTC"; the second day only when it differs.</summary>
    public static (string From, string To) Text(DateTimeOffset from, DateTimeOffset to) =>
        ($"{Day(from)} {Clock(from)}", Day(from) == Day(to) ? $"{Clock(to)} UTC" : $"{Day(to)} {Clock(to)} UTC");

    public static string Iso(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Day(DateTimeOffset at) => at.ToUniversalTime().ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    private static string Clock(DateTimeOffset at) => at.ToUniversalTime().ToString("HH:mm", CultureInfo.InvariantCulture);
}
