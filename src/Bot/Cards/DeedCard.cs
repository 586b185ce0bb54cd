using ChatOps.Bot.Access;

namespace ChatOps.Bot.Cards;

/// <summary>Who did what to a finding in GuardDuty, or why it could not be done.</summary>
internal static class DeedCard
{
    /// <param name="deed">What was asked, by whom.</param>
    /// <param name="place">Where GuardDuty did it; null when it did not.</param>
    /// <param name="whyNot">Why not; null when it was done.</param>
    /// <param name="isSampleDay">Whether the finding is the sample day's, which GuardDuty does not know.</param>
    public static Card Of(AskedDeed deed, string? place, string? whyNot, bool isSampleDay, bool isSample)
    {
        if (whyNot is not null) return new Card(CardKind.Refusal, CardText.Of(Wanted(deed), " asked for by ", new Literal(deed.Person), " was not done: ", new Literal(whyNot))) { IsSample = isSample };
        CardText where = isSampleDay ? ". Recorded here only: GuardDuty does not know the sample day" : CardText.Of(" in GuardDuty of ", new Literal(place ?? "-"));
        return new Card(CardKind.Changed, new CardText([Done(deed), " by ", new Literal(deed.Person), .. where.Runs, "."]))
        {
            Sections = deed.Comment is { Length: > 0 } comment ? [new CardParagraph(CardText.Of("Comment: ", new Literal(comment)))] : [],
            IsSample = isSample,
        };
    }

    private static string Done(AskedDeed deed) => deed.Verb switch
    {
        Verb.Archive => "Archived",
        Verb.Unarchive => "Unarchived",
        _ => deed.Useful == true ? "Marked as useful" : "Marked as not useful",
    };

    private static string Wanted(AskedDeed deed) => deed.Verb switch
    {
        Verb.Archive => "Archiving",
        Verb.Unarchive => "Unarchiving",
        _ => "Feedback",
    };
}

/// <param name="Verb">archive, unarchive or feedback.</param>
/// <param name="Person">Who asked, by name; untrusted text.</param>
/// <param name="Useful">For feedback.</param>
/// <param name="Comment">For feedback; untrusted text.</param>
internal sealed record AskedDeed(string Verb, string Person, bool? Useful = null, string? Comment = null);
