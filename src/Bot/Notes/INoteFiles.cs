using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Notes;

/// <summary>Files of notes: what is known of them. Their bytes are in the <see cref="IFileVault"/>.</summary>
internal interface INoteFiles
{
    /// <summary>The note has these and no others.</summary>
    ValueTask ReplaceAsync(IWork work, MessageId note, IReadOnlyList<NoteFile> files);

    /// <summary>Null when the note has none at that place.</summary>
    ValueTask<NoteFile?> FindAsync(MessageId note, int place, CancellationToken cancellationToken);

    /// <summary>Whether a file of any note has these bytes.</summary>
    ValueTask<bool> IsHeldAsync(IWork work, string content);
}
