using System.Net;
using System.Text;

namespace ChatOps.Bot.Channels.Teams.Forms;

/// <summary>The words of a message Teams tells as HTML: of anybody, so anything may stand there. One pass, no more than is asked for. Pure.</summary>
internal static class TeamsHtml
{
    private const int LongestRead = 200_000;

    private static readonly HashSet<string> Lines = new(["p", "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "codeblock", "hr"], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Silent = new(["script", "style", "head"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Lines as a reader sees them; a link's address stands behind its words.</summary>
    public static string Words(string html)
    {
        var text = new StringBuilder();
        var (at, linkAt, link) = (0, 0, (string?)null);
        if (html.Length > LongestRead) html = html[..LongestRead];
        while (at < html.Length)
        {
            var open = html.IndexOf('<', at);
            if (open < 0 || !IsTag(html, open))
            {
                var end = open < 0 ? html.Length : open + 1;
                text.Append(html, at, end - at);
                at = end;
                continue;
            }

            text.Append(html, at, open - at);
            var close = html.IndexOf('>', open);
            if (close < 0) break; // a tag that never ends says nothing
            var tag = html.AsSpan(open + 1, close - open - 1);
            var isEnd = tag[0] == '/';
            var name = Name(isEnd ? tag[1..] : tag);
            at = close + 1;
            if (!isEnd && Silent.Contains(name)) at = After(html, at, name);
            else if (Lines.Contains(name)) text.Append('\n');
            else if (isEnd && name is "td" or "th") text.Append(' ');
            else if (name is "img" or "emoji" && Attribute(tag, "alt") is { } seen) text.Append(seen);
            else if (name == "a" && !isEnd) (link, linkAt) = (Attribute(tag, "href"), text.Length);
            else if (name == "a" && link is { } url)
            {
                if (!text.ToString(linkAt, text.Length - linkAt).Equals(url, StringComparison.Ordinal)) text.Append(" (").Append(url).Append(')');
                link = null;
            }
        }

        return WebUtility.HtmlDecode(text.ToString()).Replace('\u00A0', ' ');
    }

    /// <summary>"a &lt; b" is no tag.</summary>
    private static bool IsTag(string html, int open) => open + 1 < html.Length && (char.IsAsciiLetter(html[open + 1]) || (html[open + 1] is '/' or '!' && open + 2 < html.Length));

    private static string Name(ReadOnlySpan<char> tag)
    {
        var end = 0;
        while (end < tag.Length && char.IsAsciiLetterOrDigit(tag[end])) end++;
        return tag[..end].ToString().ToLowerInvariant();
    }

    /// <summary>As it stands there, entities undecoded like all around it.</summary>
    private static string? Attribute(ReadOnlySpan<char> tag, string name)
    {
        var at = tag.IndexOf($" {name}=", StringComparison.OrdinalIgnoreCase);
        if (at < 0) return null;
        var value = tag[(at + name.Length + 2)..];
        if (value is not ['"' or '\'', ..]) return null;
        var end = value[1..].IndexOf(value[0]);
        return end <= 0 ? null : value.Slice(1, end).ToString();
    }

    private static int After(string html, int at, string name)
    {
        var end = html.IndexOf($"</{name}", at, StringComparison.OrdinalIgnoreCase);
        return end < 0 ? html.Length : end;
    }
}
