namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>Who we were when Slack last said it.</summary>
internal sealed class KnownSelf(IChatIdentities identities) : BackgroundService, ISlackSelf
{
    public SlackOurselves Now { get; private set; } = new("", "");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (await identities.OfAsync(SlackOptions.Vendor, stoppingToken) is [var newest, ..]) Now = new SlackOurselves(newest.Workspace, newest.BotUser);
    }
}
