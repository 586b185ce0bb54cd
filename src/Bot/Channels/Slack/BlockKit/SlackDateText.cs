using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatOps.Bot.Channels.Slack.BlockKit;

/// <summary>Instants: always UTC in words, and beside them the reader's own clock where it stays short. The client computes it, so it is right for every reader.</summary>
internal static class SlackDateText
{
    /// <summary>Such as " (02:20 – 02:54 your time)"; nothing for more than a day, where the clock alone would mislead, and for instants no client can show.</summary>
    public static IEnumerable<JsonObject> YourTime(DateTimeOffset from, DateTimeOffset? to = null)
    {
        if (from.ToUnixTimeSeconds() <= 0 || (to ?? from).Year > 9000 || (to ?? from) - from is var length && (length < TimeSpan.Zero || length >= TimeSpan.FromDays(1))) yield break;
        yield return SlackBlocks.Text(" (");
        yield return Clock(from);
        if (to is { } end)
        {
            yield return SlackBlocks.Text(" – ");
            yield return Clock(end);
        }

        yield return SlackBlocks.Text(" your time)");
    }

    private static JsonObject Clock(DateTimeOffset at) => SlackBlocks.Date(at, "{time}", $"{at.ToUniversalTime().ToString("HH:mm", CultureInfo.InvariantCulture)} UTC");
}
