using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Investigation.Findings;

namespace ChatOps.Investigation.Evidence.GuardDuty;

/// <summary>Documents for these tests: our samples, altered copies of them, and envelopes taken off.</summary>
internal static class Documents
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "samples", "guardduty");

    public static IEnumerable<string> Samples() =>
        Directory.EnumerateFiles(Folder, "*.json").Select(static path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);

    public static byte[] Sample(string name) => File.ReadAllBytes(Path.Combine(Folder, name + ".json"));

    public static Finding Read(string sample) => Read(Sample(sample));

    public static Finding Read(byte[] json) => GuardDutyFindingReader.Read(json).ShouldBeOfType<FindingRead>().Finding;

    public static FindingRefused Refused(byte[] json, string prefix = "$") => GuardDutyFindingReader.Read(json, prefix).ShouldBeOfType<FindingRefused>();

    /// <summary>The small sample after a change to its JSON.</summary>
    public static byte[] Altered(Action<JsonObject> change, string sample = "api-call-role-session")
    {
        var root = JsonNode.Parse(Sample(sample))!.AsObject();
        change(root);
        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    /// <summary>The finding inside an EventBridge event or an API answer, and its path; the document itself when it is neither.</summary>
    public static (JsonElement Finding, string Path) Unwrap(byte[] json)
    {
        var root = JsonDocument.Parse(json).RootElement;
        if (root.TryGetProperty("detail", out var detail)) return (detail, "$.detail");
        return root.TryGetProperty("Findings", out var findings) ? (findings[0], "$.Findings[0]") : (root, "$");
    }
}
