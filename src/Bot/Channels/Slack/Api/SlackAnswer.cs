using System.Text.Json;

namespace ChatOps.Bot.Channels.Slack.Api;

/// <summary>What Slack said to a call.</summary>
internal abstract record SlackAnswer;

/// <summary><c>ok: true</c>.</summary>
/// <param name="Body">The whole answer.</param>
internal sealed record SlackOk(JsonElement Body) : SlackAnswer
{
    /// <summary>What the token may do; null when Slack did not say.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>A member that is a text; null when there is none.</summary>
    public string? Text(string member) => Body.Text(member);
}

/// <summary><c>ok: false</c>, or a rate limit.</summary>
/// <param name="Error">Slack's own word, such as <c>channel_not_found</c>; <c>ratelimited</c> for an HTTP 429.</param>
/// <param name="Messages">What Slack said beside it: pointers into refused blocks, a missing scope.</param>
/// <param name="RetryAfter">Slack's wish; null when it gave none.</param>
internal sealed record SlackRefused(string Error, IReadOnlyList<string> Messages, TimeSpan? RetryAfter = null) : SlackAnswer
{
    public override string ToString() => Messages.Count == 0 ? Error : $"{Error}: {string.Join("; ", Messages)}";
}

/// <summary>Nobody said what became of it: no answer, one that cannot be understood, or a failure of Slack's own.</summary>
/// <param name="Why">For the operator.</param>
/// <param name="WasSent">False when the request surely never left: no connection could be made.</param>
internal sealed record SlackUnknown(string Why, bool WasSent) : SlackAnswer;
