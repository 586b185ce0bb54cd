using ChatOps.Bot.Access;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Cards;

/// <summary>That a person set the thread's interval, or put it back.</summary>
internal static class IntervalCard
{
    public const string Prompt = "Interval, UTC: 2024-08-01 11:00..12:00, last 6h, or reset";

    /// <param name="interval">The interval now in force; null after a reset.</param>
    /// <param name="by">Who did it; untrusted text.</param>
    /// <param name="next">What logs can be asked inside it.</param>
    /// <param name="isSample">Whether the thread is the sample day's.</param>
    public static Card Of(TimeWindow? interval, string by, IEnumerable<CardButton> next, bool isSample) =>
        new(CardKind.Interval, interval is { } set
            ? CardText.Of("Interval set to ", new Interval(set.Start, set.End), " by ", new Literal(by))
            : CardText.Of("Interval put back to the default by ", new Literal(by)))
        {
            Sections = [new CardParagraph("Answers from here on keep to it, unless a question names its own window.")],
            Buttons =
            [
                new("Observation span", new CardAction(Verb.Span)),
                new("Findings", new CardAction(Verb.Findings)),
                .. next,
                .. interval is null ? Array.Empty<CardButton>() : [new("Reset", new CardAction(Verb.Interval, "reset"))],
            ],
            IsSample = isSample,
        };
}
