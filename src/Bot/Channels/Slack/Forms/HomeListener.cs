using ChatOps.Bot.Channels.Slack.Inbound;
using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>Somebody opened the App Home: it is made anew for them.</summary>
internal sealed class HomeListener(VisibleThreads threads, SlackViews views, SlackOptions options) : ISlackListener
{
    public IReadOnlyList<string> Types { get; } = ["event:app_home_opened"];

    public async Task<JobOutcome> HearAsync(Heard heard, CancellationToken cancellationToken)
    {
        if (heard.Payload.Text("event", "tab") is not (null or "home") || heard.Payload.Text("event", "user") is not { } user) return new JobDone();
        var seen = await threads.OfAsync(heard.Workspace, user, cancellationToken);
        var mine = await threads.MineAsync(heard.Workspace, user, HomeView.MostMine, cancellationToken);
        return FormOutcome.Of("views.publish", await views.PublishAsync(user, HomeView.Of(seen, mine, options.Command), cancellationToken));
    }
}
