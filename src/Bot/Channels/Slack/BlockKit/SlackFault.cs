namespace ChatOps.Bot.Channels.Slack.BlockKit;

/// <summary>Why Slack would refuse a message or view.</summary>
/// <param name="Pointer">Where, as a JSON pointer.</param>
internal sealed record SlackFault(string Pointer, string Why);
