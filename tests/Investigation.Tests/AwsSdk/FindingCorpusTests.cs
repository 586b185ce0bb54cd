using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Amazon.GuardDuty;
using Amazon.GuardDuty.Model;
using Amazon.Runtime;
using ChatOps.Investigation.Evidence.GuardDuty;

namespace ChatOps.Investigation.AwsSdk;

/// <summary>Every finding that is known to us, given as an answer of GetFindings: each member of the model has the value that was sent.</summary>
public sealed class FindingCorpusTests
{
    public static TheoryData<string> Files() => [.. Corpus.Findings()];

    public static TheoryData<string> Samples() => [.. Documents.Samples()];

    [CorpusTheory]
    [MemberData(nameof(Files))]
    public Task Each_finding_of_the_corpus_survives(string file) => Survives(Corpus.Read(file));

    [Theory]
    [MemberData(nameof(Samples))]
    public Task Each_sample_survives(string name) => Survives(Documents.Sample(name));

    private static async Task Survives(byte[] json)
    {
        var document = Documents.Unwrap(json).Finding;
        if (GuardDutyFindingReader.Read(document) is FindingRefused) return;
        var sent = AsTheApiSpells(JsonNode.Parse(document.GetRawText()))!.AsObject();
        var line = new Line().Says($$"""{"findings":[{{sent.ToJsonString()}}]}""");
        using var client = new AmazonGuardDutyClient(Line.Keys, line.For<AmazonGuardDutyConfig>());

        var finding = (await client.GetFindingsAsync(new GetFindingsRequest { DetectorId = "d", FindingIds = ["f"] })).Findings.ShouldHaveSingleItem();

        finding.Id.ShouldNotBeNull();
        Compare(sent, finding, "$").ShouldBeGreaterThan(8);
    }

    // Part of the corpus was written by tools that print a client's own names.
    private static JsonNode? AsTheApiSpells(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Where(static member => member.Value is not null).DistinctBy(static member => Spelt(member.Key)).Select(static member => KeyValuePair.Create(Spelt(member.Key), AsTheApiSpells(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(AsTheApiSpells)]),
        _ => node?.DeepClone(),
    };

    private static string Spelt(string name) => name is "LoginAttributes" ? name : $"{char.ToLowerInvariant(name[0])}{name[1..]}";

    private static int Compare(JsonNode sent, object? read, string path)
    {
        read.ShouldNotBeNull(path);
        if (sent is JsonObject && read is IList single) return Compare(sent, single[0], path);
        if (sent is JsonArray items) return items.Zip(((IList)read).Cast<object>(), (item, value) => item is null ? 0 : Compare(item, value, $"{path}[]")).Sum();
        if (sent is JsonValue) return Same(sent.ToString(), read, path);
        return sent.AsObject().Sum(member => Member(read.GetType(), member.Key) is { } property && member.Value is { } value ? Compare(value, property.GetValue(read), $"{path}.{member.Key}") : 0);
    }

    private static int Same(string sent, object read, string path)
    {
        switch (read)
        {
            case double number: number.ShouldBe(double.Parse(sent, CultureInfo.InvariantCulture), path); break;
            case bool flag: flag.ShouldBe(bool.Parse(sent), path); break;
            case DateTime time: time.Kind.ShouldBe(DateTimeKind.Utc, path); break;
            case ConstantClass value: value.Value.ShouldBe(sent, path); break;
            default: Convert.ToString(read, CultureInfo.InvariantCulture).ShouldBe(sent, path); break;
        }

        return 1;
    }

    private static PropertyInfo? Member(Type type, string name) => type.GetProperties().FirstOrDefault(property =>
        (property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(property.Name)) == name);
}
