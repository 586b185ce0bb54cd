using System.Buffers;
using System.Text;
using System.Text.Json;
using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>Names, lanes and payloads of the jobs about what was heard. They are stored: they never change.</summary>
internal static class SlackJobs
{
    /// <summary>Hands what was heard to its listener. Lane: one for each channel; order: its thread.</summary>
    public const string HearKind = "hear-slack";

    /// <summary>Brings a private answer. Lane: one for each person.</summary>
    public const string AnswerKind = "answer-slack";

    // One level more than the edge lets in: the payload is wrapped.
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 128 };

    public static string HeardKey(string team, string key) => $"{team}/{key}";

    public static Job Hear(SlackTold told, string team, DateTimeOffset heardAt)
    {
        var written = new ArrayBufferWriter<byte>(told.Payload.Length + 256);
        using (var writer = new Utf8JsonWriter(written))
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, told.Type);
            writer.WriteString("team"u8, team);
            writer.WriteString("key"u8, told.Key);
            writer.WriteString("heardAt"u8, heardAt);
            writer.WritePropertyName("raw"u8);
            writer.WriteRawValue(told.Payload.Span, skipInputValidation: true); // read whole before
            writer.WriteEndObject();
        }

        return new Job($"slack-in/{team}/{told.Channel}", told.Order, HearKind, Encoding.UTF8.GetString(written.WrittenSpan), JobPriority.Reply);
    }

    /// <exception cref="JsonException">No payload of ours.</exception>
    public static SlackHeard Heard(string payload)
    {
        using var document = JsonDocument.Parse(payload, Deep);
        var root = document.RootElement.Clone();
        return new SlackHeard(
            root.GetProperty("type").GetString()!,
            root.GetProperty("team").GetString()!,
            root.GetProperty("key").GetString()!,
            root.GetProperty("raw"),
            root.GetProperty("heardAt").GetDateTimeOffset());
    }
}
