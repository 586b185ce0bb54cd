namespace ChatOps.Bot.Channels.Slack.Inbound;

/// <summary>Who we are in the workspace.</summary>
/// <param name="Team">Empty while nobody knows: Slack could not be asked yet, and never before.</param>
/// <param name="BotUser">Likewise.</param>
internal sealed record SlackOurselves(string Team, string BotUser);
