namespace ChatOps.Bot.Notes;

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
