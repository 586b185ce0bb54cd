using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Slack;

/// <summary>A button or picker before a person's eyes.</summary>
internal sealed class SlackPressable(SlackDouble slack, Func<SlackTeammate, SlackSurface> surface, string label)
{
    /// <summary>Presses the button, saying yes to what it asks.</summary>
    public Task<SlackReceipt> Click(SlackTeammate who) => ActAsync(who, static (_, element) => ShouldBe(element, element["type"]!.ToString() is "button" or "workflow_button", "is chosen from, not clicked"));

    /// <summary>Chooses from a picker or menu, by the entry's words or value; in pickers of people, channels and dates the value is taken as it is.</summary>
    public Task<SlackReceipt> Choose(SlackTeammate who, params string[] entries) => ActAsync(who, (action, element) =>
    {
        ShouldBe(element, element["type"]!.ToString() is not ("button" or "workflow_button"), "is clicked, not chosen from");
        SlackEntries.Choose(action, element, entries);
    });

    /// <summary>A client that was tampered with: it sends an entry the menu does not have.</summary>
    public Task<SlackReceipt> Forge(SlackTeammate who, string value) => ActAsync(who, (action, _) => action["selected_option"] = SlackEntries.Forged(value));

    private static void ShouldBe(JsonObject element, bool holds, string otherwise)
    {
        if (!holds) throw new SlackExpectation($"The {element["type"]} {element["action_id"]} {otherwise}.");
    }

    private Task<SlackReceipt> ActAsync(SlackTeammate who, Action<JsonObject, JsonObject> fill)
    {
        var shown = surface(who);
        var (element, block) = Found(shown);
        var action = new JsonObject { ["type"] = element["type"]!.ToString(), ["action_id"] = element["action_id"]?.ToString() ?? "", ["block_id"] = block, ["action_ts"] = slack.State.NextTs() };
        foreach (var name in new[] { "text", "value", "style" })
        {
            if (element[name] is { } given) action[name] = given.DeepClone();
        }

        fill(action, element);
        var payload = shown.Base("block_actions");
        payload["state"] ??= new JsonObject { ["values"] = new JsonObject() };
        payload["actions"] = new JsonArray(action);
        return slack.Deliveries.SendAsync(new SlackParcel(SlackParcelKind.Interaction, payload));
    }

    private (JsonObject Element, string? Block) Found(SlackSurface shown)
    {
        var all = shown.Find(static element => element["action_id"] is not null || element["type"]!.ToString() == "button");
        Func<JsonObject, bool>[] ways =
        [
            element => element["action_id"]?.ToString() == label,
            element => element["text"]?["text"]?.ToString() == label,
            element => element["placeholder"]?["text"]?.ToString() == label,
            element => element["text"]?["text"]?.ToString().Contains(label, StringComparison.Ordinal) == true,
        ];
        foreach (var way in ways)
        {
            if (all.FirstOrDefault(found => way(found.Element)) is { Element: not null } one) return one;
        }

        throw new SlackExpectation($"There is no \"{label}\"; there are: {string.Join(", ", all.Select(static found => found.Element["text"]?["text"]?.ToString() ?? found.Element["placeholder"]?["text"]?.ToString() ?? found.Element["action_id"]?.ToString()))}");
    }
}
