using ChatOps.Bot.Cards;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Reports;

namespace ChatOps.Bot.AfterAction;

/// <summary>Answers from logs as they stand in threads.</summary>
internal static class AnswersTold
{
    private const int RowsShown = 15;

    private static readonly CardKind[] FromLogs =
    [
        CardKind.Flow, CardKind.Activity, CardKind.Calls, CardKind.NewBehavior, CardKind.Interaction, CardKind.Addresses, CardKind.Kubernetes, CardKind.Detective, CardKind.Permissions,
        CardKind.History,
    ];

    /// <summary>Those from logs, of several to the same question the last one, in the order given.</summary>
    public static IEnumerable<ThreadMessage> Latest(IEnumerable<ThreadMessage> messages) => messages
        .Where(static message => FromLogs.Contains(message.Card.Kind))
        .GroupBy(static message => (CardWords.Of(message.Card.Title), ScopeOf(message.Card)))
        .Select(static same => same.MaxBy(static message => message.At)!)
        .OrderBy(static message => message.At).ThenBy(static message => message.Id.Value, StringComparer.Ordinal);

    public static ReportAnswer Of(ThreadMessage message) => new(CardWords.Of(message.Card.Title), message.At, [.. Parts(message.Card)]);

    private static string ScopeOf(Card card) => card.Sections is [CardParagraph scope, ..] ? CardWords.Of(scope.Text) : "";

    private static IEnumerable<ReportPart> Parts(Card card)
    {
        foreach (var section in card.Sections)
        {
            if (Part(section) is { } part) yield return part;
        }

        if (card.Footnote is { } footnote) yield return new ReportLine(CardWords.Of(footnote));
    }

    private static ReportPart? Part(CardSection section) => section switch
    {
        CardParagraph paragraph => new ReportLine(CardWords.Of(paragraph.Text)),
        CardFacts facts => new ReportLines([.. facts.Facts.Select(static fact => $"{fact.Name}: {CardWords.Of(fact.Value)}")]),
        CardList list => new ReportLines([.. list.Items.Select(static item => CardWords.Of(item.Text))]),
        CardChart chart => new ReportChart(chart.Svg, chart.Sentence),
        CardTable { Shown: > 0 } table => Part(table),
        _ => null, // a table for the CSV only
    };

    private static ReportTable Part(CardTable table)
    {
        var shown = Math.Min(RowsShown, table.Shown);
        var columns = table.ShownColumns.ToList();
        return new ReportTable(
            table.Caption,
            [.. columns.Select(at => table.Columns[at].Head)],
            [.. table.Rows.Take(shown).Concat(table.Total is { } total ? [total] : []).Select(row => columns.Where(at => at < row.Count).Select(at => CardWords.Of(row[at])).ToList())],
            Math.Max(0, table.Rows.Count - shown));
    }
}
