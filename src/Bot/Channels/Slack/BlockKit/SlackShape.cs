using System.Text.Json.Nodes;

namespace ChatOps.Bot.Channels.Slack.BlockKit;

/// <summary>What one kind of object may hold, as blockkit-spec.json tells it. A field's name ends in <c>!</c> where Slack demands it; names that begin with <c>$</c> are rules about the whole.</summary>
internal sealed class SlackShape
{
    private readonly List<string> required = [];
    private readonly Dictionary<string, SlackField> fields = new(StringComparer.Ordinal);

    public SlackShape(JsonObject told)
    {
        foreach (var (name, value) in told)
        {
            if (name.StartsWith('$')) continue;
            var bare = name.TrimEnd('!');
            if (bare.Length < name.Length) required.Add(bare);
            fields.Add(bare, SlackField.Parse(value!.GetValue<string>()));
        }

        Surfaces = told["$on"]?.GetValue<string>();
        AnyOf = Names(told["$any"]);
        OneOf = Names(told["$one"]);
        NotBoth = Names(told["$notBoth"]);
        Unique = told["$unique"]?.GetValue<string>();
        Even = told["$even"]?.GetValue<string>();
        MostCharacters = told["$characters"]?.GetValue<int>();
        MostPerMessage = told["$perMessage"]?.GetValue<int>();
    }

    public IReadOnlyDictionary<string, SlackField> Fields => fields;

    public IReadOnlyList<string> Required => required;

    /// <summary>m, v, h: messages, modals (views), home; null where it is no block.</summary>
    public string? Surfaces { get; }

    /// <summary>At least one of them.</summary>
    public IReadOnlyList<string> AnyOf { get; }

    /// <summary>Exactly one of them.</summary>
    public IReadOnlyList<string> OneOf { get; }

    public IReadOnlyList<string> NotBoth { get; }

    /// <summary>A list whose members have different action ids.</summary>
    public string? Unique { get; }

    /// <summary>A list of rows that are equally long.</summary>
    public string? Even { get; }

    public int? MostCharacters { get; }

    public int? MostPerMessage { get; }

    private static IReadOnlyList<string> Names(JsonNode? list) => list is JsonArray names ? [.. names.Select(static name => name!.GetValue<string>())] : [];
}
