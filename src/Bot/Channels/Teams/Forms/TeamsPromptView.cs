using System.Text.Json.Nodes;
using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Channels.Teams.AdaptiveCards;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Teams.Forms;

/// <summary>The dialog that asks for what a button needs to know: one of its choices, words, or both. Pure.</summary>
internal static class TeamsPromptView
{
    private const int LongestNote = 4000;
    private const int LongestValue = 200;
    private const int LongestTitle = 100;

    /// <summary>More stand in a list that opens.</summary>
    private const int MostExpanded = 8;

    /// <param name="kept">Its button asks for something.</param>
    /// <param name="chosen">What was chosen before; null when nothing was.</param>
    /// <param name="typed">What was typed before; null when nothing was.</param>
    /// <param name="wrong">What was wrong with it; null when nothing was.</param>
    public static JsonObject Of(KeptButton kept, string? chosen = null, string? typed = null, string? wrong = null)
    {
        var choices = CardChoices.Of(kept.Button);
        var body = new JsonArray();
        if (wrong is not null) body.Add((JsonNode)TeamsDialogs.Wrong(wrong));
        if (choices.Count > 0) body.Add((JsonNode)Choice(kept.Button, choices, chosen));
        if (kept.Button.Prompt is { } prompt) body.Add((JsonNode)Text(kept.Button, prompt, isOptional: choices.Count > 0, typed));
        return TeamsElements.Card(body, [TeamsDialogs.Submit(TeamsText.Plain(kept.Button.Name, LongestTitle), new JsonObject { [TeamsButtons.Press] = kept.Id })]);
    }

    private static JsonObject Choice(CardButton button, IReadOnlyList<CardChoice> choices, string? chosen)
    {
        var input = new JsonObject
        {
            ["type"] = "Input.ChoiceSet",
            ["id"] = TeamsButtons.Choice,
            ["label"] = TeamsText.Plain(button.Name, LongestTitle),
            ["style"] = choices.Count > MostExpanded ? "compact" : "expanded",
            ["wrap"] = true,
            ["isRequired"] = true,
            ["errorMessage"] = "Choose one first.",
            ["choices"] = new JsonArray([.. choices.Select(static choice => (JsonNode)new JsonObject { ["title"] = TeamsText.Plain(choice.Label, LongestTitle), ["value"] = choice.Value })]),
        };
        if (choices.Any(choice => choice.Value == chosen)) input["value"] = chosen;
        return input;
    }

    private static JsonObject Text(CardButton button, string prompt, bool isOptional, string? typed)
    {
        var isNote = button.Action.Verb == Verb.Note;
        var input = new JsonObject
        {
            ["type"] = "Input.Text",
            ["id"] = TeamsButtons.Value,
            ["label"] = isOptional ? $"{prompt} (optional)" : prompt,
            ["isMultiline"] = isNote || isOptional,
            ["maxLength"] = isNote ? LongestNote : isOptional ? CardChoices.LongestTyped : LongestValue,
        };
        if (!isOptional) (input["isRequired"], input["errorMessage"]) = (true, "Enter something first.");
        if (typed is not null) input["value"] = typed;
        return input;
    }
}
