namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>Who we are, as far as known now.</summary>
internal interface ISlackSelf
{
    SlackOurselves Now { get; }
}
