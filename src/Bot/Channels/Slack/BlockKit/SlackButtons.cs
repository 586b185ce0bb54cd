using System.Text.Json.Nodes;
using ChatOps.Bot.Cards;

namespace ChatOps.Bot.Channels.Slack.BlockKit;

/// <summary>A card's buttons.</summary>
internal static class SlackButtons
{
    /// <summary>What an action id begins with when a card's button was pressed; the rest, and the value, is the button's id. A wire format: messages keep it for years.</summary>
    public const string Press = "press:";

    private const int MostInBlock = 25;

    public static JsonObject Of(CardButton button) => SlackBlocks.Button(button.Label, Press + button.Id, button.Id);

    public static IEnumerable<SlackPiece> Rows(IEnumerable<CardButton> pressable) => pressable
        .Chunk(MostInBlock)
        .Select(static row => new SlackPiece(SlackBlocks.Actions(row.Select(Of))) { Buttons = row.Length });
}
