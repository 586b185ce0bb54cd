using System.Text;
using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Slack;

/// <summary>Everything a person can read in a message or a view, one line per part.</summary>
internal static class SlackWords
{
    private static readonly string[] Readable = ["text", "title", "subtitle", "body", "subtext", "alt_text", "label", "hint", "caption", "fallback", "footer", "pretext", "description", "name", "author_name", "initial_value"];
    private static readonly string[] Holding = ["blocks", "attachments", "elements", "fields", "accessory", "child_blocks", "rows", "options", "option_groups", "element", "text", "title", "subtitle", "body", "subtext", "label", "hint", "submit", "close", "placeholder", "description", "chart", "segments", "series", "data", "axis_config", "categories", "files", "actions", "rich_text_title", "initial_option", "confirm", "columns"];

    public static string Of(JsonNode? node)
    {
        var words = new StringBuilder();
        Read(node, words);
        return words.ToString().TrimEnd('\n');
    }

    private static void Read(JsonNode? node, StringBuilder words)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
            {
                if (item is JsonValue value) words.Append(value).Append('\n');
                else Read(item, words);
            }

            return;
        }

        if (node is not JsonObject it) return;
        if (IsRun(it))
        {
            foreach (var element in (JsonArray)it["elements"]!) words.Append(Run(element as JsonObject));
            words.Append('\n');
            return;
        }

        foreach (var (name, value) in it)
        {
            if (value is JsonValue plain && Readable.Contains(name)) words.Append(plain).Append('\n');
            else if (value is JsonObject or JsonArray && Holding.Contains(name)) Read(value, words);
        }
    }

    /// <summary>A rich_text line: its elements are read without a break between them.</summary>
    private static bool IsRun(JsonObject it) => it["elements"] is JsonArray && it["type"]?.ToString() is "rich_text_section" or "rich_text_preformatted" or "rich_text_quote";

    private static string Run(JsonObject? element) => element?["type"]?.ToString() switch
    {
        "text" => element["text"]?.ToString() ?? "",
        "link" => element["text"]?.ToString() is { Length: > 0 } text ? $"{text} ({element["url"]})" : $"{element["url"]}",
        "emoji" => $":{element["name"]}:",
        "user" => $"<@{element["user_id"]}>",
        "usergroup" => $"<!subteam^{element["usergroup_id"]}>",
        "channel" => $"<#{element["channel_id"]}>",
        "broadcast" => $"<!{element["range"]}>",
        "date" => element["fallback"]?.ToString() ?? "",
        _ => "",
    };
}
