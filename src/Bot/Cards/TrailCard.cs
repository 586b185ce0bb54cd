using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Cards;

/// <summary>How a team got where it is: each question from which entity to which, by whom, in which window, and what came of it. What was opened from an earlier step is set in below it.</summary>
internal static class TrailCard
{
    /// <summary>Steps shown; the case's timeline has all.</summary>
    public const int Most = 25;

    /// <summary>Steps that can be opened again, the last ones.</summary>
    public const int Opened = 5;

    private const int Deepest = 6;

    /// <param name="steps">The last of them, in the order shown.</param>
    /// <param name="all">How many there are in all.</param>
    public static Card Of(long number, IReadOnlyList<TrailStep> steps, int all, DateTimeOffset askedAt, bool isSample)
    {
        var last = steps.OrderByDescending(static step => step.At).ThenByDescending(static step => step.Order).DistinctBy(static step => (step.Verb, step.To, step.Window)).Take(Opened).Select(static step => step.Order).ToHashSet();
        return new Card(CardKind.Trail, $"The trail of Case {CardPhrases.Number(number)}: {CardPhrases.Count(all, "step", "steps")}")
        {
            Sections =
            [
                .. all > steps.Count ? [new CardParagraph($"The last {CardPhrases.Number(steps.Count)}; the {CardPhrases.Number(all - steps.Count)} before them stand in the case's timeline.")] : Array.Empty<CardSection>(),
                new CardList([.. steps.Select(step => new CardItem(Line(step), last.Contains(step.Order) ? Again(step) : null))]),
            ],
            Footnote = CardText.Of("Source: what was asked in all threads of the case. Read ", new Moment(askedAt), "."),
            IsSample = isSample,
        };
    }

    private static CardText Line(TrailStep step)
    {
        List<CardRun> runs = [new Words(string.Concat(Enumerable.Repeat("↳", Math.Min(step.Depth, Deepest))) + (step.Depth > 0 ? " " : ""))];
        if (step.Depth == 0) runs.Clear();
        if (step.From is { } from && from != step.To) runs.AddRange([new Code(EntityLabel.Name(from)), " → "]);
        if (step.To is { } to) runs.AddRange([$"{EntityLabel.Of(to.Kind)} ", new Code(EntityLabel.Name(to)), ": "]);
        runs.Add(new Literal(step.What));
        if (step.Window is { } window) runs.AddRange([", ", new Interval(window.Start, window.End)]);
        runs.AddRange([" · ", new Literal(step.Who), " ", new Moment(step.At)]);
        runs.AddRange([" · ", step.Came is { } came ? new Literal(came) : new Words("not answered yet")]);
        return new CardText(runs);
    }

    private static CardButton Again(TrailStep step) => step.To is { } to ? EvidenceOffer.Button(step.Verb, to, step.Window, "Open again") : new CardButton("Open again", new CardAction(step.Verb, $"{step.Window}"));
}

/// <summary>One question of a trail.</summary>
/// <param name="Order">In the order asked.</param>
/// <param name="Depth">0 for what was opened from the case's own subject; one more for each step it was opened from.</param>
/// <param name="From">What the card with the button was about; null when typed or opened from the finding.</param>
/// <param name="To">Whom it is about; null for the finding itself.</param>
/// <param name="What">What was asked; may hold untrusted text.</param>
/// <param name="Who">Name of who asked; untrusted text.</param>
/// <param name="Window">The window of the answer, or the one asked for.</param>
/// <param name="Came">What was answered; untrusted text; null when nothing was yet.</param>
internal sealed record TrailStep(long Order, int Depth, EntityRef? From, EntityRef? To, string Verb, string What, string Who, DateTimeOffset At, TimeWindow? Window, string? Came);
