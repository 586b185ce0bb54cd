using System.Text.Json.Nodes;

namespace ChatOps.Bot.Channels.Slack.BlockKit;

/// <summary>What can only be said of a message or view as a whole: how many blocks, how much text, which ids twice.</summary>
internal sealed class SlackCensus(Action<JsonPlace, string> fault)
{
    public const int MostBlocks = 50;

    /// <summary>Undocumented: about 12,000 were measured, yet 11,341 were refused once (slackapi/bolt-js#2509, #2867).</summary>
    public const int MostCharacters = 10_000;

    /// <summary>views.open refuses more (view_too_large).</summary>
    private const int MostBytes = 250_000;

    private readonly HashSet<string> blockIds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> types = new(StringComparer.Ordinal);
    private bool hasInput;

    public void Count(JsonObject block, string type, SlackShape shape, JsonPlace at)
    {
        hasInput |= type == "input";
        if (block["block_id"] is JsonValue id && SlackMeasure.Text(id) is { } name && !blockIds.Add(name)) fault(at["block_id"], "stands twice in the message");
        var number = types[type] = types.GetValueOrDefault(type) + 1;
        if (number > shape.MostPerMessage) fault(at, $"is {type} number {number}, {shape.MostPerMessage} is the most in a message");
        if (shape.MostCharacters is { } most && SlackMeasure.Characters(block) is var characters && characters > most) fault(at, $"holds {characters:N0} characters, {most:N0} is the most");
        if (shape.Unique is { } list) Different(block[list], "action_id", at[list]);
        if (shape.Even is { } rows) Even(block[rows], at[rows]);
        if (type == "input" && block["dispatch_action"] is not null && block["element"] is JsonObject element && element["type"]?.ToString() == "file_input") fault(at["dispatch_action"], "does not go with file_input");
    }

    public void CloseMessage(JsonObject message)
    {
        var blocks = Blocks(message).Concat(message["attachments"] is JsonArray attachments ? attachments.OfType<JsonObject>().SelectMany(Blocks) : []).ToList();
        var characters = blocks.Sum(SlackMeasure.Characters);
        if (blocks.Count > MostBlocks && (message["blocks"] as JsonArray)?.Count is not > MostBlocks) fault(JsonPlace.Root["attachments"], $"{blocks.Count} blocks with those of the attachments, {MostBlocks} is the most");
        if (characters > MostCharacters) fault(JsonPlace.Root["blocks"], $"{characters:N0} characters of text in all blocks, {MostCharacters:N0} is the most");
        if (!message.ContainsKey("text") && !message.ContainsKey("delete_original")) fault(JsonPlace.Root["text"], "is missing: a notification and a screen reader have nothing to say");
    }

    public void CloseView(JsonObject view)
    {
        if (hasInput && view["type"]?.ToString() == "modal" && !view.ContainsKey("submit")) fault(JsonPlace.Root["submit"], "is missing, though there are inputs");
        // half a surrogate pair, told of elsewhere, is written as a replacement character
        if (System.Text.Encoding.UTF8.GetByteCount(view.ToJsonString()) is var bytes && bytes > MostBytes) fault(JsonPlace.Root, $"takes {bytes:N0} bytes, {MostBytes:N0} is the most");
    }

    private static IEnumerable<JsonNode?> Blocks(JsonObject holder) => holder["blocks"] is JsonArray blocks ? blocks : [];

    public void Different(JsonNode? list, string id, JsonPlace at)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < (list as JsonArray)?.Count; index++)
        {
            if (list[index] is JsonObject element && element[id] is JsonValue told && SlackMeasure.Text(told) is { } name && !seen.Add(name)) fault(at[index][id], "stands twice in the list");
        }
    }

    private void Even(JsonNode? rows, JsonPlace at)
    {
        if (rows is not JsonArray { Count: > 0 } list || list[0] is not JsonArray first) return;
        for (var index = 1; index < list.Count; index++)
        {
            if (list[index] is JsonArray row && row.Count != first.Count) fault(at[index], $"has {row.Count} cells, the first row has {first.Count}");
        }
    }
}
