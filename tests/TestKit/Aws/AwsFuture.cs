using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Aws;

/// <summary>AWS adds members whenever it likes, so every JSON answer has some that nobody knows.</summary>
internal static class AwsFuture
{
    private const string Name = "memberOfTomorrow";

    /// <summary>Adds them to the answer itself and to each item of its lists; not to other objects, which may be maps.</summary>
    public static void AddTo(JsonObject answer)
    {
        foreach (var list in Lists(answer).ToList())
            foreach (var item in list.OfType<JsonObject>()) item.TryAdd(Name, Unknown());
        answer.TryAdd(Name, Unknown());
    }

    private static IEnumerable<JsonArray> Lists(JsonNode? node) => node switch
    {
        JsonArray list => list.SelectMany(Lists).Prepend(list),
        JsonObject item => item.SelectMany(static member => Lists(member.Value)),
        _ => [],
    };

    private static JsonObject Unknown() => new() { ["since"] = "2031", ["values"] = new JsonArray(1, "two", null) };
}
