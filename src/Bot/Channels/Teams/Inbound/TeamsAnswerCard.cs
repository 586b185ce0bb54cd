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

    /// <param name="text">Holds untrusted text.</param>
    public static TeamsRendering Of(string text, Uri? link, IReadOnlyList<CommandChoice> choices)
    {
        var lines = ChatText.Cut(text.TrimEnd(), LongestText).Split('\n', 2);
        var body = new JsonArray(link is null ? TeamsElements.Text(TeamsText.Literal(lines[0]), isBold: lines.Length > 1) : TeamsElements.Text($"{TeamsText.Literal(lines[0])} {Linked(link)}"));
        if (lines.Length > 1) body.Add((JsonNode)TeamsElements.Text(TeamsText.Literal(lines[1])));
        foreach (var choice in choices.Take(MostChoices))
        {
            body.Add((JsonNode)TeamsElements.Text(TeamsText.Literal(ChatText.Cut(choice.Label, LongestLine)), isBold: true));
            if (choice.Detail.Length > 0) body.Add((JsonNode)TeamsElements.Text(TeamsText.Literal(ChatText.Cut(choice.Detail, LongestLine)), isSubtle: true));
            // A longer command cannot be carried; its words are shown and can be typed.
            if (choice.Command.Length <= LongestCommand) body.Add((JsonNode)new JsonObject { ["type"] = "ActionSet", ["actions"] = new JsonArray(Choose(choice)) });
        }

        if (choices.Count > MostChoices) body.Add((JsonNode)TeamsElements.Text(TeamsText.Literal($"… and {choices.Count - MostChoices} more: name it more exactly to see them"), isSubtle: true));
        return new TeamsRendering(TeamsElements.Card(body, []), TeamsText.Plain(lines[0], LongestSummary));
    }

    private static JsonObject Choose(CommandChoice choice) => TeamsActions.Choose("Choose", choice.Command, $"Choose {TeamsText.Plain(choice.Label, 60)}");

    private static string Linked(Uri link) => $"[the thread]({TeamsUrl.Markdown(link.AbsoluteUri)})";
}
