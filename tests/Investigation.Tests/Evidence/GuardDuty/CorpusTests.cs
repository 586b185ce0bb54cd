using System.Text.Json.Nodes;
using ChatOps.Investigation.Findings;

namespace ChatOps.Investigation.Evidence.GuardDuty;

/// <summary>Every finding of the corpus is read or refused with a path. Refusals are listed.</summary>
public class CorpusTests
{
    private static readonly DateTimeOffset Earliest = new(2015, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Files() => [.. Corpus.Findings()];

    [CorpusTheory]
    [MemberData(nameof(Files))]
    public void Each_finding_is_read_or_refused_as_listed(string file)
    {
        var (json, path) = Documents.Unwrap(Corpus.Read(file));
        var reading = GuardDutyFindingReader.Read(json, path);
        if (ExpectedRefusal(file) is { } refusedAt)
        {
            var refused = reading.ShouldBeOfType<FindingRefused>();
            refused.Path.ShouldBe(path + refusedAt, StringCompareShould.IgnoreCase);
            refused.Reason.ShouldContain("needed");
            return;
        }

        CheckAgainst(json.GetRawText(), reading.ShouldBeOfType<FindingRead>(file).Finding);
    }

    [CorpusFact]
    public void The_lists_of_refusals_name_files_that_exist() =>
        Unusable.Keys.Where(static name => !Corpus.Findings().Any(file => file.EndsWith(name, StringComparison.Ordinal))).ShouldBeEmpty();

    private static void CheckAgainst(string json, Finding finding)
    {
        var root = JsonNode.Parse(json, new JsonNodeOptions { PropertyNameCaseInsensitive = true })!.AsObject();
        finding.Type.Text.ShouldBe(root["type"]!.GetValue<string>());
        finding.Severity.Value.ShouldBe(double.Parse(root["severity"]!.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture));
        finding.Id.Id.ShouldBe(root["id"]!.GetValue<string>());
        finding.Id.Region.ShouldBe((string?)root["region"] ?? root["arn"]!.GetValue<string>().Split(':')[3]);
        finding.Title.ShouldBe(root["title"]!.GetValue<string>());
        finding.FirstSeen.ShouldBeInRange(Earliest, finding.LastSeen);
        finding.LastSeen.ShouldBeInRange(finding.FirstSeen, Latest);
        finding.Count.ShouldBe((long?)root["service"]?["count"] ?? 1);
        CheckActor(root["service"]?["action"], finding);
        if ((string?)root["resource"]?["resourceType"] is { } kind && KindOf(kind) is { } main && HasDetails(root["resource"]!, kind))
            finding.Resources[0].ShouldBeOfType(main);
    }

    private static void CheckActor(JsonNode? action, Finding finding)
    {
        var addresses = Descendants(action).Where(static pair => pair.Key.Equals("ipAddressV4", StringComparison.OrdinalIgnoreCase)
            && pair.Value.GetPath().Contains("remote", StringComparison.OrdinalIgnoreCase)).Select(static pair => pair.Value.GetValue<string>());
        foreach (var address in addresses.Where(static address => Entities.IpText.TryParse(address, out _))) finding.Actors.ShouldContain(actor => actor.Address == address);
        if ((string?)action?["actionType"] is { } type && action.AsObject().Count > 1) finding.Action.ShouldNotBeNull().ShouldNotBeOfType<OtherAction>(type);
    }

    private static IEnumerable<(string Key, JsonNode Value)> Descendants(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(static pair => pair.Value is JsonValue ? [(pair.Key, pair.Value)] : Descendants(pair.Value)),
        JsonArray list => list.SelectMany(Descendants),
        _ => [],
    };

    private static bool HasDetails(JsonNode resource, string kind) => resource.AsObject().Any(pair =>
        pair.Key.StartsWith(kind, StringComparison.OrdinalIgnoreCase) && pair.Key.EndsWith("details", StringComparison.OrdinalIgnoreCase) && pair.Value is not null);

    private static Type? KindOf(string resourceType) => resourceType switch
    {
        "Instance" => typeof(InstanceResource),
        "AccessKey" => typeof(AccessKeyResource),
        "S3Bucket" => typeof(BucketResource),
        "EKSCluster" => typeof(EksClusterResource),
        "ECSCluster" => typeof(EcsClusterResource),
        "Container" => typeof(ContainerResource),
        "RDSDBInstance" => typeof(DatabaseResource),
        "Lambda" => typeof(LambdaResource),
        _ => null,
    };

    private static string? ExpectedRefusal(string file) => Unusable.FirstOrDefault(pair => file.EndsWith(pair.Key, StringComparison.Ordinal)).Value;

    /// <summary>Fragments, other documents and findings without what is required.</summary>
    private static readonly Dictionary<string, string> Unusable = new()
    {
        ["stix-shifter/to-stix-5.json"] = ".accountId",
        ["stix-shifter/to-stix-7.json"] = ".accountId",
        ["stix-shifter/to-stix-8.json"] = ".accountId",
        ["stix-shifter/to-stix-9.json"] = ".accountId",
        ["messages-guardduty-malware-protection-object-scan-result.json"] = ".accountId",
        ["athena-2.json"] = ".id",
        ["sample-findings-malformed-missing-required-fields.json"] = ".updatedAt",
        ["events-guardduty-finding-high.json"] = ".region",
        ["events-guardduty-finding-low.json"] = ".region",
    };
}
