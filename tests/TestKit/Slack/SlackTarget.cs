namespace ChatOps.TestKit.Slack;

/// <summary>The app's request URLs.</summary>
internal sealed record SlackTarget(Uri Edge, bool OnePath)
{
    public Uri For(SlackParcelKind kind) => new(Edge, OnePath ? "/slack" : kind switch
    {
        SlackParcelKind.Command => "/slack/commands",
        SlackParcelKind.Interaction => "/slack/interactions",
        SlackParcelKind.Options => "/slack/options",
        _ => "/slack/events",
    });
}
