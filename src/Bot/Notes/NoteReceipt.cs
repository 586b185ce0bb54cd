using ChatOps.Bot.Access;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Notes;

/// <summary>Takes what people write in threads, and their edits and deletions.</summary>
internal interface INoteDesk
{
    Task<NoteReceipt> AddAsync(ThreadId thread, Person author, string text, CancellationToken cancellationToken);

    Task<NoteReceipt> EditAsync(ThreadId thread, MessageId note, Person editor, string text, CancellationToken cancellationToken);

    Task<NoteReceipt> DeleteAsync(ThreadId thread, MessageId note, Person editor, CancellationToken cancellationToken);
}

/// <param name="Note">The note as kept; null when refused.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Why">When refused: what was wrong and what would work.</param>
internal sealed record NoteReceipt(Note? Note, NoteOutcome Outcome, string? Why);

internal enum NoteOutcome
{
    Kept,
    NoSuchThread,
    NoSuchNote,

    /// <summary>Not the author, or the policy says no.</summary>
    NotAllowed,

    /// <summary>Empty or too long.</summary>
    BadText,
}
