using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Teams;

/// <summary>What the bot answered to an activity.</summary>
/// <param name="Status">The HTTP status; 0 when nothing came within the deadline or the connection failed.</param>
internal sealed record TeamsReceipt(int Status, string Body)
{
    public static TeamsReceipt Nothing { get; } = new(0, "");

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
}
