using System.Text.Json.Nodes;
using ChatOps.Bot.Access;
using ChatOps.Bot.Channels.Teams.AdaptiveCards;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels.Teams.Forms;

/// <summary>The dialog that asks for what a button needs to know. Pure.</summary>
internal static class TeamsPromptView
{
    private const int LongestNote = 4000;
    private const int LongestValue = 200;

    /// <param name="kept">Its button has a prompt.</param>
    /// <param name="entered">What was entered before; null when nothing was.</param>
    /// <param name="wrong">What was wrong with it; null when nothing was.</param>
    public static JsonObject Of(KeptButton kept, string? entered = null, string? wrong = null)
    {
        var isNote = kept.Button.Action.Verb == Verb.Note;
        var input = new JsonObject
        {
            ["type"] = "Input.Text",
            ["id"] = TeamsButtons.Value,
            ["label"] = kept.Button.Prompt,
            ["isMultiline"] = isNote,
            ["maxLength"] = isNote ? LongestNote : LongestValue,
            ["isRequired"] = true,
            ["errorMessage"] = "Enter something first.",
        };
        if (entered is not null) input["value"] = entered;
        var body = new JsonArray();
        if (wrong is not null) body.Add((JsonNode)TeamsDialogs.Wrong(wrong));
        body.Add((JsonNode)input);
        return TeamsElements.Card(body, [TeamsDialogs.Submit(kept.Button.Label, new JsonObject { [TeamsButtons.Press] = kept.Id })]);
    }
}
