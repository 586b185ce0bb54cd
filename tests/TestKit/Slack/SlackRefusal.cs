namespace ChatOps.TestKit.Slack;

/// <summary>An answer with ok:false.</summary>
internal sealed class SlackRefusal(string error, params string[] messages) : Exception(error)
{
    public string Error { get; } = error;

    public IReadOnlyList<string> Messages { get; } = messages;
}
