using System.Text.Json.Nodes;
using ChatOps.Bot.Cards;

namespace ChatOps.Bot.Channels.Slack.BlockKit;

/// <summary>A card's buttons. One without an id cannot be pressed yet and is left out.</summary>
internal static class SlackButtons
{
    /// <summary>What an action id begins with when a card's button was pressed; the rest, and the value, is the button's id. A wire format: messages keep it for years.</summary>
    public const string Press = "press:";

    private const int MostInBlock = 25;
    private const int LongestId = 200;

    public static List<CardButton> Pressable(IEnumerable<CardButton> buttons) => [.. buttons.Where(static button => button.Id is { Length: > 0 and <= LongestId } id && !id.AsSpan().ContainsAnyExceptInRange('!', '~')).DistinctBy(static button => button.Id, StringComparer.Ordinal)];

    public static JsonObject Of(CardButton button) => SlackBlocks.Button(button.Label, Press + button.Id, button.Id);

    public static IEnumerable<SlackPiece> Rows(IEnumerable<CardButton> pressable) => pressable
        .Chunk(MostInBlock)
        .Select(static row => new SlackPiece(SlackBlocks.Actions(row.Select(Of))) { Buttons = row.Length });
}
