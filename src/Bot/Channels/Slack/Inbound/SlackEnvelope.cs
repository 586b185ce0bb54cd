using System.Text.Json;
using System.Text.Unicode;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>A frame of Socket Mode (docs.slack.dev/apis/events-api/using-socket-mode).</summary>
/// <param name="Type">hello, disconnect, events_api, interactive, slash_commands.</param>
/// <param name="Id">To be said when it is acknowledged; null for hello and disconnect.</param>
/// <param name="Reason">Of a disconnect.</param>
/// <param name="Payload">JSON; empty when there is none.</param>
/// <param name="TakesAnswer">Whether an answer may go along with the acknowledgement.</param>
internal sealed record SlackEnvelope(string Type, string? Id, string? Reason, ReadOnlyMemory<byte> Payload, bool TakesAnswer)
{
    public const string Hello = "hello";
    public const string Disconnect = "disconnect";

    /// <returns>Null for what is no frame of Slack's.</returns>
    public static SlackEnvelope? Read(ReadOnlyMemory<byte> frame)
    {
        if (!Utf8.IsValid(frame.Span)) return null;
        try
        {
            return ReadObject(frame);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return null; // the second: half a surrogate pair in a text
        }
    }

    /// <summary>What was told in it; null when it brings nothing.</summary>
    public SlackTelling? Telling() => Type switch
    {
        _ when Id is null => null,
        "events_api" => SlackReader.OfEvent(Payload),
        "interactive" => SlackReader.OfInteraction(Payload),
        "slash_commands" => SlackReader.OfCommand(Payload),
        _ => new SlackUnknownKind(Type),
    };

    private static SlackEnvelope? ReadObject(ReadOnlyMemory<byte> frame)
    {
        var reader = new Utf8JsonReader(frame.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
        string? type = null, id = null, reason = null;
        var (payload, takesAnswer) = (default(ReadOnlyMemory<byte>), false);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString();
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            var text = reader.TokenType == JsonTokenType.String && (name is "type" or "envelope_id" or "reason") ? reader.GetString() : null;
            takesAnswer = name == "accepts_response_payload" ? reader.TokenType == JsonTokenType.True : takesAnswer;
            reader.Skip();
            if (name == "payload") payload = frame[start..(int)reader.BytesConsumed];
            else if (name == "type") type = text;
            else if (name == "envelope_id") id = text;
            else if (name == "reason") reason = text;
        }

        return reader.Read() || type is null ? null : new SlackEnvelope(type, id, reason, payload, takesAnswer);
    }
}
