using ChatOps.Bot.Cards;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Investigate;

/// <summary>Puts the cards of an answer into its thread, one after the other, each under a key of its own, so that running twice edits; and tells the case's story of each once.</summary>
internal sealed class AnswerPoster(IUnitOfWork unit, IThreadStore threads, ICaseEvents events, IPins pins, TimeProvider time)
{
    /// <summary>What the story says of an answer at most; the card itself says all.</summary>
    private const int LongestWords = 1000;

    /// <param name="keys">Makes the message's key from the part's.</param>
    /// <param name="showProgress">Whether a line is shown while a card is made.</param>
    public async Task PostAsync(ThreadId thread, IReadOnlyList<AnswerPart> parts, Func<string, string> keys, bool showProgress, CancellationToken cancellationToken)
    {
        foreach (var part in parts)
        {
            var key = keys(part.Key);
            if (showProgress && part.Progress is { } progress) await PutAsync(thread, key, ProgressCard.Of(progress), part, cancellationToken);
            await PutAsync(thread, key, await part.MakeAsync(cancellationToken), part, cancellationToken);
        }
    }

    /// <summary>The thread's row may have changed while a card was made: it is read again with the write.</summary>
    private Task<bool> PutAsync(ThreadId id, string key, Card card, AnswerPart part, CancellationToken cancellationToken) => unit.WriteAsync(
        async work =>
        {
            if (await threads.FindAsync(work, id) is not { } thread) return false;
            if (card.Kind == CardKind.Progress || thread.Case is not { } number)
            {
                await threads.PutAsync(work, thread, key, MessageKind.Card, card);
                return true;
            }

            var there = PinButton.Fits(card.Kind) ? await threads.FindMessageAsync(work, id, key) : null;
            var isPinned = there is not null && await pins.HasAsync(work, number, there.Id);
            var message = await threads.PutAsync(work, thread, key, MessageKind.Card, PinButton.On(card, isPinned));
            if (card.Kind != CardKind.Report && await events.AnsweredByAsync(work, message.Id) is null) await events.AppendAsync(work, Answered(number, thread, message.Id, card, part));
            return true;
        },
        cancellationToken);

    private CaseEvent Answered(CaseNumber number, InvestigationThread thread, MessageId message, Card card, AnswerPart part) => new(number, time.GetUtcNow(), CaseEventKind.Answered, Words(card))
    {
        Thread = thread.Id,
        Verb = part.Verb,
        Entity = part.About ?? thread.Entity,
        Window = part.Window,
        Message = message,
    };

    /// <summary>The title, what was not learned, and how far the rest can be relied on.</summary>
    private static string Words(Card card)
    {
        var gaps = CardGaps.Of(card);
        var words = CardWords.Of(card.Title) + (gaps.Count == 0 ? "" : $". Not learned: {string.Join("; ", gaps)}") + (card.Footnote is { } footnote ? $". {CardWords.Of(footnote)}" : "");
        return words.Length <= LongestWords ? words : $"{words[..LongestWords]}…";
    }
}
