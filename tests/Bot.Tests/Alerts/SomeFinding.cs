using System.Text;
using System.Text.Json.Nodes;
using ChatOps.Investigation.Findings;
using ChatOps.TestKit;

namespace ChatOps.Bot.Alerts;

/// <summary>Findings made from the kit's samples, read by the one reader.</summary>
internal static class SomeFinding
{
    public const string Account = "111122223333";

    public static IReadOnlyList<string> Samples { get; } =
        [.. Directory.EnumerateFiles(Repository.PathOf("tests/TestKit/samples/guardduty"), "*.json").Select(static path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    /// <summary>The finding's own object, whatever stands around it in the sample.</summary>
    public static JsonObject Json(string sample = "api-call-role-session", Action<JsonObject>? change = null)
    {
        var root = JsonNode.Parse(Repository.Read($"tests/TestKit/samples/guardduty/{sample}.json"))!.AsObject();
        var finding = (root["detail"] ?? root).DeepClone().AsObject();
        change?.Invoke(finding);
        return finding;
    }

    public static Finding Of(string sample = "api-call-role-session", Action<JsonObject>? change = null) => Item(Json(sample, change)).Finding;

    public static FindingItem Item(JsonObject finding) => AlertParser.Parse(Encoding.UTF8.GetBytes(finding.ToJsonString())).ShouldHaveSingleItem().ShouldBeOfType<FindingItem>();

    /// <summary>A finding with an id, a time and a count of its own.</summary>
    public static JsonObject Json(int number, string type = "Recon:EC2/Portscan", double severity = 5, int count = 1, string updatedAt = "2026-03-01T10:00:00Z") => new()
    {
        ["accountId"] = Account,
        ["region"] = "us-east-1",
        ["id"] = $"{number:x32}",
        ["arn"] = $"arn:aws:guardduty:us-east-1:{Account}:detector/d/finding/{number:x32}",
        ["type"] = type,
        ["severity"] = severity,
        ["title"] = $"Finding {number}",
        ["updatedAt"] = updatedAt,
        ["createdAt"] = "2026-03-01T09:00:00Z",
        ["resource"] = new JsonObject { ["resourceType"] = "Instance", ["instanceDetails"] = new JsonObject { ["instanceId"] = "i-0c79413d9f0d9941e" } },
        ["service"] = new JsonObject { ["count"] = count, ["eventFirstSeen"] = "2026-03-01T09:00:00Z", ["eventLastSeen"] = updatedAt },
    };

    public static JsonObject Event(JsonObject finding) => new()
    {
        ["version"] = "0",
        ["id"] = "7bf73129-1428-4cd3-a780-95db273d1602",
        ["detail-type"] = "GuardDuty Finding",
        ["source"] = "aws.guardduty",
        ["account"] = Account,
        ["time"] = "2026-03-01T10:00:05Z",
        ["region"] = "us-east-1",
        ["resources"] = new JsonArray(),
        ["detail"] = finding,
    };
}
