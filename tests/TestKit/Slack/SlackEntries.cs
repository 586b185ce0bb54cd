using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Slack;

/// <summary>What a person's choice or words become, element by element.</summary>
internal static class SlackEntries
{
    public static void Choose(JsonObject into, JsonObject element, IReadOnlyList<string> entries)
    {
        var type = element["type"]!.ToString();
        var first = entries.Count > 0 ? entries[0] : null;
        switch (type)
        {
            case "static_select" or "overflow" or "radio_buttons" or "external_select":
                into["selected_option"] = first is null ? null : Option(element, first);
                break;
            case "checkboxes" or "multi_static_select" or "multi_external_select":
                into["selected_options"] = new JsonArray([.. entries.Select(entry => Option(element, entry))]);
                break;
            case "users_select" or "channels_select" or "conversations_select":
                into["selected_" + type[..^"s_select".Length]] = first;
                break;
            case "multi_users_select" or "multi_channels_select" or "multi_conversations_select":
                into["selected_" + type["multi_".Length..^"_select".Length]] = new JsonArray([.. entries.Select(static entry => JsonValue.Create(entry))]);
                break;
            case "datepicker":
                into["selected_date"] = first;
                break;
            case "timepicker":
                into["selected_time"] = first;
                break;
            case "datetimepicker":
                into["selected_date_time"] = first is null ? null : long.Parse(first, CultureInfo.InvariantCulture);
                break;
            default:
                into["value"] = first;
                break;
        }
    }

    /// <summary>What a field says before a person has touched it.</summary>
    public static JsonObject Untouched(JsonObject element)
    {
        var state = new JsonObject { ["type"] = element["type"]!.ToString() };
        Choose(state, element, []);
        foreach (var (name, value) in element.Where(static field => field.Key.StartsWith("initial_", StringComparison.Ordinal)))
        {
            state[name == "initial_value" ? "value" : "selected_" + name["initial_".Length..]] = value?.DeepClone();
        }

        return state;
    }

    /// <summary>Whether a required field would still be complained about.</summary>
    public static bool IsEmpty(JsonObject state) => state.All(static field => field.Key == "type" || field.Value is null or JsonArray { Count: 0 } || field.Value.ToString().Length == 0);

    /// <summary>An entry that a menu need not have.</summary>
    public static JsonObject Forged(string value) => new() { ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = "Forged" }, ["value"] = value };

    private static JsonObject Option(JsonObject element, string entry)
    {
        var options = (element["option_groups"] as JsonArray)?.SelectMany(static group => (JsonArray)group!["options"]!) ?? element["options"] as JsonArray ?? [];
        var found = options.FirstOrDefault(option => option!["value"]?.ToString() == entry || option["text"]!["text"]!.ToString() == entry);
        if (found is null && element["type"]!.ToString().Contains("external", StringComparison.Ordinal)) return new JsonObject { ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = entry }, ["value"] = entry };
        return (JsonObject)(found ?? throw new SlackExpectation($"There is no entry \"{entry}\".")).DeepClone();
    }
}
