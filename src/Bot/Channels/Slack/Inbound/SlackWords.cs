using System.Text;
using System.Text.RegularExpressions;
using ChatOps.Bot.Channels.Slack.BlockKit;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>Slack's written form of what a person typed, as the person would read it (docs.slack.dev/messaging/formatting-message-text), and back. Pure.</summary>
internal static partial class SlackWords
{
    /// <summary>Ids of the people mentioned without a name.</summary>
    public static IEnumerable<string> Mentioned(string text) => Control().Matches(text).Select(static match => match.Groups["body"].Value)
        .Where(static body => body.StartsWith('@') && !body.Contains('|', StringComparison.Ordinal)).Select(static body => body[1..]).Distinct();

    /// <summary>Ids of the people mentioned, with or without a name, in their order.</summary>
    public static IEnumerable<string> People(string text) => Control().Matches(text).Select(static match => match.Groups["body"].Value)
        .Where(static body => body.StartsWith('@')).Select(static body => body[1..].Split('|')[0]).Distinct();

    /// <summary>What was entered in a form, where nothing is escaped: only mentions become names.</summary>
    /// <param name="names">As in <see cref="Read"/>.</param>
    public static string Entered(string text, IReadOnlyDictionary<string, string> names) =>
        Control().Replace(text, match => match.Groups["body"].Value is ['@', ..] body ? OfControl(body, names) : match.Value);

    /// <summary>Mentions, links and escapes as words. U+0000 is left out.</summary>
    /// <param name="names">Names of people by their ids; whoever is missing keeps the id.</param>
    public static string Read(string text, IReadOnlyDictionary<string, string>? names = null)
    {
        var words = new StringBuilder(text.Length);
        var from = 0;
        foreach (Match match in Control().Matches(text))
        {
            words.Append(Unescape(text[from..match.Index])).Append(Unescape(OfControl(match.Groups["body"].Value, names)));
            from = match.Index + match.Length;
        }

        return words.Append(Unescape(text[from..])).Replace("\0", "").ToString().Trim();
    }

    /// <summary>Escaped, so that nothing in it becomes a mention or a link.</summary>
    public static string Escape(string text) => SlackText.Escape(text.Replace("\0", "", StringComparison.Ordinal));

    /// <summary>What follows a mention of the user at the beginning; null when it does not begin so.</summary>
    public static string? AfterMention(string text, string user)
    {
        if (user.Length == 0 || Control().Match(text) is not { Success: true } match) return null;
        var body = match.Groups["body"].Value;
        return text[..match.Index].Trim().Length == 0 && (body == $"@{user}" || body.StartsWith($"@{user}|", StringComparison.Ordinal)) ? text[(match.Index + match.Length)..].TrimStart(':', ',', ' ') : null;
    }

    private static string OfControl(string body, IReadOnlyDictionary<string, string>? names)
    {
        var bar = body.IndexOf('|', StringComparison.Ordinal);
        var (target, label) = bar < 0 ? (body, "") : (body[..bar], body[(bar + 1)..]);
        return target[0] switch
        {
            '@' => $"@{names?.GetValueOrDefault(target[1..]) ?? (label.Length > 0 ? label : target[1..])}",
            '#' => $"#{(label.Length > 0 ? label : target[1..])}",
            '!' => label.Length > 0 ? label : $"@{target[1..].Split('^')[0]}",
            _ => OfLink(target, label),
        };
    }

    /// <summary>What was typed as an address stays one; a label of its own does not hide where it leads.</summary>
    private static string OfLink(string url, string label)
    {
        if (label.Length == 0) return url;
        var scheme = url.IndexOf(':', StringComparison.Ordinal) + 1;
        return url == label || url[scheme..].TrimStart('/').TrimEnd('/') == label.TrimEnd('/') ? label : $"{label} ({url})";
    }

    private static string Unescape(string text) =>
        text.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);

    [GeneratedRegex("<(?<body>(?:[@#!]|[A-Za-z][A-Za-z0-9+.-]{0,20}:)[^<>\n]+)>")]
    private static partial Regex Control();
}
