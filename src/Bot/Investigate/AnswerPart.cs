using ChatOps.Bot.Cards;

namespace ChatOps.Bot.Investigate;

/// <summary>One message of an answer.</summary>
/// <param name="Key">Names the message within its answer.</param>
/// <param name="Progress">What is shown until the card is made; null when making it takes no time.</param>
/// <param name="MakeAsync">Makes the card.</param>
internal sealed record AnswerPart(string Key, CardText? Progress, Func<CancellationToken, Task<Card>> MakeAsync)
{
    /// <summary>A card that is there already.</summary>
    public static AnswerPart Of(string key, Card card) => new(key, null, _ => Task.FromResult(card));
}
