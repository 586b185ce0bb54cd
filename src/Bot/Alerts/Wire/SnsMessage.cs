using System.Text.Json;

namespace ChatOps.Bot.Alerts.Wire;

/// <summary>What SNS puts around a message ("Parsing Amazon SNS message formats", Amazon SNS Developer Guide). Carries no proof of origin by itself.</summary>
internal sealed record SnsMessage(string Type, string Message)
{
    public const string Notification = "Notification";

    /// <summary>Null when the object is no such envelope.</summary>
    public static SnsMessage? Of(JsonElement json) =>
        WireText.Of(json, "Type") is { } type && WireText.Of(json, "Message") is { } message && WireText.Of(json, "TopicArn") is not null ? new SnsMessage(type, message) : null;
}
