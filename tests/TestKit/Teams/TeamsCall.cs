using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Teams;

/// <summary>One call of the connector.</summary>
/// <param name="At">By the double's clock, on arrival.</param>
/// <param name="Elapsed">Real time since the double was started.</param>
/// <param name="Operation">create, send, edit, delete, members, member, team, channels or react.</param>
/// <param name="Conversation">As it stands in the path, or the channel of a new thread; null where there is none.</param>
/// <param name="Status">What was answered; 0 when nothing was.</param>
/// <param name="Outcome"><c>ok</c>, the error's code, or what a fault made of it.</param>
internal sealed record TeamsCall(DateTimeOffset At, TimeSpan Elapsed, string Verb, string Path, string Operation, string? Conversation, string? Activity, int Status, string Outcome, JsonObject? Body)
{
    /// <summary>The channel or chat, without the thread.</summary>
    public string? Channel => Conversation?.Split(';')[0];
}
