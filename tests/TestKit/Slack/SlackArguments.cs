using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ChatOps.TestKit.Slack;

/// <summary>A call's arguments, from a JSON body, a form, or the query.</summary>
internal sealed class SlackArguments(JsonObject all)
{
    /// <summary>Methods whose JSON bodies Slack does not read: it answers as if no arguments had come.</summary>
    private static readonly string[] FormOnly =
    [
        "conversations.replies", "conversations.info", "users.info", "chat.getPermalink", "files.getUploadURLExternal", "files.info", "usergroups.list", "usergroups.users.list", "team.info", "bots.info",
    ];

    /// <summary>Arguments that hold JSON even inside a form.</summary>
    private static readonly string[] Structured = ["blocks", "attachments", "metadata", "view", "files", "unfurls"];

    public JsonObject All { get; } = all;

    public static async Task<SlackArguments> ReadAsync(HttpRequest request, string method)
    {
        var all = new JsonObject();
        foreach (var (name, value) in request.Query) all[name] = value.ToString();
        if (request.HasFormContentType)
        {
            foreach (var (name, value) in await request.ReadFormAsync()) all[name] = Structured.Contains(name) ? Parse(value.ToString()) : value.ToString();
        }
        else if (request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) == true && !FormOnly.Contains(method))
        {
            using var reader = new StreamReader(request.Body);
            var body = await reader.ReadToEndAsync();
            if (Parse(body) is JsonObject given) foreach (var (name, value) in given) all[name] = value?.DeepClone();
            else if (body.Length > 0) all["\0broken"] = true;
        }

        foreach (var name in Structured.Where(name => all[name] is JsonValue)) all[name] = Parse(all[name]!.ToString());
        return new SlackArguments(all);
    }

    /// <summary>The body said it was JSON and was not.</summary>
    public bool IsBroken => All.ContainsKey("\0broken");

    public bool Has(string name) => All[name] is not null;

    public string? Text(string name) => All[name] is JsonValue value && value.ToString() is { Length: > 0 } text ? text : null;

    public bool Flag(string name) => Text(name) is "true" or "True" or "1";

    public int? Number(string name) => int.TryParse(Text(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    public JsonArray? List(string name) => All[name] as JsonArray;

    public JsonObject? Object(string name) => All[name] as JsonObject;

    public string Need(string name) => Text(name) ?? throw new SlackRefusal("invalid_arguments", $"[ERROR] missing required field: {name}");

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text); // the method itself refuses what is not of its form
        }
    }
}
