using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using ChatOps.Bot.Alerts.Wire;
using ChatOps.Investigation.Evidence.GuardDuty;

namespace ChatOps.Bot.Alerts;

/// <summary>Takes the envelopes off: EventBridge events, bare findings, SNS messages that hold either, arrays of them, and GetFindings' <c>{"Findings":[…]}</c>.</summary>
internal static class AlertParser
{
    private const string Wanted = "an EventBridge event or a GuardDuty finding is needed";

    /// <summary>Everything in it, in order. Never throws on input.</summary>
    /// <param name="path">Path of the whole, where refusals begin.</param>
    public static IReadOnlyList<AlertItem> Parse(ReadOnlyMemory<byte> utf8, string path = "$")
    {
        if (utf8.Span.StartsWith(Encoding.UTF8.Preamble)) utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        if (!Utf8.IsValid(utf8.Span)) return [new RefusedItem(0, path, "is not UTF-8 text; JSON in UTF-8 is needed")];
        try
        {
            using var document = JsonDocument.Parse(utf8);
            return ParseRoot(document.RootElement, path);
        }
        catch (JsonException wrong)
        {
            return [new RefusedItem(0, path, $"is not JSON (line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1}); {Wanted}")];
        }
    }

    private static List<AlertItem> ParseRoot(JsonElement root, string path)
    {
        if (root.ValueKind == JsonValueKind.Array) return ParseAll(root, path);
        if (root.ValueKind == JsonValueKind.Object && Listed(root) is { } list) return ParseAll(list.Value, $"{path}.{list.Name}");
        return [ParseOne(root, 0, path)];
    }

    private static List<AlertItem> ParseAll(JsonElement array, string path) =>
        [.. array.EnumerateArray().Select((element, index) => ParseOne(element, index, $"{path}[{index}]"))];

    private static AlertItem ParseOne(JsonElement json, int index, string path)
    {
        if (json.ValueKind != JsonValueKind.Object) return new RefusedItem(index, path, $"is not a JSON object; {Wanted}");
        try
        {
            if (SnsMessage.Of(json) is { } sns) return ParseSns(sns, index, path);
            return EventBridgeEnvelope.Of(json) is { } envelope ? ParseEvent(envelope, index, path) : ReadFinding(json, null, index, path);
        }
        catch (InvalidOperationException)
        {
            // The framework's answer to an escaped half of a surrogate pair.
            return new RefusedItem(index, path, "holds text that is not Unicode");
        }
    }

    private static AlertItem ParseSns(SnsMessage sns, int index, string path)
    {
        if (sns.Type != SnsMessage.Notification) return new IgnoredItem(index, path, $"an SNS message of type {Cut(sns.Type)} holds no finding");
        try
        {
            using var message = JsonDocument.Parse(sns.Message);
            var inner = message.RootElement;
            if (inner.ValueKind != JsonValueKind.Object) return new RefusedItem(index, $"{path}.Message", $"is not a JSON object; {Wanted}");
            return EventBridgeEnvelope.Of(inner) is { } envelope ? ParseEvent(envelope, index, $"{path}.Message") : ReadFinding(inner, null, index, $"{path}.Message");
        }
        catch (JsonException)
        {
            return new RefusedItem(index, $"{path}.Message", $"is not JSON; {Wanted}");
        }
    }

    private static AlertItem ParseEvent(EventBridgeEnvelope envelope, int index, string path)
    {
        if (envelope.DetailType is null) return new RefusedItem(index, $"{path}.detail-type", $"is missing; \"{EventBridgeEnvelope.FindingDetailType}\" is needed");
        if (envelope.DetailType != EventBridgeEnvelope.FindingDetailType || envelope.Source is not (null or EventBridgeEnvelope.GuardDutySource))
            return new IgnoredItem(index, path, $"a \"{Cut(envelope.DetailType)}\" event of {Cut(envelope.Source ?? "an unnamed source")} is no GuardDuty finding");
        return ReadFinding(envelope.Detail, envelope.Time, index, $"{path}.detail");
    }

    private static AlertItem ReadFinding(JsonElement json, DateTimeOffset? sentAt, int index, string path) => GuardDutyFindingReader.Read(json, path) switch
    {
        FindingRead read => new FindingItem(index, path, read.Finding, json.GetRawText(), sentAt),
        FindingRefused refused => new RefusedItem(index, refused.Path, refused.Reason),
        var other => throw new InvalidOperationException($"{other.GetType()} is no reading."),
    };

    /// <summary>The list inside an answer of GetFindings.</summary>
    private static JsonProperty? Listed(JsonElement root)
    {
        foreach (var member in root.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Array && (member.NameEquals("Findings") || member.NameEquals("findings"))) return member;
        }

        return null;
    }

    private static string Cut(string text) => text.Length <= 100 ? text : text[..100] + "…";
}
