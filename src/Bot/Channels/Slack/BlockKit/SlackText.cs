using System.Text;

namespace ChatOps.Bot.Channels.Slack.BlockKit;

/// <summary>Text on its way into Slack. Lengths are UTF-16 units: never fewer than code points, so whichever of the two Slack counts, the limit is kept.</summary>
internal static class SlackText
{
    /// <summary>Exactly the three characters Slack names, in its order (docs.slack.dev, "Formatting message text"); after it no <c>&lt;…&gt;</c> of somebody else's is a mention or a link.</summary>
    public static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>Visible, escaped, not empty and, as escaped, at most so long.</summary>
    public static string Escaped(string text, int most)
    {
        var shown = ChatText.Shown(text);
        if (string.IsNullOrWhiteSpace(shown)) return ChatText.Nothing;
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
}
