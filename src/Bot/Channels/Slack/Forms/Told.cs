using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>Reads interactions with forms, in which anything may be missing or of another kind.</summary>
internal static class Told
{
    /// <summary>The first action of a press or a choice; null when there is none.</summary>
    public static JsonElement? Action(this JsonElement payload) => payload.Items("actions").Select(static action => (JsonElement?)action).FirstOrDefault();

    public static string? Workspace(this JsonElement payload) => payload.Text("team", "id") ?? payload.Text("user", "team_id");

    public static string User(this JsonElement payload) => payload.Text("user", "id") ?? "";

    /// <summary>What was entered in a block of a form: typed, or chosen; null when it was left empty.</summary>
    public static string? Entered(this JsonElement payload, string block)
    {
        if (Values(payload)?.Member(block) is not { ValueKind: JsonValueKind.Object } values) return null;
        foreach (var element in values.EnumerateObject())
        {
            var entered = element.Value.Text("value") ?? element.Value.Text("selected_option", "value") ?? element.Value.Text("selected_conversation");
            if (entered?.Replace("\0", "", StringComparison.Ordinal).Trim() is { Length: > 0 } text) return text;
        }

        return null;
    }

    /// <summary>What we wrote into the form when it opened; null when the form is none of ours.</summary>
    public static JsonElement? Kept(this JsonElement payload)
    {
        try
        {
            using var kept = JsonDocument.Parse(payload.Text("view", "private_metadata") ?? "");
            return kept.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A name for this sending of a form: the same when Slack sends it again, another when the person corrected what was entered.</summary>
    public static string Once(this JsonElement payload)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Values(payload)?.GetRawText() ?? "")).AsSpan(0, 8));
        return $"view:{payload.Text("view", "id")}:{payload.Text("view", "hash")}:{digest}";
    }

    private static JsonElement? Values(JsonElement payload) => payload.Member("view")?.Member("state")?.Member("values");
}
