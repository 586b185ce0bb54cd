using ChatOps.Bot.Cards;

namespace ChatOps.Bot.Channels.Slack.BlockKit;

/// <summary>Whom a card calls. Only somebody whom Slack knows, by an id that can be nothing else: no group, no channel, no everybody.</summary>
internal static class SlackCalls
{
    /// <summary>Null for somebody from another chat, and for what is no person's id: then the name stands as any other text.</summary>
    public static string? IdOf(CardRun run) => run is Someone { Vendor: SlackOptions.Vendor } someone && SlackStrings.IsPerson(someone.Id) ? someone.Id : null;

    public static bool AreIn(CardText text) => text.Runs.Any(static run => IdOf(run) is not null);
}
