using System.Text;
using ChatOps.Investigation.Entities;

namespace ChatOps.Bot.Channels.Slack.BlockKit;

/// <summary>Text on its way into Slack. Lengths are UTF-16 units: never fewer than code points, so whichever of the two Slack counts, the limit is kept.</summary>
internal static class SlackText
{
    /// <summary>What stands where there is no text: Slack refuses a message with an empty one.</summary>
    public const string Nothing = "–";

    /// <summary>Exactly the three characters Slack names, in its order (docs.slack.dev, "Formatting message text"); after it no <c>&lt;…&gt;</c> of somebody else's is a mention or a link.</summary>
    public static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>All that cannot be seen is made visible, line by line.</summary>
    public static string Shown(string text) => text.Contains('\n', StringComparison.Ordinal)
        ? string.Join('\n', text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n').Select(VisibleText.Of))
        : VisibleText.Of(text);

    /// <summary>At most so long, a mark at its end where something was taken away.</summary>
    public static string Cut(string text, int most) => text.Length <= most ? text : $"{text[..Whole(text, most - 1)]}…";

    /// <summary>Visible, escaped, not empty and, as escaped, at most so long.</summary>
    public static string Escaped(string text, int most)
    {
        var shown = Shown(text);
        if (string.IsNullOrWhiteSpace(shown)) return Nothing;
        var escaped = Escape(shown);
        if (escaped.Length <= most) return escaped;
        var cut = new StringBuilder();
        foreach (var rune in shown.EnumerateRunes())
        {
            var next = Escape(rune.ToString());
            if (cut.Length + next.Length > most - 1) break;
            cut.Append(next);
        }

        return cut.Append('…').ToString();
    }

    /// <summary>The nearest place at or before <paramref name="at"/> that does not lie within a character.</summary>
    public static int Whole(string text, int at) => at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) && char.IsHighSurrogate(text[at - 1]) ? at - 1 : at;
}
