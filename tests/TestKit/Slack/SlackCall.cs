using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Slack;

/// <summary>One call of the Web API.</summary>
/// <param name="Outcome"><c>ok</c>, the error's code, or what a fault made of it.</param>
internal sealed record SlackCall(DateTimeOffset At, string Method, JsonObject Arguments, string Outcome)
{
    public string? Channel => Arguments["channel"]?.ToString();
}
