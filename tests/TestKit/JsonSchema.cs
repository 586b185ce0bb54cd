using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ChatOps.TestKit;

/// <summary>As much of JSON Schema, draft 4 to 7, as the chats' schemas of manifests use; a rule it does not know is a fault too.</summary>
internal sealed class JsonSchema(JsonObject root)
{
    private static readonly string[] Said = ["$schema", "title", "description", "default", "definitions", "_note", "format", "regex"];

    private readonly List<string> faults = [];

    public IReadOnlyList<string> Check(JsonNode? document)
    {
        Check(document, root, "$");
        return faults;
    }

    private void Check(JsonNode? node, JsonObject schema, string at)
    {
        foreach (var (rule, value) in schema)
        {
            if (Said.Contains(rule)) continue;
            if (WhyNot(node, schema, rule, value!, at) is { } why) faults.Add($"{at} {why}");
        }
    }

    private string? WhyNot(JsonNode? node, JsonObject schema, string rule, JsonNode value, string at)
    {
        var text = node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;
        switch (rule)
        {
            case "$ref":
                Check(node, Pointed(value.GetValue<string>()), at);
                return null;
            case "type":
                return (value is JsonArray types ? types : [value.DeepClone()]).Any(type => IsOf(node, type!.GetValue<string>())) ? null : $"is no {value}";
            case "const":
                return JsonNode.DeepEquals(value, node) ? null : $"is not {value}";
            case "anyOf" or "oneOf":
                return ((JsonArray)value).Count(each => new JsonSchema(root).IsMet(node, (JsonObject)each!)) is var met && (met == 1 || (met > 1 && rule == "anyOf")) ? null : $"meets {met} of {rule}";
            case "not":
                return new JsonSchema(root).IsMet(node, (JsonObject)value) ? "is what it must not be" : null;
            case "required":
                return ((JsonArray)value).Select(static name => name!.GetValue<string>()).FirstOrDefault(name => node is not JsonObject told || !told.ContainsKey(name)) is { } missing ? $"has no {missing}" : null;
            case "properties":
                foreach (var (name, inner) in (JsonObject)value)
                {
                    if (node is JsonObject told && told.TryGetPropertyValue(name, out var member)) Check(member, (JsonObject)inner!, $"{at}.{name}");
                }

                return null;
            case "additionalProperties":
                return value.GetValueKind() == JsonValueKind.False && node is JsonObject members && members.Select(static member => member.Key).FirstOrDefault(name => schema["properties"]?[name] is null) is { } unknown ? $"has an unknown member {unknown}" : null;
            case "items":
                for (var n = 0; node is JsonArray list && n < list.Count; n++) Check(list[n], (JsonObject)value, $"{at}[{n}]");
                return null;
            case "enum":
                return ((JsonArray)value).Any(each => JsonNode.DeepEquals(each, node)) ? null : $"is none of {value.ToJsonString()}";
            case "pattern":
                return text is null || Regex.IsMatch(text, value.GetValue<string>()) ? null : $"does not match {value}";
            case "minLength":
                return text is null || text.Length >= value.GetValue<int>() ? null : $"is shorter than {value}";
            case "maxLength":
                return text is null || text.Length <= value.GetValue<int>() ? null : $"is longer than {value}";
            case "minItems":
                return node is not JsonArray few || few.Count >= value.GetValue<int>() ? null : $"has fewer than {value}";
            case "maxItems":
                return node is not JsonArray many || many.Count <= value.GetValue<int>() ? null : $"has more than {value}";
            case "uniqueItems":
                return node is not JsonArray all || all.DistinctBy(static each => each?.ToJsonString()).Count() == all.Count ? null : "has something twice";
            default:
                return $"meets the rule {rule}, which is not known here";
        }
    }

    private bool IsMet(JsonNode? node, JsonObject schema)
    {
        Check(node, schema, "$");
        return faults.Count == 0;
    }

    private JsonObject Pointed(string pointer) => (JsonObject)pointer.Split('/').Skip(1).Aggregate((JsonNode)root, static (at, step) => at[step]!);

    private static bool IsOf(JsonNode? node, string type) => type switch
    {
        "object" => node is JsonObject,
        "array" => node is JsonArray,
        "string" => node?.GetValueKind() == JsonValueKind.String,
        "boolean" => node?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "null" => node is null,
        "integer" or "number" => node?.GetValueKind() == JsonValueKind.Number,
        _ => false,
    };
}
