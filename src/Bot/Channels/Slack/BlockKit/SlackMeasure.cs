using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOps.Bot.Channels.Slack.BlockKit;

/// <summary>How much text blocks hold. Slack documents no count for a whole message and has refused 11,341 characters, so all that could be counted is: texts, alternatives, addresses.</summary>
internal static class SlackMeasure
{
    private static readonly HashSet<string> NotText = new(["type", "style", "action_id", "block_id", "value", "color", "id", "align", "format"], StringComparer.Ordinal);

    public static int Characters(JsonNode? node) => node switch
    {
        JsonObject members => members.Where(static member => !NotText.Contains(member.Key) || member.Value is JsonObject or JsonArray).Sum(static member => Characters(member.Value)),
        JsonArray list => list.Sum(Characters),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => Text(value)?.Length ?? 0,
        _ => 0,
    };

    /// <summary>The text, or null where it is not one: half a surrogate pair that came escaped cannot be read.</summary>
    public static string? Text(JsonNode node)
    {
        try
        {
            return node.GetValue<string>();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
