using System.Text.Json.Nodes;
using ChatOps.Bot.Cards;
using ChatOps.Investigation.Entities;

namespace ChatOps.Bot.Channels.Teams.AdaptiveCards;

/// <summary>A card's table as Teams draws it: what fits, and below it how much is elsewhere. Clients that draw no tables get its rows as lines.</summary>
internal sealed class TeamsTable(TeamsLine line, TeamsView view)
{
    private const int MostColumns = 8;
    private const int MostInCell = 400;

    /// <summary>Of the lines for clients without tables.</summary>
    private const int MostLines = 12;

    /// <summary>In characters.</summary>
    private const int WidestWord = 24;

    private const int AroundCell = 4;

    private const int LongestFigure = 14;

    private const double BoldLetter = 1.1;

    /// <summary>In pixels.</summary>
    private const int LetterWidth = 8;

    private const int PhoneWidth = 320;

    /// <param name="number">Of the table in the card, 1 for the first.</param>
    public IEnumerable<JsonObject> Of(CardTable table, int number)
    {
        var caption = string.IsNullOrWhiteSpace(table.Caption) ? $"Table {number}" : ChatText.Cut(VisibleText.Of(table.Caption), 200);
        List<int> columns = [.. table.ShownColumns.Take(MostColumns)];
        if (columns.Count == 0 || table.Shown <= 0)
        {
            var rows = $"{caption}: {CardPhrases.Count(table.Rows.Count, "row", "rows")}";
            yield return Foot(rows, Csv(number) is { } whole ? (", ", "as CSV", whole) : null, ", in the room only");
            yield break;
        }

        List<IReadOnlyList<CardText>> shown = [.. table.Rows.Take(table.Shown)];
        var name = TeamsElements.Text(TeamsText.Literal(caption), isBold: true);
        name["spacing"] = "Medium";
        yield return name;
        yield return Grid(table, columns, shown);
        List<string> more = [];
        if (table.Rows.Count > shown.Count) more.Add($"+{CardPhrases.Count(table.Rows.Count - shown.Count, "more row", "more rows")}");
        if (table.ShownColumns.Skip(columns.Count).Count() is var hidden and > 0) more.Add(CardPhrases.Count(hidden, "more column", "more columns"));
        if (shown.Any(row => columns.Any(at => at < row.Count && IsCut(row[at])))) more.Add("long cells cut (…)");
        if (more.Count > 0) yield return Foot(string.Join(", ", more), Csv(number) is { } all ? ("; ", "whole table as CSV", all) : null, "; the whole table is in the room");
    }

    private JsonObject Grid(CardTable table, List<int> columns, List<IReadOnlyList<CardText>> shown)
    {
        var rows = new JsonArray { Row(columns.Select(at => Cell(table.Columns[at].Head, isBold: true))) };
        foreach (var row in shown) rows.Add(Row(columns.Select(at => Cell(At(row, at), isBold: false))));
        if (table.Total is { } total)
        {
            var sum = Row(columns.Select(at => Cell(At(total, at), isBold: true)));
            sum["style"] = "emphasis";
            rows.Add(sum);
        }

        List<int> widths = [.. columns.Select(at => Width(table, at, shown))];
        var grid = new JsonObject
        {
            ["type"] = "Table",
            ["firstRowAsHeaders"] = true,
            ["showGridLines"] = true,
            ["gridStyle"] = "default",
            ["columns"] = new JsonArray([.. columns.Select((at, place) => Column(table.Columns[at], widths[place]))]),
            ["rows"] = rows,
            ["spacing"] = "Small",
            ["fallback"] = TeamsElements.Text(TeamsText.Literal(Lines(table, columns, shown))),
        };
        // on a phone it is scrolled sideways rather than broken within words
        if (widths.Sum() * LetterWidth > PhoneWidth) grid["minWidth"] = $"{widths.Sum() * LetterWidth}px";
        return grid;
    }

    /// <summary>As wide as what stands in it, within bounds, and where there is room not narrower than its longest word.</summary>
    private static int Width(CardTable table, int at, List<IReadOnlyList<CardText>> shown)
    {
        var (words, longest) = (0, 0);
        foreach (var text in shown.Select(row => Whole(At(row, at))).Append(Bold(table.Columns[at].Head)).Append(Bold(CardWords.Of(Whole(At(table.Total ?? [], at))))))
        {
            var told = CardWords.Of(text);
            var letter = text.Runs is [Strong] ? BoldLetter : 1;
            words = Math.Max(words, (int)Math.Ceiling(letter * told.Length));
            longest = Math.Max(longest, (int)Math.Ceiling(letter * told.Split(' ', '\n').Max(static word => word.Length)));
        }

        longest = Math.Min(longest, WidestWord);
        return AroundCell + longest + Math.Min(WidestWord / 2, (words - longest) / 3);
    }

    private static CardText Bold(string words) => CardText.Of(new Strong(words));

    /// <summary>A figure keeps its unit, a clock its zone, a duration its parts.</summary>
    private static CardText Whole(CardText text) => text.Runs switch
    {
        [Figure or Moment { Style: MomentStyle.TimeOnly }] => CardText.Of(new Literal(Joined(CardWords.Of(text)))),
        [Strong { Text.Length: <= LongestFigure } strong] => Bold(Joined(strong.Text)),
        _ => text,
    };

    private static string Joined(string words) => words.Replace(' ', '\u00A0');

    private static JsonObject Column(CardColumn told, int width)
    {
        var column = new JsonObject { ["width"] = width };
        if (told.IsNumber) column["horizontalCellContentAlignment"] = "Right";
        return column;
    }

    private static JsonObject Row(IEnumerable<JsonObject> cells) => new() { ["type"] = "TableRow", ["cells"] = new JsonArray([.. cells]) };

    private JsonObject Cell(CardText text, bool isBold)
    {
        var isMono = text.Runs is [Code];
        var words = IsCut(text) ? TeamsText.Literal(ChatText.Cut(ChatText.Shown(CardWords.Of(text)), MostInCell)) : line.Markdown(Whole(text));
        return new JsonObject { ["type"] = "TableCell", ["items"] = new JsonArray { TeamsElements.Text(words.Length == 0 ? TeamsElements.Blank : words, isBold, isMono: isMono) } };
    }

    private static string Lines(CardTable table, List<int> columns, List<IReadOnlyList<CardText>> shown)
    {
        List<string> lines = [.. shown.Take(MostLines).Select(row => string.Join(" · ", columns.Select(at => $"{table.Columns[at].Head} {ChatText.Cut(VisibleText.Of(CardWords.Of(At(row, at))), 60)}")))];
        if (table.Rows.Count > lines.Count) lines.Add($"+{CardPhrases.Count(table.Rows.Count - lines.Count, "more row", "more rows")}");
        return string.Join('\n', lines);
    }

    private static bool IsCut(CardText text) => ChatText.Shown(CardWords.Of(text)).Length > MostInCell;

    private static CardText At(IReadOnlyList<CardText> row, int at) => at < row.Count ? row[at] : "";

    private Uri? Csv(int number) => view.Room is { } room ? new Uri(room, $"api/v1/cards/{Uri.EscapeDataString(view.Message)}.csv?table={CardPhrases.Number(number)}") : null;

    private JsonObject Foot(string words, (string Between, string Label, Uri Url)? link, string otherwise)
    {
        var text = link is { } csv ? CardText.Of(new Literal(words), csv.Between, new Anchor(csv.Label, csv.Url)) : CardText.Of(new Literal(words), otherwise);
        return TeamsElements.Subtle(TeamsElements.Text(line.Markdown(text)));
    }
}
