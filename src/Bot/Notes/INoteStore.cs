using ChatOps.Bot.Access;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Notes;

/// <summary>What people say in threads. Notes come with their files. Those of which only the deletion was told are found by their id inside a transaction, and nowhere else.</summary>
internal interface INoteStore
{
    ValueTask AddAsync(IWork work, Note note);

    /// <summary>Null when there is no such note in the thread.</summary>
    ValueTask<Note?> FindAsync(IWork work, ThreadId thread, MessageId id);

    /// <summary>Whatever its thread.</summary>
    ValueTask<Note?> FindAsync(IWork work, MessageId id);

    ValueTask<Note?> FindAsync(MessageId id, CancellationToken cancellationToken);

    /// <summary>Replaces all but id, thread and files.</summary>
    ValueTask SaveAsync(IWork work, Note note);

    /// <summary>By origin time, then id; deleted ones included without their text.</summary>
    ValueTask<IReadOnlyList<Note>> OfThreadAsync(ThreadId thread, CancellationToken cancellationToken);

    /// <summary>Of all threads of the case, in the same order.</summary>
    ValueTask<IReadOnlyList<Note>> OfCaseAsync(CaseNumber number, CancellationToken cancellationToken);

    /// <summary>The person's last note of the thread that is not deleted; null without any.</summary>
    ValueTask<Note?> LastOfAsync(IWork work, ThreadId thread, Person author);

    /// <summary>The newest note of the thread's case (of the thread itself where it has none) that holds the words, in any case of letters; null without any.</summary>
    ValueTask<Note?> HoldingAsync(IWork work, InvestigationThread thread, string words);

    /// <summary>Notes of the case's other threads that are not told in this one, deleted ones left out.</summary>
    /// <param name="most">How many of the newest to read.</param>
    ValueTask<UntoldNotes> UntoldAsync(IWork work, InvestigationThread thread, int most);
}

/// <param name="Newest">In order.</param>
/// <param name="Count">How many there are.</param>
internal sealed record UntoldNotes(IReadOnlyList<Note> Newest, long Count);
