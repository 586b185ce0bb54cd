using System.Buffers;
using System.Text;
using System.Text.Json;
using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.Channels;

/// <summary>The job that hands out what was heard. Its payload is stored: its names never change.</summary>
internal static class HeardJob
{
    // One level more than the edge lets in: the payload is wrapped.
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 128 };

    public static string KeyOf(string workspace, string key) => $"{workspace}/{key}";

    /// <param name="at">Kind, lane and order of the job.</param>
    /// <param name="heard">All but the payload.</param>
    /// <param name="payload">JSON, read whole before.</param>
    public static Job Of((string Kind, string Lane, string Order) at, (string Type, string Workspace, string Key, DateTimeOffset At) heard, ReadOnlySpan<byte> payload)
    {
        var written = new ArrayBufferWriter<byte>(payload.Length + 256);
        using (var writer = new Utf8JsonWriter(written))
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, heard.Type);
            writer.WriteString("team"u8, heard.Workspace);
            writer.WriteString("key"u8, heard.Key);
            writer.WriteString("heardAt"u8, heard.At);
            writer.WritePropertyName("raw"u8);
            writer.WriteRawValue(payload, skipInputValidation: true); // read whole before
            writer.WriteEndObject();
        }

        return new Job(at.Lane, at.Order, at.Kind, Encoding.UTF8.GetString(written.WrittenSpan), JobPriority.Reply);
    }

    /// <exception cref="JsonException">No payload of ours.</exception>
    public static Heard Read(string payload)
    {
        using var document = JsonDocument.Parse(payload, Deep);
        var root = document.RootElement.Clone();
        return new Heard(
            root.GetProperty("type").GetString()!,
            root.GetProperty("team").GetString()!,
            root.GetProperty("key").GetString()!,
            root.GetProperty("raw"),
            root.GetProperty("heardAt").GetDateTimeOffset());
    }
}
