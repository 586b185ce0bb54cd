using System.Text.Json.Nodes;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>Buttons of cards, answered in the same breath: the client shows a person what is said, and the card stays as it is for everybody.</summary>
internal sealed class TeamsPressing(TeamsPresses presses, TeamsAnswers answers) : ITeamsReflex
{
    // learn.microsoft.com, "Universal Actions": the answer's own type, and its status beside that of HTTP.
    private const string Message = "application/vnd.microsoft.activity.message";
    private const string Error = "application/vnd.microsoft.error";

    private const int LongestWords = 2000;

    public IReadOnlyList<string> Names { get; } = ["adaptiveCard/action"];

    public async Task<TeamsReply> AnswerAsync(Heard invoke, CancellationToken cancellationToken)
    {
        var activity = new TeamsActivity(invoke.Payload);
        if (TeamsPress.Of(activity.Value?.Member("action")?.Member("data")) is not { } press)
            return Of(400, Error, new JsonObject { ["code"] = "BadRequest", ["message"] = "This button is none of ours." });
        if (await presses.TakeAsync(invoke, activity, press, cancellationToken) is not { } told) return Said("Asked. The answer comes in the thread.");
        var place = TeamsPlace.Of(invoke, activity);
        // Words alone are shown to the person; to choose, buttons are needed, and those come in a message.
        if (told.Choices.Count > 0) await answers.SayAsync(invoke, place, told, cancellationToken);
        var words = told.For(place);
        return Said(told.Link is { } link ? $"{words} {link.AbsoluteUri}" : words);
    }

    private static TeamsReply Said(string words) => Of(200, Message, JsonValue.Create(words.Length <= LongestWords ? words : $"{words[..(LongestWords - 1)]}…"));

    private static TeamsReply Of(int status, string type, JsonNode value) => new(200, new JsonObject { ["statusCode"] = status, ["type"] = type, ["value"] = value });
}
