using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Slack;

/// <summary>What the app answered in the same breath.</summary>
/// <param name="Status">The HTTP status; 200 for an acknowledged envelope; 0 when nothing came within the deadline or the connection failed.</param>
internal sealed record SlackReceipt(int Status, string Body)
{
    public static SlackReceipt Nothing { get; } = new(0, "");

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

    /// <summary>What the person reads: plain words, or everything readable in the object.</summary>
    public string Words => Json is { } json ? SlackWords.Of(json) : Body;
}
