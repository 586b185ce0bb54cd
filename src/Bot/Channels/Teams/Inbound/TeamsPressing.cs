using System.Text.Json.Nodes;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>Buttons of cards, answered in the same breath: the client shows a person what is said, and the card stays as it is for everybody.</summary>
internal sealed class TeamsPressing(TeamsPresses presses, TeamsAnswers answers) : ITeamsReflex
{
    private const string Pressed = "adaptiveCard/action";

    // learn.microsoft.com, "Universal Actions": the answer has a type, and a status beside that of HTTP.
    private const string Error = "application/vnd.microsoft.error";

    private const int LongestWords = 2000;

    public IReadOnlyList<string> Names { get; } = [Pressed];

    public async Task<TeamsReply> AnswerAsync(Heard invoke, CancellationToken cancellationToken)
    {
        var activity = new TeamsActivity(invoke.Payload);
        if (TeamsPress.Of(activity.Value?.Member("action")?.Member("data")) is not { } press) return NotOurs();
        if (await presses.TakeAsync(invoke, activity, press, cancellationToken) is not { } told) return Said("Asked. The answer comes in the thread.");
        var place = TeamsPlace.Of(invoke, activity);
        // Words alone are shown to the person; to choose, buttons are needed, and those come in a message.
        if (told.Choices.Count > 0) await answers.SayAsync(invoke, place, told, cancellationToken);
        var words = told.For(place);
        return Said(told.Link is { } link ? $"{words} {link.AbsoluteUri}" : words);
    }

    private static TeamsReply Said(string words) => TeamsReplies.Words(Pressed, ChatText.Cut(words, LongestWords));

    private static TeamsReply NotOurs() => new(StatusCodes.Status200OK, new JsonObject
    {
        ["statusCode"] = StatusCodes.Status400BadRequest,
        ["type"] = Error,
        ["value"] = new JsonObject { ["code"] = "BadRequest", ["message"] = "This button is none of ours." },
    });
}
