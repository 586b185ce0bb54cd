using System.Text.Json.Nodes;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Channels.Slack.BlockKit;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>The form that asks for what a button needs to know.</summary>
internal static class PromptView
{
    /// <param name="kept">Its button has a prompt.</param>
    /// <param name="ts">The chat's id of the thread the button is in; null when the button's message is gone.</param>
    public static JsonObject Of(KeptButton kept, string channel, string? ts)
    {
        var (label, hint) = Halves(kept.Button.Prompt!);
        var choices = SlackButtons.Options(kept.Button).ToList();
        var input = SlackBlocks.TextInput(FormIds.Entered, most: choices.Count > 0 ? CardChoices.LongestTyped : 200);
        List<JsonObject> blocks = [SlackBlocks.Input(FormIds.Blocks.Value, label, input, hint, isOptional: choices.Count > 0)];
        // what is asked first is ready to be answered
        if (choices.Count > 0) blocks.Insert(0, SlackBlocks.Input(FormIds.Blocks.Choice, kept.Button.Name, Focused(SlackBlocks.Select(FormIds.Entered, "Choose one", choices))));
        else Focused(input);
        return SlackBlocks.Modal(
            FormIds.Prompt,
            kept.Button.Name,
            blocks,
            submit: kept.Button.Name,
            privateMetadata: new JsonObject { ["button"] = kept.Id, ["channel"] = channel, ["thread"] = ts }.ToJsonString());
    }

    private static JsonObject Focused(JsonObject element)
    {
        element["focus_on_load"] = true;
        return element;
    }

    /// <summary>"What is asked: what would work" in two: the hint stands small below the field.</summary>
    private static (string Label, string? Hint) Halves(string prompt) => prompt.IndexOf(": ", StringComparison.Ordinal) is var at and > 0
        ? (prompt[..at], $"Such as {prompt[(at + 2)..]}")
        : (prompt, null);
}
