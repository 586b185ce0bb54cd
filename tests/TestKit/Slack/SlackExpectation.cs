namespace ChatOps.TestKit.Slack;

/// <summary>What a person waited for did not come.</summary>
internal sealed class SlackExpectation(string message) : Exception(message);
