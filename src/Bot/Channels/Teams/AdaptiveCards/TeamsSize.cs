using System.Text;
using System.Text.Json.Nodes;

namespace ChatOps.Bot.Channels.Teams.AdaptiveCards;

/// <summary>How large Teams takes a message to be (learn.microsoft.com, "Format your bot messages"): UTF-16 bytes of its JSON, pictures inside it not counted.</summary>
internal static class TeamsSize
{
    /// <summary>From here on Teams may refuse.</summary>
    public const int Warned = 80_000;

    /// <summary>From here on Teams refuses (MessageSizeTooBig).</summary>
    public const int Refused = 100_000;

    /// <summary>Bytes of a request that the service reads, pictures included.</summary>
    public const int Body = 262_144;

    /// <summary>What is around the card: where it goes, who is meant, what the notification says.</summary>
    public const int Envelope = 8192;

    /// <summary>What a card may measure, its envelope being counted in both ways of counting.</summary>
    public const int MostOfCard = Warned - Envelope;

    private const string Picture = "data:";

    /// <summary>UTF-16 bytes of the JSON without pictures, and bytes on the wire.</summary>
    public static (int Utf16, int Bytes) Of(JsonNode node)
    {
        var json = node.ToJsonString();
        return (2 * (json.Length - Pictures(node)), Encoding.UTF8.GetByteCount(json));
    }

    private static int Pictures(JsonNode? node) => node switch
    {
        JsonObject members => members.Sum(static member => Pictures(member.Value)),
        JsonArray list => list.Sum(Pictures),
        JsonValue value when value.TryGetValue<string>(out var text) && text.StartsWith(Picture, StringComparison.OrdinalIgnoreCase) => value.ToJsonString().Length - 2,
        _ => 0,
    };
}
