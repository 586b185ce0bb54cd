using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Aws;

/// <summary>A finding, kept with additionalInfo expanded as EventBridge has it, served as the API has it.</summary>
internal sealed class AwsFinding(AwsGuardDuty at, JsonObject json)
{
    /// <summary>Members the API writes as epoch seconds, where events have text: whatever is of type timestamp in the model of GetFindings. The finding's own createdAt and updatedAt are text.</summary>
    private static readonly HashSet<string> Timestamps = ["createdAt", "updatedAt", "startedAt", "lastModifiedAt", "scanStartedAt", "scanCompletedAt", "startTime", "modifiedAt", "createdTime", "firstSeenAt", "lastSeenAt"];

    public AwsGuardDuty At { get; } = at;

    public JsonObject Json { get; } = Expanded(json);

    public string Id => Json["id"]?.ToString() ?? "";

    public string Account => Json["accountId"]?.ToString() ?? At.Account;

    public JsonObject Service
    {
        get
        {
            if (Json["service"] is not JsonObject service) Json["service"] = service = [];
            return service;
        }
    }

    public bool IsArchived
    {
        get => Service["archived"]?.GetValueKind() == JsonValueKind.True;
        set => Service["archived"] = value;
    }

    /// <summary>A copy in the shape of GetFindings' answer.</summary>
    public JsonObject ToApi()
    {
        var copy = (JsonObject)Bare(Json)!;
        foreach (var own in new[] { "createdAt", "updatedAt" }.Where(Json.ContainsKey)) copy[own] = Json[own]?.DeepClone();
        if (copy["service"]?["additionalInfo"] is not JsonObject info) return copy;
        var text = info["value"] is JsonValue given ? given.ToString() : info.ToJsonString();
        copy["service"]!["additionalInfo"] = new JsonObject { ["value"] = text, ["type"] = info["type"]?.ToString() ?? "default" };
        return copy;
    }

    /// <summary>What takes the place of this one when GuardDuty saw it again: what people did to it stays.</summary>
    public void Inherit(AwsFinding before)
    {
        if (before.IsArchived) IsArchived = true;
        if (before.Service["userFeedback"] is { } feedback) Service["userFeedback"] = feedback.DeepClone();
    }

    private static JsonObject Expanded(JsonObject finding)
    {
        if (finding["service"]?["additionalInfo"] is not JsonObject info || info["value"] is not JsonValue value || !value.TryGetValue<string>(out var text)) return finding;
        try
        {
            if (JsonNode.Parse(text) is not JsonObject inner) return finding;
            foreach (var (name, node) in inner) info.TryAdd(name, node?.DeepClone());
        }
        catch (JsonException)
        {
            // Whatever is written there is served as it is written.
        }

        return finding;
    }

    /// <summary>Without what is null, which the API leaves out, and with its timestamps.</summary>
    private static JsonNode? Bare(JsonNode? node, string name = "") => node switch
    {
        JsonObject it => new JsonObject(it.Where(static member => member.Value is not null).Select(static member => KeyValuePair.Create(member.Key, Bare(member.Value, member.Key)))),
        JsonArray list => new JsonArray([.. list.Select(item => Bare(item, name))]),
        JsonValue value when Timestamps.Contains(name) && value.TryGetValue<DateTimeOffset>(out var at) => JsonValue.Create(at.ToUnixTimeMilliseconds() / 1000.0),
        _ => node?.DeepClone(),
    };
}
