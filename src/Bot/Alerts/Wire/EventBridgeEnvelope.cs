using System.Text.Json;

namespace ChatOps.Bot.Alerts.Wire;

/// <summary>What EventBridge puts around an event ("Events structure reference", Amazon EventBridge User Guide).</summary>
/// <param name="Detail">The event itself; undefined when there is none.</param>
internal sealed record EventBridgeEnvelope(string? DetailType, string? Source, DateTimeOffset? Time, JsonElement Detail)
{
    public const string FindingDetailType = "GuardDuty Finding";
    public const string GuardDutySource = "aws.guardduty";

    /// <summary>Null when the object is no such envelope.</summary>
    public static EventBridgeEnvelope? Of(JsonElement json)
    {
        var hasDetail = json.TryGetProperty("detail", out var detail);
        var hasType = json.TryGetProperty("detail-type", out _);
        if (!hasDetail && !hasType) return null;
        var time = json.TryGetProperty("time", out var sent) && sent.ValueKind == JsonValueKind.String && sent.TryGetDateTimeOffset(out var at) ? at.ToUniversalTime() : (DateTimeOffset?)null;
        return new EventBridgeEnvelope(WireText.Of(json, "detail-type"), WireText.Of(json, "source"), time, detail);
    }
}
