using System.Text.Json;
using System.Text.Json.Nodes;
using static ChatOps.TestKit.Slack.BlockRuleParts;

namespace ChatOps.TestKit.Slack;

/// <summary>The charts of data_visualization.</summary>
internal static class BlockCharts
{
    private static readonly BlockRule Label = Read(20);
    private static readonly BlockRule Value = static (check, node, at) =>
    {
        if (node?.GetValueKind() != JsonValueKind.Number) check.Wrong(at, "must be a number");
    };

    private static readonly BlockRule Positive = static (check, node, at) =>
    {
        if (node?.GetValueKind() != JsonValueKind.Number || node.GetValue<double>() <= 0) check.Wrong(at, "must be more than 0");
    };

    private static readonly BlockRule Pie = Shape(Must("type", Anything), Must("segments", List(1, 12, Shape(Must("label", Label), Must("value", Positive)))));

    private static readonly BlockRule Series = Shape(
        Must("type", OneOf("bar", "line", "area")),
        Must("series", List(1, 12, Shape(Must("name", Label), Must("data", List(1, 20, Shape(Must("label", Label), Must("value", Value)), "label"))), "name")),
        Must("axis_config", Shape(Must("categories", List(1, 20, Label)), May("x_label", Read(50)), May("y_label", Read(50)))));

    public static BlockRule Chart { get; } = static (check, node, at) =>
    {
        if (node?["type"]?.ToString() == "pie")
        {
            Pie(check, node, at);
            return;
        }

        Series(check, node, at);
        if (node?["axis_config"]?["categories"] is not JsonArray categories || node["series"] is not JsonArray series) return;
        var names = categories.Select(static category => category?.ToString()).ToList();
        if (names.Distinct().Count() != names.Count) check.Wrong($"{at}/axis_config/categories", "must be unique");
        foreach (var one in series.Where(one => (one?["data"] as JsonArray)?.Select(static point => point?["label"]?.ToString()).Order().SequenceEqual(names.Order()) != true)) check.Wrong($"{at}/series", $"series {one?["name"]} needs exactly one point per category");
    };
}
