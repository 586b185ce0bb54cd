using ChatOps.Bot.Access;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Cards;

/// <summary>That a person changed the thread's interval, or put it back.</summary>
internal static class IntervalCard
{
    public const string Prompt = "Interval, UTC: 2024-08-01 11:00..12:00, last 6h, narrow, widen or reset";

    /// <param name="next">What logs can be asked inside it.</param>
    /// <param name="isSample">Whether the thread is the sample day's.</param>
    public static Card Of(IntervalChange change, IEnumerable<CardButton> next, bool isSample) =>
        new(CardKind.Interval, CardText.Of($"Interval {Did(change.Deed)} ", new Interval(change.Scope.Window.Start, change.Scope.Window.End), " by ", new Literal(change.By)))
        {
            Sections =
            [
                .. change.Note is { } note ? new[] { new CardParagraph(note) } : [],
                new CardParagraph(change.Deed == IntervalDeed.PutBack
                    ? "That is the default of what this thread is about; answers about something else have their own, which they name."
                    : "Answers from here on keep to it, unless a question names its own window."),
            ],
            Buttons =
            [
                new("Observation span", new CardAction(Verb.Span)),
                new("Findings", new CardAction(Verb.Findings)),
                .. next,
                .. IntervalButtons.Of(change.Scope),
            ],
            IsSample = isSample,
        };

    private static string Did(IntervalDeed deed) => deed switch
    {
        IntervalDeed.Narrowed => "narrowed to",
        IntervalDeed.Widened => "widened to",
        IntervalDeed.PutBack => "put back to",
        _ => "set to",
    };
}

/// <param name="Scope">The window in force now.</param>
/// <param name="By">Who did it; untrusted text.</param>
internal sealed record IntervalChange(IntervalDeed Deed, ScopeTime Scope, string By)
{
    /// <summary>How it differs from what was asked for; our own words; null when it does not.</summary>
    public string? Note { get; init; }
}

internal enum IntervalDeed
{
    Set,
    Narrowed,
    Widened,
    PutBack,
}
