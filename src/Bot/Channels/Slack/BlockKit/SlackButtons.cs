using System.Text.Json.Nodes;
using ChatOps.Bot.Cards;

namespace ChatOps.Bot.Channels.Slack.BlockKit;

/// <summary>A card's buttons.</summary>
internal static class SlackButtons
{
    /// <summary>What an action id begins with when a card's button was pressed; the rest, and the value, is the button's id. A wire format: messages keep it for years.</summary>
    public const string Press = "press:";

    private const int MostInBlock = 25;

    /// <summary>Of the words in one row: menus hold up to a hundred.</summary>
    private const int MostCharacters = 2800;

    /// <summary>A button; where choosing is all it asks for, a menu with its label in it.</summary>
    public static JsonObject Of(CardButton button) => button.IsMenu
        ? SlackBlocks.Select(Press + button.Id, button.Label, Options(button))
        : SlackBlocks.Button(button.Label, Press + button.Id, button.Id);

    public static IEnumerable<JsonObject> Options(CardButton button) => CardChoices.Of(button).Select(static choice => SlackBlocks.Option(choice.Label, choice.Value));

    public static IEnumerable<SlackPiece> Rows(IEnumerable<CardButton> pressable)
    {
        List<JsonObject> row = [];
        var characters = 0;
        foreach (var button in pressable.Select(Of))
        {
            var length = SlackMeasure.Characters(button);
            if (row.Count == MostInBlock || (row.Count > 0 && characters + length > MostCharacters))
            {
                yield return Row(row);
                (row, characters) = ([], 0);
            }

            row.Add(button);
            characters += length;
        }

        if (row.Count > 0) yield return Row(row);
    }

    private static SlackPiece Row(List<JsonObject> row) => new(SlackBlocks.Actions(row)) { Buttons = row.Count };
}
