using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Notes;

/// <summary>What people say in threads.</summary>
internal interface INoteStore
{
    ValueTask AddAsync(IWork work, Note note);

    /// <summary>Null when there is no such note in the thread.</summary>
    ValueTask<Note?> FindAsync(IWork work, ThreadId thread, MessageId id);

    /// <summary>Replaces text, edit and deletion marks.</summary>
    ValueTask SaveAsync(IWork work, Note note);

    /// <summary>By origin time, then id; deleted ones included without their text.</summary>
    ValueTask<IReadOnlyList<Note>> OfThreadAsync(ThreadId thread, CancellationToken cancellationToken);
}

/// <param name="Id">Ours; also the id of the message in the web room.</param>
/// <param name="Text">Untrusted text; empty once deleted.</param>
/// <param name="WrittenAt">Origin time.</param>
internal sealed record Note(MessageId Id, ThreadId Thread, Access.Person Author, string Text, DateTimeOffset WrittenAt, DateTimeOffset? EditedAt, DateTimeOffset? DeletedAt);
