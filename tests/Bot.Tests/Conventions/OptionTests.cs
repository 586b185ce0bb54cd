using System.Text.Json;
using System.Text.RegularExpressions;
using ChatOps.Bot.Hosting;
using ChatOps.TestKit;

namespace ChatOps.Bot.Conventions;

/// <summary>One list of options: what the code reads, what --help, the schema and the README say.</summary>
public sealed partial class OptionTests
{
    [Fact]
    public void The_schema_holds_exactly_the_options_there_are()
    {
        using var schema = JsonDocument.Parse(Repository.Read("src/Bot/appsettings.schema.json"));
        var inSchema = Leaves(schema.RootElement, "").Order(StringComparer.Ordinal);
        inSchema.ShouldBe(OptionList.All.Select(static option => option.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_readme_names_every_option()
    {
        var readme = Repository.Read("README.md");
        foreach (var option in OptionList.All) readme.ShouldContain($"`{option.Name}`");
    }

    [Fact]
    public void What_the_code_reads_is_in_the_list()
    {
        var known = OptionList.All.Select(static option => option.Name.Split(':')[0]).ToHashSet();
        var read = Repository.Sources("src/Bot").SelectMany(static file => OptionName().Matches(File.ReadAllText(file)).Select(static match => match.Groups[1].Value));
        foreach (var name in read.Distinct().Where(name => known.Contains(name.Split(':')[0])))
            (OptionList.Find(name) ?? OptionList.All.FirstOrDefault(option => option.Name.StartsWith(name + ":", StringComparison.Ordinal)))
                .ShouldNotBeNull($"{name} is read but not listed");
    }

    private static IEnumerable<string> Leaves(JsonElement node, string path)
    {
        if (node.TryGetProperty("properties", out var properties))
        {
            foreach (var property in properties.EnumerateObject())
                foreach (var leaf in Leaves(property.Value, path.Length == 0 ? property.Name : $"{path}:{property.Name}")) yield return leaf;
        }
        else if (node.TryGetProperty("items", out var items))
        {
            foreach (var leaf in Leaves(items, $"{path}:<n>")) yield return leaf;
        }
        else
        {
            yield return node.TryGetProperty("additionalProperties", out var more) && more.ValueKind == JsonValueKind.Object ? $"{path}:<category>" : path;
        }
    }

    [GeneratedRegex("\"([A-Z][A-Za-z0-9]+(?::[A-Z][A-Za-z0-9]+)+)\"")]
    private static partial Regex OptionName();
}
