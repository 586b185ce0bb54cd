using System.Globalization;
using System.Text;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Cards;

/// <summary>A whole card in words, one thing per line: what the API calls <c>text</c>, what a notification or a screen reader says. Nothing of the card is left out but rows of a very long table.</summary>
internal static class CardWords
{
    /// <summary>Nobody listens to more rows than this; the CSV has all.</summary>
    private const int MostRows = 200;

    public static string Of(Card card)
    {
        var words = new StringBuilder();
        var severity = card.Severity is { } known ? $"{known} · " : "";
        words.Append(severity).Append(Of(card.Title)).Append('\n');
        if (card.IsSample) words.Append("Sample data\n");
        foreach (var section in card.Sections) Add(words, section);
        if (card.Buttons.Count > 0) words.AppendJoin(' ', card.Buttons.Select(Label)).Append('\n');
        foreach (var link in card.Links) words.Append(Of(link)).Append('\n');
        if (card.Footnote is { } footnote) words.Append(Of(footnote)).Append('\n');
        return words.ToString().TrimEnd('\n');
    }

    /// <summary>A line in words. Untrusted text stands as it is, controls made visible.</summary>
    public static string Of(CardText text) => string.Concat(text.Runs.Select(Of));

    private static string Of(CardRun run) => run switch
    {
        Words words => words.Text,
        Strong strong => strong.Text,
        Figure figure => figure.Text,
        Literal literal => Lines(literal.Text),
        Someone someone => VisibleText.Of(someone.Name),
        Code code => VisibleText.Of(code.Text),
        Moment { Style: MomentStyle.TimeOnly } moment => $"{moment.At.ToUniversalTime().ToString("HH:mm", CultureInfo.InvariantCulture)} UTC",
        Moment moment => TimeWords.Instant(moment.At),
        Interval interval => TimeWords.Interval(interval.From, interval.To),
        Anchor anchor => $"{VisibleText.Of(anchor.Label)} ({anchor.Url.OriginalString})",
        _ => throw new ArgumentException($"Unknown run {run.GetType().Name}.", nameof(run)),
    };

    /// <summary>Lines of somebody else's text stay lines, set in, so that none of them looks like one of ours.</summary>
    private static string Lines(string text) => string.Join("\n    ", text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n').Split('\n').Select(VisibleText.Of));

    private static string Of(CardLink link) => VisibleText.Of(link.Url is { } url ? $"{link.Label}: {url.OriginalString}" : $"{link.Label}: no link, {link.WhyNot}");

    /// <summary>What can be chosen stands with the button: it is all that a listener would have to open first.</summary>
    private static string Label(CardButton button) => VisibleText.Of(CardChoices.Of(button).Count > 0 ? $"[{button.Label}: {CardChoices.Named(button)}]" : $"[{button.Label}]");

    private static void Add(StringBuilder words, CardSection section)
    {
        switch (section)
        {
            case CardParagraph paragraph:
                words.Append(Of(paragraph.Text)).Append('\n');
                break;
            case CardFacts facts:
                foreach (var fact in facts.Facts) words.Append(fact.Name).Append(": ").Append(Of(fact.Value)).Append('\n');
                break;
            case CardTable table:
                Add(words, table);
                break;
            case CardChart chart:
                words.Append(VisibleText.Of(chart.Caption is { } caption ? $"Chart: {caption}" : chart.Sentence)).Append('\n');
                break;
            case CardList list:
                foreach (var item in list.Items) Add(words, item);
                break;
            default:
                throw new ArgumentException($"Unknown section {section.GetType().Name}.", nameof(section));
        }
    }

    private static void Add(StringBuilder words, CardTable table)
    {
        words.Append(table.Caption).Append('\n');
        var shown = table.ShownColumns.ToList();
        words.AppendJoin(" | ", shown.Select(at => table.Columns[at].Head)).Append('\n');
        foreach (var row in table.Rows.Take(MostRows)) words.AppendJoin(" | ", shown.Where(at => at < row.Count).Select(at => Of(row[at]))).Append('\n');
        if (table.Rows.Count > MostRows) words.Append('+').Append(CardPhrases.Number(table.Rows.Count - MostRows)).Append(" more rows in the CSV\n");
        if (table.Total is { } total) words.AppendJoin(" | ", shown.Where(at => at < total.Count).Select(at => Of(total[at]))).Append('\n');
    }

    private static void Add(StringBuilder words, CardItem item)
    {
        words.Append("- ").Append(Of(item.Text));
        foreach (var button in item.Buttons) words.Append(' ').Append(Label(button));
        if (item.Link is { } link) words.Append(" · ").Append(Of(link));
        words.Append('\n');
    }
}
