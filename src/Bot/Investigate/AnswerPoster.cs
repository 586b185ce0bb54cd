using ChatOps.Bot.Cards;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Investigate;

/// <summary>Puts the cards of an answer into its thread, one after the other, each under a key of its own, so that running twice edits.</summary>
internal sealed class AnswerPoster(IUnitOfWork unit, IThreadStore threads)
{
    /// <param name="keys">Makes the message's key from the part's.</param>
    /// <param name="showProgress">Whether a line is shown while a card is made.</param>
    public async Task PostAsync(ThreadId thread, IReadOnlyList<AnswerPart> parts, Func<string, string> keys, bool showProgress, CancellationToken cancellationToken)
    {
        foreach (var part in parts)
        {
            var key = keys(part.Key);
            if (showProgress && part.Progress is { } progress) await PutAsync(thread, key, ProgressCard.Of(progress), cancellationToken);
            await PutAsync(thread, key, await part.MakeAsync(cancellationToken), cancellationToken);
        }
    }

    /// <summary>The thread's row may have changed while a card was made: it is read again with the write.</summary>
    private Task<bool> PutAsync(ThreadId id, string key, Card card, CancellationToken cancellationToken) => unit.WriteAsync(
        async work =>
        {
            if (await threads.FindAsync(work, id) is not { } thread) return false;
            await threads.PutAsync(work, thread, key, MessageKind.Card, card);
            return true;
        },
        cancellationToken);
}
