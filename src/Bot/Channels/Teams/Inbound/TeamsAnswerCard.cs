using System.Text.Json.Nodes;
using ChatOps.Bot.Channels.Teams.AdaptiveCards;
using ChatOps.Bot.Investigate;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>A private answer as Teams shows it: our words, the thread they lead to, and a button for each choice. Pure.</summary>
internal static class TeamsAnswerCard
{
    private const int LongestText = 6000;
    private const int LongestLine = 300;
    private const int LongestSummary = 240;
    private const int LongestCommand = 2000;
    private const int MostChoices = 20;

    /// <summary>What stands around the body, and below the choices, in bytes of UTF-16.</summary>
    private const int AroundChoices = 1000;

    /// <param name="text">Holds untrusted text.</param>
    public static TeamsRendering Of(string text, Uri? link, IReadOnlyList<CommandChoice> choices)
    {
        var lines = ChatText.Cut(text.TrimEnd(), LongestText).Split('\n', 2);
        var body = new JsonArray(link is null ? TeamsElements.Text(TeamsText.Literal(lines[0]), isBold: lines.Length > 1) : TeamsElements.Text($"{TeamsText.Literal(lines[0])} {Linked(link)}"));
        if (lines.Length > 1) body.Add((JsonNode)TeamsElements.Text(TeamsText.Literal(lines[1])));
        var (shown, room) = (0, TeamsSize.MostOfCard - TeamsSize.Of(body).Utf16 - AroundChoices);
        foreach (var choice in choices.Take(MostChoices))
        {
            var parts = Parts(choice);
            // What Teams would refuse for its length nobody would see any of.
            if ((room -= parts.Sum(static part => TeamsSize.Of(part).Utf16 + 2)) < 0) break;
            foreach (var part in parts) body.Add((JsonNode)part);
            shown++;
        }

        if (choices.Count > shown) body.Add((JsonNode)TeamsElements.Text(TeamsText.Literal($"… and {choices.Count - shown} more: name it more exactly to see them"), isSubtle: true));
        return new TeamsRendering(TeamsElements.Card(body, []), TeamsText.Plain(lines[0], LongestSummary));
    }

    private static List<JsonObject> Parts(CommandChoice choice)
    {
        List<JsonObject> parts = [TeamsElements.Text(TeamsText.Literal(ChatText.Cut(choice.Label, LongestLine)), isBold: true)];
        if (choice.Detail.Length > 0) parts.Add(TeamsElements.Text(TeamsText.Literal(ChatText.Cut(choice.Detail, LongestLine)), isSubtle: true));
        // A longer command cannot be carried; its words are shown and can be typed.
        if (choice.Command.Length <= LongestCommand) parts.Add(TeamsActions.Set([Choose(choice)]));
        return parts;
    }

    private static JsonObject Choose(CommandChoice choice) => TeamsActions.Choose("Choose", choice.Command, $"Choose {TeamsText.Plain(choice.Label, 60)}");

    private static string Linked(Uri link) => $"[the thread]({TeamsUrl.Markdown(link.AbsoluteUri)})";
}
