using System.Text.Json;
using ChatOps.Bot.Cards;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>What a button of ours sent back. Anybody may have written it: what it names is looked up, and who pressed is asked by the policy.</summary>
/// <param name="Button">The opaque id of a card's button; null for a choice.</param>
/// <param name="Choice">The command of a choice; null for a button.</param>
/// <param name="Value">What the person chose and entered; null without.</param>
internal sealed record TeamsPress(string? Button, string? Choice, string? Value)
{
    /// <summary>Null when it is nothing of ours.</summary>
    /// <param name="data">The data of the action, with the inputs of the card.</param>
    public static TeamsPress? Of(JsonElement? data)
    {
        if (data is not { ValueKind: JsonValueKind.Object } members) return null;
        var (button, choice) = (Clean(members.Text(TeamsButtons.Press)), Clean(members.Text(TeamsButtons.Choose)));
        return button is null && choice is null ? null : new TeamsPress(button, button is null ? choice : null, CardChoices.Joined(Clean(members.Text(TeamsButtons.Choice)), Clean(members.Text(TeamsButtons.Value))));
    }

    private static string? Clean(string? text) => text?.Replace("\0", "", StringComparison.Ordinal) is { Length: > 0 } clean ? clean : null;
}
