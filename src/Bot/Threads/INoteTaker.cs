using ChatOps.Bot.Access;
using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.Threads;

/// <summary>Keeps what is said to the bot and is no verb: a note like any other. What others may do to notes without knowing them.</summary>
internal interface INoteTaker
{
    /// <param name="once">The chat's own name of this telling, where it may tell twice: it is one note. Null where it cannot.</param>
    Task<NoteTaken> TakeAsync(ThreadId thread, Person author, string text, string? once, CancellationToken cancellationToken);

    /// <summary>Marks a note as key evidence, or takes the mark off.</summary>
    ValueTask<NoteMarked> MarkAsync(IWork work, InvestigationThread thread, Person by, NotePick pick, bool isKey);

    /// <summary>Tells the newest notes of the case's other threads in a thread that has just begun, or was brought to the front; those it has already are not told again.</summary>
    Task BringAsync(ThreadId thread, CancellationToken cancellationToken);
}

/// <param name="IsKept">Whether it is a note now.</param>
/// <param name="WhyNot">Why it is none, and what would work; null when it is one.</param>
internal sealed record NoteTaken(bool IsKept, string? WhyNot);

/// <summary>Which note is meant: one by its id, else the newest of the case that holds the words, else the person's last one of the thread.</summary>
internal sealed record NotePick(MessageId? Id = null, string? Words = null);

/// <param name="IsDone">Whether there is such a note, marked as wished now.</param>
/// <param name="Words">What became of it, for the person; may hold untrusted text.</param>
internal sealed record NoteMarked(bool IsDone, string Words);
