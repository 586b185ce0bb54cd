using System.Text.Json;

namespace ChatOps.Bot.Alerts.Wire;

internal static class WireText
{
    /// <summary>The text of a member; null when it is absent or no text.</summary>
    public static string? Of(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
