using ChatOps.Bot.Access;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Observations;

namespace ChatOps.Bot.Cards;

/// <summary>The root of a thread that was opened for a finding nobody delivered: that it is looked for, and what became of that.</summary>
internal static class LookUpCard
{
    /// <param name="id">As typed; untrusted text.</param>
    public static Card Looking(string id) => ProgressCard.Of(CardText.Of("Looking for finding ", new Code(id), " in GuardDuty"));

    /// <summary>No place gave it.</summary>
    /// <param name="argument">What was typed, to ask again.</param>
    public static Card NotFound(string id, IReadOnlyList<PlaceFate> places, string argument) => new(CardKind.Refusal, CardText.Of("Finding ", new Code(id), places.Any(static place => place.Coverage.IsAnswer) ? " was not found in GuardDuty" : " could not be looked up in GuardDuty"))
    {
        Sections = [Table(places), new CardParagraph(WouldWork(places))],
        Buttons = [new CardButton("Look again", new CardAction(Verb.Investigate, argument))],
    };

    /// <summary>The channel has a thread of it already.</summary>
    public static Card ThreadedHere(Finding finding) => new(CardKind.Changed, CardText.Of("Finding ", new Code(finding.Id.Id), " has a thread in this channel already; the answer is there: ", new Literal(finding.Title)))
    {
        Severity = finding.Severity,
        Buttons = [Open(finding)],
        IsSample = finding.IsSample,
    };

    /// <summary>Ids are unique within an account and region only.</summary>
    public static Card Several(string id, IReadOnlyList<Finding> findings) => new(CardKind.Refusal, CardText.Of($"{findings.Count} findings have the id ", new Code(id), "; which one?"))
    {
        Sections = [new CardList([.. findings.Select(static finding => new CardItem(CardText.Of(new Literal(finding.Title), " · ", new Code($"{finding.Id.Account} {finding.Id.Region}")), Open(finding)))])],
    };

    private static CardButton Open(Finding finding) => new("Investigate", new CardAction(Verb.Investigate, finding.Id.ToString()));

    private static CardTable Table(IReadOnlyList<PlaceFate> places) => new(
        "What each place said",
        [new("place"), new("answer"), new("why")],
        [.. places.Select(static IReadOnlyList<CardText> (place) => [CardText.Of(new Literal(place.Place)), EvidenceWords.Fate(place.Coverage.State), CardText.Of(new Literal(place.Coverage.Reason ?? "-"))])]);

    private static CardText WouldWork(IReadOnlyList<PlaceFate> places)
    {
        const string Elsewhere = "GuardDuty keeps findings for 90 days and knows them in their own region only: add a region that is missing here to Aws:Accounts:<n>:Regions. An older finding can be posted to /alerts/eventbridge as JSON.";
        return places.Any(static place => place.Coverage.State is CoverageState.Refused or CoverageState.Unavailable)
            ? $"Where it could not be asked it may still be: mend what is named above and look again. {Elsewhere}"
            : Elsewhere;
    }
}
