using ChatOps.Bot.Cards;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Investigate;

/// <summary>One message of an answer.</summary>
/// <param name="Key">Names the message within its answer.</param>
/// <param name="Progress">What is shown until the card is made; null when making it takes no time.</param>
/// <param name="MakeAsync">Makes the card.</param>
internal sealed record AnswerPart(string Key, CardText? Progress, Func<CancellationToken, Task<Card>> MakeAsync)
{
    /// <summary>What the card is about; null for the thread's own subject.</summary>
    public EntityRef? About { get; init; }

    /// <summary>The window the card keeps to; null where it keeps to none.</summary>
    public TimeWindow? Window { get; init; }

    /// <summary>The verb it answers; null for what was not asked for.</summary>
    public string? Verb { get; init; }

    /// <summary>A card that is there already.</summary>
    public static AnswerPart Of(string key, Card card) => new(key, null, _ => Task.FromResult(card));
}
