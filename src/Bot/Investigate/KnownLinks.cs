using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Investigate;

/// <summary>Reads a link of the AWS console and says what the ledger knows of its target.</summary>
internal sealed class KnownLinks(SubjectFinder finder, EntityKnowledge knowledge, Presence presence)
{
    private const string Console = "console.aws.amazon.com";

    /// <returns>Null for a link to anything else, and for what the ledger does not know.</returns>
    public async Task<KnownLink?> OfAsync(string url, CancellationToken cancellationToken)
    {
        var plain = url.Replace("&amp;", "&", StringComparison.Ordinal); // as some clients send it
        if (!Uri.TryCreate(plain, UriKind.Absolute, out var target) || !IsConsole(target)) return null;
        var ask = SubjectText.Read(plain, presence.Latest, null);
        if (ask.Subject is not (FindingSubject or EntitySubject)) return null;
        switch (await finder.FindAsync(ask.Subject, ask.Window, cancellationToken))
        {
            case FoundFinding found:
                return new KnownFindingLink(found.Finding, found.IsSampleDay);
            case FoundEntity found:
                var facts = await knowledge.OfAsync(found.Entity, cancellationToken);
                return facts.Mentions.Count > 0 ? new KnownEntityLink(found.Entity, facts.Mentions, found.IsSampleDay) : null;
            default:
                return null;
        }
    }

    private static bool IsConsole(Uri url) => url.Scheme == Uri.UriSchemeHttps && url.UserInfo.Length == 0
        && (url.IdnHost.Equals(Console, StringComparison.OrdinalIgnoreCase) || url.IdnHost.EndsWith($".{Console}", StringComparison.OrdinalIgnoreCase));
}

internal abstract record KnownLink(bool IsSampleDay);

internal sealed record KnownFindingLink(Finding Finding, bool IsSampleDay) : KnownLink(IsSampleDay);

/// <param name="Mentions">At least one.</param>
internal sealed record KnownEntityLink(EntityRef Entity, IReadOnlyList<EntityMention> Mentions, bool IsSampleDay) : KnownLink(IsSampleDay);
