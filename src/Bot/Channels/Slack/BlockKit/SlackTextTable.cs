using ChatOps.Bot.Cards;
using ChatOps.Investigation.Entities;

namespace ChatOps.Bot.Channels.Slack.BlockKit;

/// <summary>A small table in a fixed-width face, for the second one of a message.</summary>
internal static class SlackTextTable
{
    private const int MostRows = 15;

    /// <summary>Wider lines are broken by the client, and then nobody can read them.</summary>
    private const int MostWidth = 90;

    /// <summary>The table with its heads; null where it would be too wide or too long.</summary>
    public static string? Of(CardTable table, IReadOnlyList<int> columns)
    {
        if (table.Rows.Count > MostRows) return null;
        List<string[]> rows = [[.. columns.Select(at => VisibleText.Of(table.Columns[at].Head))], .. table.Rows.Select(row => Words(row, columns))];
        if (table.Total is { } total) rows.Add(Words(total, columns));
        var widths = columns.Select((_, at) => rows.Max(row => row[at].Length)).ToList();
        if (widths.Sum() + (2 * (widths.Count - 1)) > MostWidth) return null;
        return string.Join('\n', rows.Select(row => Line(row, columns.Select(at => table.Columns[at].IsNumber), widths)));
    }

    private static string[] Words(IReadOnlyList<CardText> row, IReadOnlyList<int> columns) =>
        [.. columns.Select(at => at < row.Count ? VisibleText.Of(CardWords.Of(row[at])) : "")];

    private static string Line(string[] cells, IEnumerable<bool> areNumbers, List<int> widths) =>
        string.Join("  ", cells.Zip(areNumbers, widths).Select(static cell => cell.Second ? cell.First.PadLeft(cell.Third) : cell.First.PadRight(cell.Third))).TrimEnd();
}
