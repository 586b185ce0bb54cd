using System.Text;
using ChatOps.Bot.Cards;

namespace ChatOps.Bot.Channels.Slack.BlockKit;

/// <summary>A card's words, escaped, in texts that Slack takes whole: the text of the message, and of those that continue it.</summary>
internal static class SlackPlainForm
{
    /// <summary>Slack recommends at most 4,000; the rest is for the lines that say what is missing.</summary>
    private const int Most = 3700;

    /// <summary>One text for each part, in order; what does not fit is counted in the last.</summary>
    public static IReadOnlyList<string> Of(Card card, int parts)
    {
        var pieces = Pieces(card);
        List<string> texts = [];
        for (var at = 0; at < parts; at++)
        {
            var words = at < pieces.Count ? pieces[at] : "";
            texts.Add(at == 0 ? string.IsNullOrWhiteSpace(words) ? ChatText.Nothing : words : $"Continued {at + 1}/{parts}\n{words}".TrimEnd('\n'));
        }

        var left = pieces.Skip(parts).Sum(static piece => piece.Count(static letter => letter == '\n') + 1);
        if (left > 0) texts[^1] += $"\n… {CardPhrases.Count(left, "more line", "more lines")}, not in this text";
        return texts;
    }

    private static List<string> Pieces(Card card)
    {
        var all = ChatText.Shown(CardWords.Of(card));
        if (string.IsNullOrWhiteSpace(all)) all = ChatText.Nothing;
        var mark = card.Severity is { } severity ? SlackSeverity.Mark(severity) + " " : "";
        List<string> pieces = [];
        var piece = new StringBuilder();
        foreach (var line in (mark + all).Split('\n').Select(SlackText.Escape))
        {
            if (piece.Length + line.Length + 1 > Most && piece.Length > 0) Close();
            var rest = line;
            while (rest.Length > Most)
            {
                var at = Break(rest);
                pieces.Add(rest[..at]);
                rest = rest[at..];
            }

            if (piece.Length > 0) piece.Append('\n');
            piece.Append(rest);
        }

        Close();
        return pieces;

        void Close()
        {
            if (!string.IsNullOrWhiteSpace(piece.ToString())) pieces.Add(piece.ToString());
            piece.Clear();
        }
    }

    /// <summary>Within no character and no entity.</summary>
    private static int Break(string escaped)
    {
        var at = ChatText.Whole(escaped, Most);
        var entity = escaped.LastIndexOf('&', at - 1, 5);
        return entity > 0 && escaped.IndexOf(';', entity) >= at ? entity : at;
    }
}
