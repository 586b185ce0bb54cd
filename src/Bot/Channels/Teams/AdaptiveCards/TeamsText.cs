using System.Buffers;
using System.Text;
using ChatOps.Investigation.Entities;

namespace ChatOps.Bot.Channels.Teams.AdaptiveCards;

/// <summary>Text on its way into a card. TextBlock and Fact parse Markdown and expand {{DATE(…)}}; TextRun expands {{DATE(…)}} alone; titles of actions and alternatives of pictures parse nothing.</summary>
internal static class TeamsText
{
    /// <summary>With a backslash before each of these, nothing of a text was live in the clients it was tried with; the ampersand is here for entities such as &amp;lt;.</summary>
    private static readonly SearchValues<char> Parsed = SearchValues.Create("\\`*_{}[]()#+-.!~<>|&");

    /// <summary>Shown exactly as it is where Markdown is parsed, whatever it holds. Lines stay lines.</summary>
    public static string Literal(string text) => Escape(ChatText.Shown(text));

    /// <summary>For what parses nothing: one line, never empty, at most so long.</summary>
    public static string Plain(string text, int most)
    {
        var shown = VisibleText.Of(text);
        return string.IsNullOrWhiteSpace(shown) ? ChatText.Nothing : ChatText.Cut(shown, most);
    }

    /// <summary>The text in pieces of which none holds two braces side by side or the beginning of a mention: each stands in a TextRun of its own, so no macro is there to be expanded, and nobody to be called.</summary>
    public static IEnumerable<string> Pieces(string shown)
    {
        var from = 0;
        for (var at = 1; at < shown.Length; at++)
        {
            if ((shown[at - 1], shown[at]) is not (('{', '{') or ('<', 'a' or 'A'))) continue;
            yield return shown[from..at];
            from = at;
        }

        if (from < shown.Length) yield return shown[from..];
    }

    private static string Escape(string shown)
    {
        var escaped = new StringBuilder(shown.Length + 16);
        foreach (var line in shown.Split('\n'))
        {
            // a line is one only with an empty one before it
            if (escaped.Length > 0) escaped.Append("\n\n");
            var spaces = line.Length - line.TrimStart(' ').Length;
            // four spaces at its start would be code
            if (spaces >= 4) escaped.Append('\u00A0', spaces);
            foreach (var letter in line.AsSpan(spaces >= 4 ? spaces : 0))
            {
                if (Parsed.Contains(letter)) escaped.Append('\\');
                escaped.Append(letter);
            }
        }

        return escaped.ToString();
    }
}
