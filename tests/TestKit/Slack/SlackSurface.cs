using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Slack;

/// <summary>Something with buttons on it: a message, a private answer, a dialog, a Home tab.</summary>
/// <param name="Base">What an interaction of the given type with it says about it.</param>
internal sealed record SlackSurface(JsonObject Content, Func<string, JsonObject> Base)
{
    /// <summary>Labels of all buttons, in order.</summary>
    public IReadOnlyList<string> Labels => [.. Find(static element => element["type"]?.ToString() == "button").Select(static found => found.Element["text"]?["text"]?.ToString() ?? "")];

    /// <summary>Elements that fit, each with the id of its block.</summary>
    public List<(JsonObject Element, string? Block)> Find(Func<JsonObject, bool> fits)
    {
        var found = new List<(JsonObject, string?)>();
        Search(Content["blocks"], null);
        foreach (var attachment in (Content["attachments"] as JsonArray)?.OfType<JsonObject>() ?? []) Search(attachment["blocks"], null);
        return found;

        void Search(JsonNode? node, string? block)
        {
            if (node is JsonArray list)
            {
                foreach (var item in list) Search(item, block);
            }
            else if (node is JsonObject it)
            {
                block = it["block_id"]?.ToString() ?? block;
                if (it["type"] is not null && fits(it)) found.Add((it, block));
                foreach (var name in new[] { "elements", "accessory", "element", "actions", "child_blocks" }) Search(it[name], block);
            }
        }
    }
}
