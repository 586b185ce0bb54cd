using System.Text.Json;
using System.Text.Unicode;

namespace ChatOps.Bot.Channels;

/// <summary>Looks into what a chat sent. A member that is missing, or of another type, is null: chats leave out what is empty.</summary>
internal static class ChatJson
{
    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    /// <summary>Null also for an empty text.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: > 0 } value ? value : null;

    /// <summary>The text at the end of a path of objects.</summary>
    public static string? Text(this JsonElement element, string name, string inner) => element.Member(name)?.Text(inner);

    /// <summary>Whether it is there and true.</summary>
    public static bool Is(this JsonElement element, string name) => element.Member(name) is { ValueKind: JsonValueKind.True };

    public static long? Number(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : null;

    /// <summary>The elements of an array; none when it is none.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    /// <summary>Whether every text in it can be read, if it is JSON at all: it is UTF-8, and no half of a surrogate pair is escaped in it.</summary>
    public static bool IsText(ReadOnlySpan<byte> json) => Utf8.IsValid(json) && !HasHalfCharacters(json);

    /// <summary>Half a surrogate pair may be escaped in JSON, and throws wherever such a text is read: no chat sends that.</summary>
    private static bool HasHalfCharacters(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("\\ud"u8) < 0 && json.IndexOf("\\uD"u8) < 0) return false;
        try
        {
            var reader = new Utf8JsonReader(json);
            while (reader.Read())
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped) reader.GetString();
            return false;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return true;
        }
    }
}
