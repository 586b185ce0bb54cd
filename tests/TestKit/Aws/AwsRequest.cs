using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ChatOps.TestKit.Aws;

/// <summary>A request whose signature was found good.</summary>
/// <param name="RawPath">Percent-encoded, as sent.</param>
/// <param name="Query">Decoded; a name without value has an empty one.</param>
internal sealed record AwsRequest(AwsProtocol Protocol, string Service, string Region, AwsCaller Caller, string Method, string RawPath, IReadOnlyDictionary<string, string> Query, IHeaderDictionary Headers, byte[] Body)
{
    private JsonObject? json;
    private IReadOnlyDictionary<string, string>? form;

    public string Account => Caller.Account;

    /// <summary>The body as an object; an empty body is an empty object.</summary>
    public JsonObject Json => json ??= ReadJson();

    /// <summary>Body and query of a form service.</summary>
    public IReadOnlyDictionary<string, string> Form => form ??= Pairs(Encoding.UTF8.GetString(Body), isForm: true).Concat(Query).GroupBy(static pair => pair.Key).ToDictionary(static pair => pair.Key, static pair => pair.First().Value);

    public string? Header(string name) => Headers.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>A form's value; null when absent.</summary>
    public string? Said(string name) => Form.GetValueOrDefault(name);

    /// <summary>A form's value, without which there is nothing to do.</summary>
    public string Must(string name) => Said(name) ?? throw new AwsRefusal(400, "ValidationError", $"Value null at '{name}' failed to satisfy constraint: Member must not be null");

    /// <summary>A member of the JSON body; null when absent or not text.</summary>
    public string? Text(string name) => Json[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public int? Number(string name) => Json[name] is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    /// <summary>A list of texts of the JSON body; empty when absent.</summary>
    public IReadOnlyList<string> Texts(string name) => Json[name] is JsonArray list ? [.. list.Select(static item => item?.ToString() ?? "")] : [];

    public static IEnumerable<KeyValuePair<string, string>> Pairs(string text, bool isForm) => text
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(static pair => pair.Split('=', 2))
        .Select(pair => KeyValuePair.Create(Decode(pair[0], isForm), pair.Length > 1 ? Decode(pair[1], isForm) : ""));

    private static string Decode(string text, bool isForm) => Uri.UnescapeDataString(isForm ? text.Replace('+', ' ') : text);

    private JsonObject ReadJson()
    {
        if (Body.Length == 0) return [];
        try
        {
            return JsonNode.Parse(Body) as JsonObject ?? throw new AwsRefusal(400, "SerializationException", "Start of structure or map found where not expected.");
        }
        catch (JsonException)
        {
            throw new AwsRefusal(400, "SerializationException", "The body is no JSON.");
        }
    }
}
