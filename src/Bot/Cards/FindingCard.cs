using ChatOps.Bot.Access;
using ChatOps.Investigation.DeepLinks;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Cards;

/// <summary>The root card of a finding's thread: what happened and how bad, who, where, from where, when. Nothing unknown is made up.</summary>
internal sealed class FindingCard(AccountNames accounts, DetectiveLinks detective, EvidenceOffers offers, DeedOffer deeds, ConsoleShortcut? through = null)
{
    /// <param name="isSample">Whether it came from the bundled sample day; GuardDuty's own samples are marked either way.</param>
    public Card Of(Finding finding, RelatedFindings related, bool isSample) => new(CardKind.Finding, CardText.Of(new Literal(finding.Title)))
    {
        Severity = finding.Severity,
        Sections = [.. Sections(finding, related)],
        Buttons = [.. Buttons(finding, offers.For(isSample)), .. deeds.Buttons(finding), .. related.Before.Count > 0 ? [SeenBefore.Button(null)] : Array.Empty<CardButton>()],
        Links = [Link("GuardDuty", GuardDutyLinks.Finding(finding.Id, through)), Link("Detective", detective.Finding(finding, TimeWindow.OfWholeHours(finding.FirstSeen, finding.LastSeen)))],
        IsSample = isSample || finding.IsSample,
    };

    private IEnumerable<CardSection> Sections(Finding finding, RelatedFindings related)
    {
        yield return new CardParagraph(CardText.Of(new Code(finding.Type.Text)));
        if (finding.Archived) yield return new CardParagraph("Archived in GuardDuty.");
        yield return new CardFacts(FindingFacts.Of(finding, accounts));
        foreach (var own in OwnAddresses(finding)) yield return new CardParagraph(own);
        if (Untold(finding) is { Length: > 0 } description) yield return new CardParagraph(CardText.Of(new Literal(description)));
        foreach (var table in FindingTables.Of(finding)) yield return table;
        if (related.Sentence() is { } sentence) yield return new CardParagraph(sentence);
        if (SeenBefore.Sentence(related.Before) is { } before) yield return new CardParagraph(before);
    }

    /// <summary>GuardDuty's own sentence, where no action of the finding tells what happened.</summary>
    private static string? Untold(Finding finding) => finding.Sequence is { } sequence ? sequence.Description ?? finding.Description
        : finding.Action is null or OtherAction ? finding.Description
        : null;

    /// <summary>A "remote" caller that is the resource itself: the reading of the finding turns on it.</summary>
    private static IEnumerable<CardText> OwnAddresses(Finding finding)
    {
        foreach (var address in finding.Actors.Select(static actor => actor.Address).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (FindingEntities.OwnAddress(finding, address) is not { } own) continue;
            var whose = own.IsPublic ? " is this instance's own public address" : " is this instance's own private address";
            var meaning = finding.Action is ApiCall ? "the calls came from the instance itself, not from credentials used elsewhere." : "both sides of this are the instance itself.";
            yield return CardText.Of(new Code(address), new Strong(whose), $" (the finding's instance details say so): {meaning}");
        }
    }

    private static IReadOnlyList<CardButton> Buttons(Finding finding, EvidenceOffer offer) =>
    [
        new("Investigate", new CardAction(Verb.Investigate, finding.Arn ?? finding.Id.Id)),
        .. Ask(finding, offer, Verb.Calls),
        .. Ask(finding, offer, Verb.Flow),
        new("Set interval", new CardAction(Verb.Interval)) { Prompt = IntervalCard.Prompt },
        new("Report", new CardAction(Verb.Report)),
    ];

    private static IEnumerable<CardButton> Ask(Finding finding, EvidenceOffer offer, string verb) =>
        EvidenceReach.SubjectOf(verb, finding) is { } subject ? offer.Buttons(subject, null, verb) : [];

    private static CardLink Link(string label, ConsoleLink link) => new(label, link.Url, link.WhyNot);
}
