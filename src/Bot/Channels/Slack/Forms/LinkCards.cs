using System.Text.Json.Nodes;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Investigate;

namespace ChatOps.Bot.Channels.Slack.Forms;

/// <summary>Reads a link of the AWS console and says what the ledger knows of its target.</summary>
internal sealed class LinkCards(SubjectFinder finder, EntityKnowledge knowledge, Presence presence, AccountNames accounts)
{
    private const string Console = "console.aws.amazon.com";

    /// <returns>Null for a link to anything else, and for what the ledger does not know.</returns>
    public async Task<JsonObject?> OfAsync(string url, CancellationToken cancellationToken)
    {
        var plain = url.Replace("&amp;", "&", StringComparison.Ordinal); // as some clients send it
        if (!Uri.TryCreate(plain, UriKind.Absolute, out var target) || !IsConsole(target)) return null;
        var ask = SubjectText.Read(plain, presence.Latest, null);
        if (ask.Subject is not (FindingSubject or EntitySubject)) return null;
        switch (await finder.FindAsync(ask.Subject, ask.Window, cancellationToken))
        {
            case FoundFinding found:
                return UnfurlView.Of(found.Finding, found.IsSampleDay, accounts);
            case FoundEntity found:
                var facts = await knowledge.OfAsync(found.Entity, cancellationToken);
                return facts.Mentions.Count > 0 ? UnfurlView.Of(found.Entity, facts.Mentions, found.IsSampleDay, accounts) : null;
            default:
                return null;
        }
    }

    private static bool IsConsole(Uri url) => url.Scheme == Uri.UriSchemeHttps && url.UserInfo.Length == 0
        && (url.IdnHost.Equals(Console, StringComparison.OrdinalIgnoreCase) || url.IdnHost.EndsWith($".{Console}", StringComparison.OrdinalIgnoreCase));
}
