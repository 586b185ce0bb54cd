using System.Text.Json;

namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>Answers an interaction in the same breath: choices of a picker, errors of a form, a form that opens while the trigger lives.</summary>
internal interface ISlackReflex
{
    /// <summary>Types of interaction payloads it looks at.</summary>
    IReadOnlyList<string> Types { get; }

    /// <returns>What to answer; null when the interaction is none of its own: it is stored and heard by a job.</returns>
    Task<SlackReply?> AnswerAsync(JsonElement payload, CancellationToken cancellationToken);
}
