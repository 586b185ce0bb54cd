using System.Globalization;
using System.Text;

namespace ChatOps.Bot.Cards;

/// <summary>A card's table as RFC 4180 text with all its rows. Cells a spreadsheet would run as a formula are marked as text.</summary>
internal static class CardCsv
{
    public static string Of(CardTable table)
    {
        var csv = new StringBuilder();
        Line(csv, table.Columns.Select(static column => column.Head));
        foreach (var row in table.Rows) Line(csv, row.Select(Words));
        return csv.ToString();
    }

    /// <summary>A figure alone in its cell stands as a bare number, and an instant as spreadsheets read it.</summary>
    private static string Words(CardText cell) => cell.Runs switch
    {
        [Figure figure] => figure.Value.ToString(CultureInfo.InvariantCulture),
        [Moment moment] => moment.At.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        _ => CardWords.Of(cell),
    };

    private static void Line(StringBuilder csv, IEnumerable<string> cells) => csv.Append(Line(cells));

    /// <summary>One row with its end.</summary>
    public static string Line(IEnumerable<string> cells) => $"{string.Join(',', cells.Select(Cell))}\r\n";

    /// <summary>Where the list separator is a semicolon, as in most of Europe, or text is split at tabs, a cell may begin anywhere.</summary>
    private static bool IsFormula(string text)
    {
        foreach (var part in text.AsSpan().SplitAny(';', '\t', '\n'))
        {
            if (text.AsSpan()[part].TrimStart(" \"'\r") is ['=' or '+' or '-' or '@', ..]) return true;
        }

        return text.AsSpan().TrimStart(' ') is ['\t' or '\r', ..];
    }

    private static string Cell(string text)
    {
        if (IsFormula(text) && !double.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out _) && text != "-")
            text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
