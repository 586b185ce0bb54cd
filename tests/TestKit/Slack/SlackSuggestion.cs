namespace ChatOps.TestKit.Slack;

/// <summary>One entry of a picker.</summary>
internal sealed record SlackSuggestion(string Text, string Value);
