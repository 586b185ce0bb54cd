using System.Text.Json.Nodes;
using ChatOps.Bot.Channels.Teams.AdaptiveCards;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>Buttons of cards, answered in the same breath: the client shows a person what is said, and the card stays as it is for everybody else.</summary>
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
        // Buttons are needed to choose. In place of a choice they are shown to whoever chose; below a card of everybody's they come in a message.
        if (told.Choices.Count > 0 && press.Choice is not null) return Shown(TeamsAnswerCard.Of(told.For(place), told.Link, told.Choices).Card);
        if (told.Choices.Count > 0) await answers.SayAsync(invoke, place, told, cancellationToken);
        var words = told.For(place);
        return Said(told.Link is { } link ? $"{words} {link.AbsoluteUri}" : words);
    }

    private static TeamsReply Said(string words) => TeamsReplies.Words(Pressed, ChatText.Cut(words, LongestWords));

    /// <summary>Replaces the pressed card for the person who pressed, and for nobody else.</summary>
    private static TeamsReply Shown(JsonObject card) => new(StatusCodes.Status200OK, new JsonObject { ["statusCode"] = StatusCodes.Status200OK, ["type"] = TeamsElements.ContentType, ["value"] = card });

    private static TeamsReply NotOurs() => new(StatusCodes.Status200OK, new JsonObject
    {
        ["statusCode"] = StatusCodes.Status400BadRequest,
        ["type"] = Error,
        ["value"] = new JsonObject { ["code"] = "BadRequest", ["message"] = "This button is none of ours." },
    });
}
