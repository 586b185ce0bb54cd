using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ChatOps.Bot.Cards;
using ChatOps.Investigation.Entities;

namespace ChatOps.Bot.Channels.Teams.AdaptiveCards;

/// <summary>A line of a card: as Markdown in which nothing but our own marks is live, or, where identifiers stand in it, as runs in which nothing is parsed.</summary>
internal sealed class TeamsLine(Uri? room, TeamsMentions mentions)
{
    /// <summary>A longer word among runs is not broken: on a phone it would stand across what is beside it.</summary>
    private const int LongestRun = 32;

    /// <summary>The line as an element.</summary>
    /// <param name="lead">Our own words before it, such as a bullet.</param>
    /// <param name="link">A link after it.</param>
    public JsonObject Element(CardText text, string lead = "", CardLink? link = null)
    {
        List<CardRun> runs = [new Words(lead), .. text.Runs];
        if (link is not null) runs.AddRange([new Words(" · "), Run(link)]);
        runs.RemoveAll(static run => Words(run).Length == 0);
        if (runs is [Code]) return TeamsElements.Text(Markdown(runs), isMono: true);
        // people are called in what is parsed alone
        var isRich = runs.Any(static run => run is Code) && !TeamsMentions.AreIn(runs) && !runs.Any(static run => Words(run) is var words && (words.Contains('\n', StringComparison.Ordinal) || (run is Code && words.Length > LongestRun)));
        return isRich ? Rich(runs) : TeamsElements.Text(Markdown(runs));
    }

    /// <summary>The line for TextBlock and Fact.</summary>
    /// <param name="withYourTime">Whether the reader's own clock stands after the first instant.</param>
    public string Markdown(CardText text, bool withYourTime = false) => Markdown(text.Runs, withYourTime);

    /// <summary>"Detective ↗", or why there is no link.</summary>
    public CardRun Run(CardLink link) => Why(link) is { } why ? new Literal($"{link.Label}: no link, {why}") : new Anchor($"{link.Label} ↗", link.Url!);

    /// <summary>Why there is no link; null when there is one.</summary>
    public string? Why(CardLink link)
    {
        if (link.Url is null) return link.WhyNot ?? "no reason given";
        _ = TeamsUrl.Of(link.Url, room, out var why);
        return why;
    }

    private string Markdown(IReadOnlyList<CardRun> runs, bool withYourTime = false)
    {
        var line = new StringBuilder();
        for (var at = 0; at < runs.Count; at++)
        {
            switch (runs[at])
            {
                case Anchor anchor when TeamsUrl.Of(anchor.Url, room, out _) is { } url:
                    line.Append('[').Append(TeamsText.Literal(TeamsText.Plain(anchor.Label, 400))).Append("](").Append(TeamsUrl.Markdown(url)).Append(')');
                    break;
                case Someone someone when TeamsMentions.IdOf(someone) is { } id:
                    line.Append(mentions.Of(someone, id));
                    break;
                case Strong strong:
                    Bold(line, Words(strong), at + 1 < runs.Count ? Words(runs[at + 1]) : "");
                    break;
                default:
                    line.Append(TeamsText.Literal(Words(runs[at])));
                    break;
            }

            if (withYourTime && runs[at] is Moment or Interval)
            {
                line.Append(YourTime(runs[at]));
                withYourTime = false;
            }
        }

        return line.ToString();
    }

    /// <summary>Two stars make bold only where no white space is inside of them and no letter sticks to them outside.</summary>
    private static void Bold(StringBuilder line, string text, string next)
    {
        var inner = text.Trim();
        var (before, after) = (text.Length - text.TrimStart().Length, text.TrimEnd().Length);
        var sticks = (before == 0 && line.Length > 0 && char.IsLetterOrDigit(line[^1])) || (after == text.Length && next.Length > 0 && char.IsLetterOrDigit(next[0]));
        if (inner.Length == 0 || sticks || inner.Contains('\n', StringComparison.Ordinal)) line.Append(TeamsText.Literal(text));
        else line.Append(text.AsSpan(0, before)).Append("**").Append(TeamsText.Literal(inner)).Append("**").Append(text.AsSpan(after));
    }

    /// <summary>Such as " (02:20 – 02:54 your time)", computed by the client; nothing for more than a day, where the clock alone would mislead. Lower-case words, for the macro's own are English.</summary>
    private static string YourTime(CardRun run)
    {
        var (from, to) = run switch
        {
            Moment moment => (moment.At, moment.At),
            Interval interval => (interval.From, interval.To),
            _ => (default, default),
        };
        if (from.Year is < 1971 or > 9000 || to.Year > 9000 || to < from || to - from >= TimeSpan.FromDays(1)) return "";
        return to - from < TimeSpan.FromMinutes(1) ? $" \\({Clock(from)} your time\\)" : $" \\({Clock(from)} – {Clock(to)} your time\\)";
    }

    private static string Clock(DateTimeOffset at) => $"{{{{TIME({at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)})}}}}";

    private JsonObject Rich(IReadOnlyList<CardRun> runs)
    {
        var inlines = new JsonArray();
        var plain = new StringBuilder();
        foreach (var run in runs)
        {
            if (run is Strong or Code || (run is Anchor anchor && TeamsUrl.Of(anchor.Url, room, out _) is not null))
            {
                Flush();
                Add(inlines, run);
            }
            else plain.Append(Words(run));
        }

        Flush();
        return new JsonObject { ["type"] = "RichTextBlock", ["inlines"] = inlines };

        void Flush()
        {
            foreach (var piece in TeamsText.Pieces(plain.ToString())) inlines.Add(TextRun(piece));
            plain.Clear();
        }
    }

    private void Add(JsonArray inlines, CardRun run)
    {
        var words = run is Anchor anchor ? TeamsText.Plain(anchor.Label, 400) : Words(run);
        foreach (var piece in TeamsText.Pieces(words))
        {
            var shown = TextRun(piece);
            if (run is Strong) shown["weight"] = "Bolder";
            if (run is Code) shown["fontType"] = "Monospace";
            if (run is Anchor link && TeamsUrl.Of(link.Url, room, out _) is { } url)
            {
                shown["color"] = "Accent";
                shown["selectAction"] = new JsonObject { ["type"] = "Action.OpenUrl", ["url"] = url };
            }

            inlines.Add(shown);
        }
    }

    private static JsonObject TextRun(string text) => new() { ["type"] = "TextRun", ["text"] = text };

    /// <summary>A run in words, all that cannot be seen made visible; lines of somebody else's text stay lines.</summary>
    private static string Words(CardRun run) => run switch
    {
        Literal literal => ChatText.Shown(literal.Text.TrimEnd('\r', '\n')),
        Anchor anchor => $"{VisibleText.Of(anchor.Label)} ({VisibleText.Of(anchor.Url.OriginalString)})",
        _ => ChatText.Shown(CardWords.Of(CardText.Of(run))),
    };
}
