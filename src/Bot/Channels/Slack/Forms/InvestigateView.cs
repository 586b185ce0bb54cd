using System.Text.Json.Nodes;
using ChatOps.Bot.Channels.Slack.BlockKit;
using ChatOps.Bot.Investigate;

namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>What the form shows before anybody has typed.</summary>
/// <param name="Channel">Where the thread would be; null to leave it to the person.</param>
internal sealed record InvestigateDraft(string? Channel)
{
    /// <summary>What a message names, the likeliest first.</summary>
    public IReadOnlyList<Recognized> Seen { get; init; } = [];

    /// <summary>A finding already chosen.</summary>
    public JsonObject? Finding { get; init; }

    public string? Window { get; init; }
}

/// <summary>The form that asks what to investigate, and where.</summary>
internal static class InvestigateView
{
    public const int LongestOption = 150;

    public static JsonObject Of(InvestigateDraft draft) => SlackBlocks.Modal(FormIds.Investigate, "Investigate", Blocks(draft), submit: "Investigate");

    /// <summary>Asks which of several was meant. Its fields have ids of their own: Slack keeps what was entered in a field with the same one.</summary>
    public static JsonObject Choosing(string question, IReadOnlyList<JsonObject> choices, string channel) => SlackBlocks.Modal(
        FormIds.Investigate,
        "Investigate",
        [
            SlackBlocks.Input(FormIds.Blocks.Choice, question, SlackBlocks.Select(FormIds.Entered, "Choose one", choices, choices[0])),
            SlackBlocks.Input(FormIds.Blocks.Channel, "Channel", Channels(channel)),
        ],
        submit: "Investigate");

    /// <summary>A choice of the ledger: what fits Slack's limits, else null.</summary>
    public static JsonObject? Option(Completion completion, string lead)
    {
        if (!completion.Insert.StartsWith(lead, StringComparison.Ordinal) || completion.Insert.EndsWith(' ')) return null; // "ip ": still to be typed
        return Option(completion.Insert[lead.Length..], completion.Label, completion.Detail);
    }

    public static JsonObject? Option(string value, string text, string? detail) => value.Length is 0 or > LongestOption ? null : SlackBlocks.Option(text, value, detail);

    private static IEnumerable<JsonObject> Blocks(InvestigateDraft draft)
    {
        var seen = draft.Seen.Select(static found => Option(found.What, found.Name, found.Kind)).OfType<JsonObject>().ToList();
        if (seen.Count > 0)
            yield return SlackBlocks.Input(FormIds.Blocks.Seen, "Named in the message", SlackBlocks.Select(FormIds.Entered, "Choose one", seen, seen[0]), "Used when nothing stands below.", isOptional: true);
        var finding = SlackBlocks.ExternalSelect(FormIds.PickFinding, "Type words of a title, an address, an instance …");
        if (draft.Finding is not null) finding["initial_option"] = draft.Finding.DeepClone();
        yield return SlackBlocks.Input(FormIds.Blocks.Finding, seen.Count > 0 ? "Or a finding or entity received" : "A finding or entity received", finding, isOptional: true);
        yield return SlackBlocks.Input(FormIds.Blocks.Words, "Or anything else", SlackBlocks.TextInput(FormIds.Entered, "ip 198.51.100.23", most: 3000), SubjectText.Examples.Replace("`", "", StringComparison.Ordinal), isOptional: true);
        yield return SlackBlocks.Input(FormIds.Blocks.Channel, "Channel", Channels(draft.Channel), "The thread is there; the app has to be a member.");
        yield return SlackBlocks.Input(FormIds.Blocks.Window, "Window", SlackBlocks.TextInput(FormIds.Entered, "last 6h", draft.Window, most: 100), "In UTC: last 6h, 2024-08-01 11:00..12:00, yesterday. Left empty: all that is known.", isOptional: true);
    }

    private static JsonObject Channels(string? initial)
    {
        var select = new JsonObject
        {
            ["type"] = "conversations_select",
            ["action_id"] = FormIds.Entered,
            ["placeholder"] = SlackBlocks.Plain("Choose a channel"),
            ["filter"] = new JsonObject { ["include"] = new JsonArray("public", "private"), ["exclude_bot_users"] = true },
        };
        if (initial is null) select["default_to_current_conversation"] = true;
        else select["initial_conversation"] = initial;
        return select;
    }
}
