using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Teams;

/// <summary>Looking into cards.</summary>
internal static class TeamsCards
{
    private const int MostInRow = 6;

    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    public static IEnumerable<JsonObject> Attachments(JsonObject? activity) => (activity?["attachments"] as JsonArray ?? []).OfType<JsonObject>();

    public static bool IsAdaptive(JsonObject attachment) => attachment["contentType"]?.ToString() == ContentType;

    /// <summary>The first Adaptive Card; null when there is none.</summary>
    public static JsonObject? CardOf(JsonObject? activity) => Attachments(activity).FirstOrDefault(IsAdaptive)?["content"] as JsonObject;

    /// <summary>Every object below with a type, itself first; of an element only what is shown, not its fallback.</summary>
    public static IEnumerable<JsonObject> Elements(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (var element in list.SelectMany(Elements)) yield return element;
        }
        else if (node is JsonObject it)
        {
            if (it["type"] is not null) yield return it;
            foreach (var (name, value) in it)
            {
                if (name is "fallback" or "data" or "msteams" or "refresh") continue;
                foreach (var element in Elements(value)) yield return element;
            }
        }
    }

    /// <summary>Actions people see: of one row Teams shows six and drops the rest, but for those behind the three dots.</summary>
    public static IEnumerable<JsonObject> Actions(JsonNode? card) => Elements(card).Where(static element => element["type"]!.ToString().StartsWith("Action.", StringComparison.Ordinal)).Where(IsShown);

    private static bool IsShown(JsonObject action) => action["mode"]?.ToString() == "secondary" || action.Parent is not JsonArray row || row.OfType<JsonObject>().Where(static one => one["mode"]?.ToString() != "secondary").ToList().IndexOf(action) < MostInRow;

    public static IEnumerable<JsonObject> Inputs(JsonNode? card) => Elements(card).Where(static element => element["type"]!.ToString().StartsWith("Input.", StringComparison.Ordinal));
}
