using System.Text.Json.Nodes;
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
        var input = SlackBlocks.TextInput(FormIds.Entered, most: 200);
        input["focus_on_load"] = true;
        return SlackBlocks.Modal(
            FormIds.Prompt,
            kept.Button.Label,
            [SlackBlocks.Input(FormIds.Blocks.Value, label, input, hint)],
            submit: kept.Button.Label,
            privateMetadata: new JsonObject { ["button"] = kept.Id, ["channel"] = channel, ["thread"] = ts }.ToJsonString());
    }

    /// <summary>"What is asked: what would work" in two: the hint stands small below the field.</summary>
    private static (string Label, string? Hint) Halves(string prompt) => prompt.IndexOf(": ", StringComparison.Ordinal) is var at and > 0
        ? (prompt[..at], $"Such as {prompt[(at + 2)..]}")
        : (prompt, null);
}
