using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Teams;

/// <summary>What the bot answered to an activity.</summary>
/// <param name="Status">The HTTP status; 0 when nothing came within the deadline or the connection failed.</param>
internal sealed record TeamsReceipt(int Status, string Body)
{
    public static TeamsReceipt Nothing { get; } = new(0, "");

    /// <summary>Words of each result of a message extension, preview first.</summary>
    public IReadOnlyList<string> Results => [.. TeamsCards.Attachments(Json?["composeExtension"] as JsonObject).Select(WordsOf)];

    public bool IsGood => Status is >= 200 and < 300;

    /// <summary>The body as an object; null when it is none.</summary>
    public JsonObject? Json
    {
        get
        {
            try
            {
                return Body.Length == 0 ? null : JsonNode.Parse(Body) as JsonObject;
            }
            catch (JsonException)
            {
                return null; // plain words are an answer too
            }
        }
    }

    internal static string WordsOf(JsonObject result)
    {
        var said = new JsonObject { ["attachments"] = new JsonArray(result.DeepClone()) };
        if (result["preview"] is JsonObject preview) ((JsonArray)said["attachments"]!).Insert(0, preview.DeepClone());
        return TeamsWords.Of(said);
    }
}
