using System.Text;
using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Teams;

/// <summary>What can be read in a chart: title, axes, legends and points.</summary>
internal static class TeamsChartWords
{
    public static void Read(JsonObject chart, StringBuilder words)
    {
        foreach (var name in new[] { "title", "xAxisTitle", "yAxisTitle" })
        {
            if (chart[name] is { } said) words.Append(said).Append('\n');
        }

        foreach (var series in (chart["data"] as JsonArray ?? []).OfType<JsonObject>())
        {
            Point(series, words);
            foreach (var value in (series["values"] as JsonArray ?? series["data"] as JsonArray ?? []).OfType<JsonObject>()) Point(value, words);
        }
    }

    private static void Point(JsonObject point, StringBuilder words)
    {
        var said = new[] { "legend", "title", "x", "y", "value" }.Select(name => point[name]?.ToString()).Where(static part => part is not null).ToList();
        if (said.Count > 0) words.Append(string.Join(' ', said)).Append('\n');
    }
}
