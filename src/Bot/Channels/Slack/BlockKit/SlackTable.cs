using System.Text.Json.Nodes;
using ChatOps.Bot.Cards;
using ChatOps.Investigation.Entities;

namespace ChatOps.Bot.Channels.Slack.BlockKit;

/// <summary>A card's table as Slack's: as many rows as one message carries well, the whole as CSV where that is not all of it.</summary>
internal sealed class SlackTable
{
    private const int MostColumns = 20;

    /// <summary>100 with the heads and the total.</summary>
    private const int MostRows = 98;

    /// <summary>Of a table with its heads; Slack takes 10,000 in a whole message.</summary>
    private const int MostCharacters = 6000;

    private const int MostInCell = 400;
    private const int MostInRow = 1800;
    private const int MostInHeads = 900;

    private readonly CardTable table;
    private readonly List<int> columns;
    private readonly List<List<JsonObject>> rows = [];
    private readonly int inCell;
    private bool isCut;

    private SlackTable(CardTable table)
    {
        this.table = table;
        columns = [.. table.ShownColumns.Take(MostColumns)];
        inCell = Math.Min(MostInCell, MostInRow / Math.Max(1, columns.Count));
        if (columns.Count == 0 || table.Shown <= 0) return;
        rows.Add([.. columns.Select(at => SlackBlocks.Cell(SlackBlocks.Text(ChatText.Cut(ChatText.Shown(table.Columns[at].Head), MostInHeads / columns.Count), isBold: true)))]);
        var total = table.Total is { } told ? Row(told, isBold: true) : null;
        var characters = rows[0].Sum(SlackMeasure.Characters) + (total?.Sum(SlackMeasure.Characters) ?? 0);
        foreach (var row in table.Rows.Take(Math.Min(table.Shown, MostRows)).Select(row => Row(row, isBold: false)))
        {
            characters += row.Sum(SlackMeasure.Characters);
            if (characters > MostCharacters) break;
            rows.Add(row);
            Shown++;
        }

        if (total is not null) rows.Add(total);
    }

    /// <summary>How many rows are shown.</summary>
    private int Shown { get; }

    /// <summary>Adds caption, table and foot.</summary>
    /// <param name="number">Of the table in the card.</param>
    /// <param name="isFirst">Further tables stand as text where they are small, for a message has one table.</param>
    /// <returns>The CSV that has to go along; null where all is shown.</returns>
    public static SlackCsv? Add(SlackPieces pieces, CardTable table, int number, bool isFirst)
    {
        var made = new SlackTable(table);
        var caption = ChatText.Cut(string.IsNullOrWhiteSpace(table.Caption) ? $"Table {number}" : VisibleText.Of(table.Caption), 200);
        var csv = new SlackCsv(number, caption);
        if (made.rows.Count == 0)
        {
            pieces.Line([SlackBlocks.Text($"{caption}: {CardPhrases.Count(table.Rows.Count, "row", "rows")}, attached as CSV")]);
            return csv;
        }

        var isAll = made.Shown == table.Rows.Count && !made.isCut && table.ShownColumns.Count() == made.columns.Count;
        var foot = isAll ? null : made.Foot();
        var asText = isFirst || !isAll ? null : SlackTextTable.Of(table, made.columns);
        if (asText is not null)
        {
            pieces.Line([SlackBlocks.Text(caption, isBold: true)]);
            pieces.Preformatted(asText);
            return null;
        }

        pieces.EndBlock();
        pieces.Line([SlackBlocks.Text(caption, isBold: true)]);
        pieces.EndBlock(holdsNext: true);
        pieces.Add(new SlackPiece(SlackBlocks.Table(made.rows, made.columns.Select(at => table.Columns[at].IsNumber))) { Table = csv, HoldsNext = foot is not null });
        if (foot is not null) pieces.Add(new SlackPiece(SlackBlocks.Context(foot)));
        return isAll ? null : csv;
    }

    private string Foot()
    {
        var more = new List<string>();
        if (table.Rows.Count > Shown) more.Add($"+{CardPhrases.Number(table.Rows.Count - Shown)} more");
        if (table.ShownColumns.Skip(columns.Count).Count() is var hidden and > 0) more.Add(CardPhrases.Count(hidden, "more column", "more columns"));
        if (isCut) more.Add("long cells cut (…)");
        return $"{string.Join(", ", more)}, full table attached";
    }

    private List<JsonObject> Row(IReadOnlyList<CardText> cells, bool isBold) => [.. columns.Select(at => Cell(at < cells.Count ? cells[at] : "", isBold))];

    private JsonObject Cell(CardText text, bool isBold)
    {
        var runs = SlackRuns.Of(text, isBold);
        if (runs.Sum(SlackMeasure.Characters) <= inCell) return SlackBlocks.Cell(runs);
        isCut = true;
        return SlackBlocks.Cell(SlackBlocks.Text(ChatText.Cut(ChatText.Shown(CardWords.Of(text)), inCell), isBold));
    }
}
