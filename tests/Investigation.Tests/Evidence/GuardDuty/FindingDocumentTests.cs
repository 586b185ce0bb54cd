using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Amazon.GuardDuty;
using Amazon.GuardDuty.Model;
using Amazon.Runtime;
using ChatOps.Investigation.AwsSdk;
using ChatOps.Investigation.Evidence.GuardDuty.Wire;
using ChatOps.Investigation.SampleDay;
using ApiFinding = Amazon.GuardDuty.Model.Finding;

namespace ChatOps.Investigation.Evidence.GuardDuty;

/// <summary>A finding that was asked of GuardDuty is the same as one that was delivered.</summary>
public sealed class FindingDocumentTests
{
    public static TheoryData<string> Files() => [.. Corpus.Findings()];

    public static TheoryData<string> Samples() => [.. Documents.Samples()];

    public static TheoryData<int> Deliveries() => [.. Enumerable.Range(0, CommittedSample.Deliveries.Count)];

    [CorpusTheory]
    [MemberData(nameof(Files))]
    public Task Each_finding_of_the_corpus_is_read_as_its_original(string file) => ReadsAlike(Corpus.Read(file));

    [Theory]
    [MemberData(nameof(Samples))]
    public Task Each_sample_is_read_as_its_original(string name) => ReadsAlike(Documents.Sample(name));

    [Theory]
    [MemberData(nameof(Deliveries))]
    public Task Each_delivery_of_the_workshop_day_is_read_as_its_original(int line) => ReadsAlike(Encoding.UTF8.GetBytes(CommittedSample.Deliveries[line].GetRawText()));

    [Fact]
    public void Every_member_has_the_name_it_has_on_the_wire()
    {
        var unlike = new List<string>();
        foreach (var type in Reachable(typeof(ApiFinding), []))
        {
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                var wire = property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);
                if (FindingDocument.NameOf(type, property.Name) != wire) unlike.Add($"{type.Name}.{property.Name}: {FindingDocument.NameOf(type, property.Name)}, not {wire}");
            }
        }

        unlike.ShouldBeEmpty();
    }

    private static async Task ReadsAlike(byte[] json)
    {
        var delivered = Documents.Unwrap(json).Finding;
        if (GuardDutyFindingReader.Read(delivered) is not FindingRead original) return;
        if (delivered.TryGetProperty("accountid", out _)) return; // a table's columns: no small letters tell how the API spells them
        var line = new Line().Says($$"""{"findings":[{{AsTheApiSpells(JsonNode.Parse(delivered.GetRawText()))!.ToJsonString()}}]}""");
        using var client = new AmazonGuardDutyClient(Line.Keys, line.For<AmazonGuardDutyConfig>());
        var asked = (await client.GetFindingsAsync(new GetFindingsRequest { DetectorId = "d", FindingIds = ["f"] })).Findings.ShouldHaveSingleItem();

        var read = GuardDutyFindingReader.Read(Encoding.UTF8.GetBytes(FindingDocument.Of(asked))).ShouldBeOfType<FindingRead>().Finding;

        Differences(original.Finding, read, "$").ShouldBeEmpty();
    }

    private static IEnumerable<string> Differences(object? one, object? other, string path) => (one, other) switch
    {
        (IReadOnlyList<KeyValuePair<string, string>> before, IReadOnlyList<KeyValuePair<string, string>> after) => Differences(before, after),
        (string before, string after) => before == after ? [] : Told(before, after, path),
        (IEnumerable before, IEnumerable after) when before.Cast<object>().ToList() is var all && after.Cast<object>().ToList() is var rest && all.Count == rest.Count =>
            all.Zip(rest).SelectMany((pair, index) => Differences(pair.First, pair.Second, $"{path}[{index}]")),
        ({ } before, { } after) when before.GetType() == after.GetType() && before.GetType().Namespace!.StartsWith(nameof(ChatOps), StringComparison.Ordinal) && !before.GetType().IsEnum =>
            before.GetType().GetProperties().SelectMany(property => Differences(property.GetValue(before), property.GetValue(after), $"{path}.{property.Name}")),
        _ => Equals(one, other) ? [] : Told(one, other, path),
    };

    private static IEnumerable<string> Differences(IReadOnlyList<KeyValuePair<string, string>> before, IReadOnlyList<KeyValuePair<string, string>> after)
    {
        // details stand in the document's order, and the SDK has its own
        var (one, other) = (before.ToLookup(static detail => detail.Key, static detail => detail.Value), after.ToLookup(static detail => detail.Key, static detail => detail.Value));
        return one.Select(static same => same.Key).Union(other.Select(static same => same.Key))
            .Where(key => !one[key].Select(Instant).SequenceEqual(other[key].Select(Instant)))
            .SelectMany(key => Told(string.Join('|', one[key]), string.Join('|', other[key]), key));
    }

    private static IEnumerable<string> Told(object? one, object? other, string path) => [$"{path}: {one ?? "null"} became {other ?? "null"}"];

    /// <summary>The API sends some times as seconds since 1970; the document has them as events do.</summary>
    private static string Instant(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is > 1e9 and < 2e9
        ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000)).ToString("o", CultureInfo.InvariantCulture)
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && text.Length >= 19 ? at.ToUniversalTime().ToString("o", CultureInfo.InvariantCulture) : text;

    /// <summary>The API's own form: its names, no nulls, and what an event spells out of additionalInfo as text.</summary>
    private static JsonNode? AsTheApiSpells(JsonNode? node, string under = "") => node switch
    {
        JsonObject members => new JsonObject(members.Where(static member => member.Value is not null)
            .Select(member => (Name: Spelt(member.Key, under), Value: member.Value!)).DistinctBy(static member => member.Name)
            .Select(static member => KeyValuePair.Create(member.Name, member.Name switch
            {
                "additionalInfo" => Info(member.Value),
                "affectedResources" => member.Value.DeepClone(),
                _ => AsTheApiSpells(member.Value, member.Name),
            }))),
        JsonArray items => new JsonArray([.. items.Select(item => AsTheApiSpells(item, under))]),
        _ => node?.DeepClone(),
    };

    private static JsonObject? Info(JsonNode info)
    {
        if (info is not JsonObject members) return null;
        var value = members.FirstOrDefault(static member => member.Key.Equals("value", StringComparison.OrdinalIgnoreCase)).Value;
        var expanded = new JsonObject(members.Where(static member => member.Key.ToLowerInvariant() is not ("value" or "type")).Select(static member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
        return new JsonObject { ["value"] = expanded.Count > 0 ? expanded.ToJsonString() : value?.ToString() ?? "{}", ["type"] = "default" };
    }

    private static string Spelt(string name, string under) => (under, name.ToLowerInvariant()) switch
    {
        (_, "loginattributes") => "LoginAttributes",
        ("ec2Instance", "iaminstanceprofile") => "IamInstanceProfile",
        (_, "sourceips") => "sourceIPs",
        _ => $"{char.ToLowerInvariant(name[0])}{name[1..]}",
    };

    private static HashSet<Type> Reachable(Type type, HashSet<Type> known)
    {
        if (type.IsGenericType)
        {
            foreach (var argument in type.GetGenericArguments()) Reachable(argument, known);
            return known;
        }

        if (type.Namespace != typeof(ApiFinding).Namespace || type.IsAssignableTo(typeof(ConstantClass)) || !known.Add(type)) return known;
        foreach (var property in type.GetProperties()) Reachable(property.PropertyType, known);
        return known;
    }
}
