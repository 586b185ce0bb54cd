using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;

namespace ChatOps.Bot.Cases;

/// <summary>What became of a case: put in all its threads.</summary>
internal static class CaseCard
{
    /// <param name="offers">What else can be done now.</param>
    public static Card Of(CaseChange change, IReadOnlyList<CardButton> offers) => new(CardKind.Case, change.Title)
    {
        Sections = change.Reason.Length == 0 ? [] : [new CardParagraph(CardText.Of("Reason: ", new Literal(change.Reason)))],
        Buttons = offers,
        IsSample = change.After.IsSample,
    };

    public static Card Of(CardText title, bool isSample) => new(CardKind.Case, title) { IsSample = isSample };

    /// <summary>What a case that was closed offers; what it leads can be closed in one go.</summary>
    /// <param name="leads">How many cases it leads that are not closed.</param>
    /// <param name="deeds">What GuardDuty can be told of its finding.</param>
    public static IReadOnlyList<CardButton> Closed(int leads, IEnumerable<CardButton> deeds)
    {
        var also = leads == 1 ? "Close the case it leads as well" : $"Close the {CardPhrases.Number(leads)} cases it leads as well";
        return [new("Report", new CardAction(Verb.Report)), .. leads == 0 ? Array.Empty<CardButton>() : [new(also, new CardAction(Verb.Close, "led"))], .. deeds];
    }
}
