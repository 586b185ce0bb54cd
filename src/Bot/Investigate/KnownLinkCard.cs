using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Investigation.DeepLinks;

namespace ChatOps.Bot.Investigate;

/// <summary>What a chat shows of something known where nobody investigates yet, below a link or in a search: the root card shortened to its facts. Pure.</summary>
internal static class KnownLinkCard
{
    /// <summary>Facts beyond these are in the thread.</summary>
    private const int MostFacts = 6;

    public static Card Of(KnownLink known, AccountNames accounts) => known switch
    {
        KnownFindingLink { Finding: var finding } => new Card(CardKind.Finding, CardText.Of(new Literal(finding.Title)))
        {
            Severity = finding.Severity,
            Sections = [new CardFacts([.. FindingFacts.Of(finding, accounts).Take(MostFacts)])],
            IsSample = known.IsSampleDay || finding.IsSample,
        },
        KnownEntityLink found => OfEntity(found, accounts),
        _ => throw new ArgumentException($"Unknown link {known.GetType().Name}.", nameof(known)),
    };

    /// <summary>The command that investigates it.</summary>
    public static string Command(KnownLink known) => known switch
    {
        KnownFindingLink found => $"/{Verb.Investigate} {found.Finding.Id}",
        KnownEntityLink found => $"/{Verb.Investigate} {found.Entity}",
        _ => throw new ArgumentException($"Unknown link {known.GetType().Name}.", nameof(known)),
    };

    private static Card OfEntity(KnownEntityLink found, AccountNames accounts)
    {
        var card = EntityCard.Of(found.Entity, found.Mentions, null, ConsoleLink.Withheld("it is where the link leads"), accounts, new EvidenceOffer([]), found.IsSampleDay);
        return card with { Sections = [new CardFacts([.. card.Sections.OfType<CardFacts>().SelectMany(static facts => facts.Facts).Take(MostFacts)])], Buttons = [], Links = [] };
    }
}
