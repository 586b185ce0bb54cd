using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Bot.Cards;

namespace ChatOps.Bot.Channels.Teams.AdaptiveCards;

/// <summary>A card in words alone, in elements that every client draws.</summary>
internal static class TeamsPlainForm
{
    /// <summary>Characters of the JSON; with what is around each text it stays well below the limit.</summary>
    private const int Most = 24_000;

    /// <summary>More than that in one element scrolls badly.</summary>
    private const int MostInBlock = 4000;

    public static JsonObject Of(Card card, TeamsView view)
    {
        var body = new JsonArray();
        if (view.Notice is { } notice) body.Add(TeamsElements.Text(TeamsText.Literal(notice), isBold: true));
        var lines = ChatText.Shown(CardWords.Of(card)).Split('\n');
        var (room, told) = (Most, 0);
        var block = new List<string>();
        foreach (var line in lines)
        {
            var literal = TeamsText.Literal(ChatText.Cut(line, MostInBlock));
            var cost = JsonEncodedText.Encode(literal).Value.Length + 4;
            if (cost > room) break;
            if (block.Sum(static one => one.Length) + literal.Length > MostInBlock && block.Count > 0) Close();
            block.Add(literal);
            (room, told) = (room - cost, told + 1);
        }

        Close();
        if (told < lines.Length) body.Add(TeamsElements.Text(TeamsText.Literal($"… {CardPhrases.Count(lines.Length - told, "more line", "more lines")}, not in this message"), isSubtle: true));
        return TeamsElements.Card(body, []);

        void Close()
        {
            var text = string.Join("\n\n", block);
            if (!string.IsNullOrWhiteSpace(text)) body.Add(TeamsElements.Text(text));
            block.Clear();
        }
    }
}
