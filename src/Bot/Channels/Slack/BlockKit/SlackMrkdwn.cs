using System.Text;
using System.Text.RegularExpressions;
using ChatOps.Bot.Cards;
using ChatOps.Investigation.Entities;

namespace ChatOps.Bot.Channels.Slack.BlockKit;

/// <summary>A line of a card as mrkdwn, where Slack takes nothing else: beside a button, in a context. Only what mrkdwn shows exactly as it is: there is no escape for its marks.</summary>
internal sealed partial class SlackMrkdwn
{
    private const int Most = 2900;

    private readonly StringBuilder line = new();

    /// <summary>The line without what stands in a fixed-width face: only there can an emoji's name be read.</summary>
    private readonly StringBuilder read = new();
    private bool isExact = true;
    private bool isAfterMark;

    /// <summary>The line, escaped; null where mrkdwn would read something into it or it is too long.</summary>
    public static string? Of(CardText text, CardLink? link = null)
    {
        var made = new SlackMrkdwn();
        foreach (var run in text.Runs) made.Add(run);
        if (link is not null) made.Add(link);
        return made.isExact && made.line.Length <= Most && !Emoji().IsMatch(made.read.ToString()) && !string.IsNullOrWhiteSpace(made.read.ToString()) && made.line[0] is not ('>' or '&') ? made.line.ToString() : null;
    }

    private void Add(CardRun run)
    {
        switch (run)
        {
            case Strong strong:
                Marked('*', strong.Text, strong.Text.AsSpan().ContainsAny(Marks));
                break;
            case Code code:
                Marked('`', code.Text, code.Text.Contains('`', StringComparison.Ordinal));
                break;
            case Anchor anchor:
                if (SlackUrl.Of(anchor.Url, out _) is null || anchor.Label.Length == 0) isExact = false;
                else Linked(anchor.Label, anchor.Url);
                break;
            case Someone someone when SlackCalls.IdOf(someone) is { } id:
                if (isAfterMark) isExact = false;
                line.Append("<@").Append(id).Append('>');
                read.Append('@');
                break;
            default:
                Words(CardWords.Of(CardText.Of(run)));
                break;
        }
    }

    private void Add(CardLink link)
    {
        if (line.Length > 0) Words(" · ");
        if (SlackRuns.WhyNot(link) is { } whyNot) Words($"{link.Label}: no link, {whyNot}");
        else Linked($"{link.Label} ↗", link.Url!);
    }

    private void Words(string words)
    {
        if (words.Length == 0) return;
        // a mark between two letters is shown as it is written
        if (words.AsSpan().ContainsAny(Marks) || (isAfterMark && char.IsLetterOrDigit(words[0]))) isExact = false;
        line.Append(SlackText.Escape(ChatText.Shown(words)));
        read.Append(words);
        isAfterMark = false;
    }

    private void Marked(char mark, string text, bool isSpoilt)
    {
        if (text.Length == 0) return;
        if (isSpoilt || isAfterMark || text.Trim().Length != text.Length || (line.Length > 0 && char.IsLetterOrDigit(line[^1]))) isExact = false;
        line.Append(mark).Append(SlackText.Escape(VisibleText.Of(text))).Append(mark);
        read.Append(mark == '`' ? "`" : text);
        isAfterMark = true;
    }

    private void Linked(string label, Uri url)
    {
        if (label.AsSpan().ContainsAny(Marks) || label.Contains('|', StringComparison.Ordinal)) isExact = false;
        line.Append(SlackBlocks.MrkdwnLink(label, url));
        read.Append(label);
        isAfterMark = false;
    }

    private static readonly System.Buffers.SearchValues<char> Marks = System.Buffers.SearchValues.Create("*_~`\n\r");

    [GeneratedRegex(":[^:\\s`]+:")]
    private static partial Regex Emoji();
}
