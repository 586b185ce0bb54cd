using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Slack;

/// <summary>Says on a check what is wrong with a node.</summary>
internal delegate void BlockRule(BlockCheck check, JsonNode? node, string pointer);

/// <summary>A property of a shape.</summary>
internal sealed record BlockField(string Name, BlockRule Rule, bool IsNeeded);

/// <summary>The small rules that the table of <see cref="BlockRules"/> is made of.</summary>
internal static class BlockRuleParts
{
    public static BlockField Must(string name, BlockRule rule) => new(name, rule, true);

    public static BlockField May(string name, BlockRule rule) => new(name, rule, false);

    public static BlockRule Anything { get; } = static (_, _, _) => { };

    public static BlockRule Bool { get; } = static (check, node, at) =>
    {
        if (node?.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False)) check.Wrong(at, "must be a boolean");
    };

    public static BlockRule Text(int most, int least = 0) => (check, node, at) =>
    {
        if (node?.GetValueKind() != JsonValueKind.String) check.Wrong(at, "must be a string");
        else Length(check, node.GetValue<string>(), least, most, at);
    };

    /// <summary>Text that people read, so that it counts in the message's budget.</summary>
    public static BlockRule Read(int most, int least = 1) => (check, node, at) =>
    {
        Text(most, least)(check, node, at);
        if (node?.GetValueKind() == JsonValueKind.String) check.Read(node.GetValue<string>().Length);
    };

    public static BlockRule Number(long low = long.MinValue, long high = long.MaxValue) => (check, node, at) =>
    {
        if (node is not JsonValue value || !value.TryGetValue<long>(out var number)) check.Wrong(at, "must be an integer");
        else if (number < low || number > high) check.Wrong(at, $"must be between {low} and {high}");
    };

    public static BlockRule OneOf(params string[] values) => (check, node, at) =>
    {
        if (!values.Contains(node?.ToString())) check.Wrong(at, $"must be one of {string.Join(", ", values)}");
    };

    public static BlockRule Matching(Func<string, bool> fits, string what) => (check, node, at) =>
    {
        if (node?.GetValueKind() != JsonValueKind.String || !fits(node.GetValue<string>())) check.Wrong(at, $"must be {what}");
    };

    public static BlockRule Url { get; } = Matching(static text => text.Length <= 3_000 && Uri.TryCreate(text, UriKind.Absolute, out _), "a URL of at most 3000 characters");

    /// <summary>A list, each item under the rule; property names given are unique over the items.</summary>
    public static BlockRule List(int least, int most, BlockRule rule, string? unique = null) => (check, node, at) =>
    {
        if (node is not JsonArray list)
        {
            check.Wrong(at, "must be an array");
            return;
        }

        if (list.Count < least) check.Wrong(at, $"no fewer than {least} items allowed");
        if (list.Count > most) check.Wrong(at, $"no more than {most} items allowed");
        for (var i = 0; i < list.Count; i++) rule(check, list[i], string.Create(CultureInfo.InvariantCulture, $"{at}/{i}"));
        if (unique is null) return;
        foreach (var twice in list.Select(item => (item as JsonObject)?[unique]?.ToString()).Where(static value => value is not null).GroupBy(static value => value).Where(static group => group.Count() > 1)) check.Wrong(at, $"{unique} `{twice.Key}` already exists");
    };

    /// <summary>An object with these properties and no others.</summary>
    public static BlockRule Shape(params BlockField[] fields) => (check, node, at) =>
    {
        if (node is not JsonObject it)
        {
            check.Wrong(at, "must be an object");
            return;
        }

        foreach (var (name, value) in it)
        {
            var field = Array.Find(fields, field => field.Name == name);
            if (field is null) check.Wrong($"{at}/{name}", $"invalid additional property: {name}");
            else field.Rule(check, value, $"{at}/{name}");
        }

        foreach (var field in fields.Where(field => field.IsNeeded && !it.ContainsKey(field.Name))) check.Wrong(at, $"missing required field: {field.Name}");
    };

    /// <summary>A shape with a condition over several properties.</summary>
    public static BlockRule And(this BlockRule rule, Func<JsonObject, bool> holds, string otherwise) => (check, node, at) =>
    {
        rule(check, node, at);
        if (node is JsonObject it && !holds(it)) check.Wrong(at, otherwise);
    };

    /// <summary>A shape chosen by its type.</summary>
    public static BlockRule ByType(IReadOnlyDictionary<string, BlockRule> shapes, params string[] allowed) => (check, node, at) =>
    {
        var type = (node as JsonObject)?["type"]?.ToString();
        if (type is null || !shapes.TryGetValue(type, out var shape) || (allowed.Length > 0 && !allowed.Contains(type))) check.Wrong($"{at}/type", $"unsupported type: {type}");
        else shape(check, node, at);
    };

    public static BlockRule PlainText(int most) => TextObject(most, "plain_text");

    public static BlockRule AnyText(int most) => TextObject(most, "plain_text", "mrkdwn");

    private static BlockRule TextObject(int most, params string[] kinds) => (check, node, at) =>
    {
        Shape(Must("type", OneOf(kinds)), Must("text", Read(most)), May("emoji", Bool), May("verbatim", Bool))(check, node, at);
        if (node is not JsonObject it) return;
        if (it["type"]?.ToString() == "plain_text" && it.ContainsKey("verbatim")) check.Wrong($"{at}/verbatim", "invalid additional property: verbatim");
        if (it["type"]?.ToString() == "mrkdwn" && it.ContainsKey("emoji")) check.Wrong($"{at}/emoji", "invalid additional property: emoji");
    };

    private static void Length(BlockCheck check, string text, int least, int most, string at)
    {
        if (text.Length < least) check.Wrong(at, $"must be more than {least - 1} characters");
        if (text.Length > most) check.Wrong(at, $"must be less than {most + 1} characters");
    }
}
