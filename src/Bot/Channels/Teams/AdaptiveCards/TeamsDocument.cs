using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Bot.Cards;

namespace ChatOps.Bot.Channels.Teams.AdaptiveCards;

/// <summary>A document that goes along with a card. Bots bring no files into channels: with a room there is a link to it, without one its text is folded into the card.</summary>
internal static class TeamsDocument
{
    private const string Folded = "document";

    /// <summary>More characters than that nobody reads in a message.</summary>
    private const int Most = 24_000;

    /// <summary>Characters of an element beside its text, with those that its escaping adds.</summary>
    private const int AroundLine = 96;

    /// <param name="characters">Of JSON, what the message has left.</param>
    public static IEnumerable<JsonObject> Of(CardDocument document, int characters)
    {
        var lines = ChatText.Shown(document.Text.TrimEnd()).Split('\n');
        var room = Math.Min(Most, characters - 1200);
        if (room < 1000)
        {
            yield return TeamsElements.Text(TeamsText.Literal($"{document.Title}: does not fit into this message, and the room has no public address."), isSubtle: true);
            yield break;
        }

        var items = new JsonArray();
        var (told, isApart) = (0, false);
        foreach (var line in lines)
        {
            var literal = TeamsText.Literal(ChatText.Cut(line, 4000));
            room -= JsonEncodedText.Encode(literal).Value.Length + AroundLine;
            if (room < 0) break;
            told++;
            if (!string.IsNullOrWhiteSpace(line)) items.Add(Line(literal, isApart));
            isApart = string.IsNullOrWhiteSpace(line);
        }

        if (told < lines.Length) items.Add(TeamsElements.Text(TeamsText.Literal($"✂ Cut here: {CardPhrases.Count(lines.Length - told, "more line", "more lines")} of {CardPhrases.Number(lines.Length)} do not fit into this message."), isBold: true));
        var text = TeamsElements.Container(items, "emphasis");
        text["id"] = Folded;
        text["isVisible"] = false;
        yield return TeamsActions.Set([TeamsActions.Toggle("Show the whole report", Folded)]);
        yield return text;
    }

    private static JsonObject Line(string literal, bool isApart)
    {
        var line = TeamsElements.Text(literal);
        line["size"] = "Small";
        line["spacing"] = isApart ? "Small" : "None";
        return line;
    }
}
