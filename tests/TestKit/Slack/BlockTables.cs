using System.Text.Json.Nodes;
using static ChatOps.TestKit.Slack.BlockRuleParts;

namespace ChatOps.TestKit.Slack;

/// <summary>Rows and cells of table and data_table.</summary>
internal static class BlockTables
{
    private const int MostColumns = 20;

    public static BlockRule Column { get; } = static (check, node, at) =>
    {
        // null skips a column
        if (node is not null) Shape(May("align", OneOf("left", "center", "right")), May("is_wrapped", Bool))(check, node, at);
    };

    public static BlockRule Rows(int least, int most, int characters, string sum, params string[] kinds) => (check, node, at) =>
    {
        List(least, most, List(1, MostColumns, (_, cell, there) => Cell(check, cell, there, kinds)))(check, node, at);
        if (node is not JsonArray rows) return;
        if (rows.OfType<JsonArray>().Select(static row => row.Count).Distinct().Count() > 1) check.Wrong(at, "all rows must have the same number of cells");
        var length = rows.OfType<JsonArray>().SelectMany(static row => row).Sum(static cell => SlackWords.Of(cell).Length);
        if (check.Count(sum + " characters", length) > characters) check.Wrong(at, $"must be less than {characters + 1} characters");
        if (sum == "data_table" && rows.FirstOrDefault() is JsonArray head && head.Any(static cell => cell?["type"]?.ToString() != "raw_text")) check.Wrong($"{at}/0", "header cells must be raw_text");
    };

    private static void Cell(BlockCheck check, JsonNode? cell, string at, string[] kinds)
    {
        var type = (cell as JsonObject)?["type"]?.ToString();
        if (type is null || !kinds.Contains(type)) check.Wrong($"{at}/type", $"unsupported type: {type}");
        else if (type == "rich_text") BlockRules.Block(check, cell, at);
        else if (type == "raw_number") Shape(Must("type", Anything), Must("value", Anything), May("text", Text(3_000)))(check, cell, at);
        else Shape(Must("type", Anything), Must("text", Read(10_000)))(check, cell, at);
    }
}
