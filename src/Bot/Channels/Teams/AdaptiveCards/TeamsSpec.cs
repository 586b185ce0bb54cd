using System.Text.Json.Nodes;

namespace ChatOps.Bot.Channels.Teams.AdaptiveCards;

/// <summary>What cards in Teams are made of, read once from card-spec.json: names, members and words of microsoft/teams.net, src/Microsoft.Teams.Cards (November 2026), with our own marks of what is required.</summary>
internal sealed class TeamsSpec
{
    private readonly Dictionary<string, Dictionary<string, TeamsShape>> groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> words = new(StringComparer.Ordinal);
    private readonly HashSet<string> standard;

    private TeamsSpec(JsonObject told)
    {
        foreach (var (name, values) in told["enums"]!.AsObject()) words.Add(name, Names(values).ToHashSet(StringComparer.OrdinalIgnoreCase));
        standard = Names(told["standard"]).ToHashSet(StringComparer.Ordinal);
        foreach (var group in new[] { "element", "action", "layout", "inline", "object" })
        {
            var common = told["common"]![group]?.AsObject();
            groups.Add(group, told[group]!.AsObject().ToDictionary(static shape => shape.Key, shape => new TeamsShape(shape.Value!.AsObject(), common), StringComparer.Ordinal));
        }
    }

    public static TeamsSpec Current { get; } = Read();

    public TeamsShape? Find(string group, string name) => groups[group].GetValueOrDefault(name);

    /// <summary>Whether every client of version 1.5 knows it; others need a fallback.</summary>
    public bool IsStandard(string name) => standard.Contains(name);

    public bool IsWord(string enumeration, string word) => words[enumeration].Contains(word);

    public IEnumerable<string> Words(string enumeration) => words[enumeration];

    private static TeamsSpec Read()
    {
        using var told = typeof(TeamsSpec).Assembly.GetManifestResourceStream("ChatOps.Bot.Channels.Teams.AdaptiveCards.card-spec.json")!;
        return new TeamsSpec(JsonNode.Parse(told)!.AsObject());
    }

    private static IEnumerable<string> Names(JsonNode? list) => list!.AsArray().Select(static name => name!.GetValue<string>());
}

/// <summary>What one kind of object may hold. A member's name ends in <c>!</c> where it is required; its value is one or more of <c>string</c>, <c>bool</c>, <c>number</c>, <c>any</c>, <c>one</c> with an enumeration,
/// <c>object</c> with a name, <c>element</c>, <c>action</c>, <c>layout</c>, <c>inline</c>, or a <c>list</c> of such.</summary>
internal sealed class TeamsShape
{
    private readonly Dictionary<string, IReadOnlyList<string>> members = new(StringComparer.Ordinal);
    private readonly List<string> required = [];

    public TeamsShape(JsonObject told, JsonObject? common)
    {
        foreach (var (name, kinds) in told.Concat(common ?? []))
        {
            var bare = name.TrimEnd('!');
            if (bare.Length < name.Length) required.Add(bare);
            members.TryAdd(bare, kinds!.GetValue<string>().Split(" | "));
        }
    }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Members => members;

    public IReadOnlyList<string> Required => required;
}
