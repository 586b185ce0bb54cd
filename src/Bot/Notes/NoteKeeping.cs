using ChatOps.Bot.Cases;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Notes;

/// <summary>Writes a note down with all that follows from it, in its own transaction: what the other threads of the case show, the files to be fetched, and those nobody needs any more.</summary>
internal sealed class NoteKeeping(IThreadStore threads, ICaseStore cases, INoteStore notes, INoteFiles files, NoteMirror mirror, TimeProvider time)
{
    /// <param name="wasAwaited">Whether its deletion stands for it so far.</param>
    /// <param name="isElsewhere">As in <see cref="NewNote.IsElsewhere"/>.</param>
    public async ValueTask KeepNewAsync(IWork work, InvestigationThread thread, Note note, bool wasAwaited, bool isElsewhere)
    {
        if (wasAwaited) await notes.SaveAsync(work, note);
        else await notes.AddAsync(work, note);
        await KeepFilesAsync(work, note.Id, [], note.Files);
        await mirror.PutAsync(work, thread, note, isElsewhere);
        await TouchAsync(work, thread);
    }

    public async ValueTask KeepChangedAsync(IWork work, InvestigationThread thread, Note before, Note note)
    {
        await notes.SaveAsync(work, note);
        await KeepFilesAsync(work, note.Id, before.Files, note.Files);
        await mirror.RefreshAsync(work, thread, note);
        await TouchAsync(work, thread);
    }

    private async ValueTask KeepFilesAsync(IWork work, MessageId note, IReadOnlyList<NoteFile> before, IReadOnlyList<NoteFile> now)
    {
        if (before.SequenceEqual(now)) return;
        await files.ReplaceAsync(work, note, now);
        foreach (var file in now.Where(file => file.State == NoteFileState.Waiting && !before.Any(one => one.Source == file.Source))) await work.EnqueueAsync(NoteJobs.Fetch(note, file.Source!));
        foreach (var content in before.Select(static file => file.Content).Except(now.Select(static file => file.Content)).OfType<string>()) await work.EnqueueAsync(NoteJobs.Drop(content));
    }

    private async ValueTask TouchAsync(IWork work, InvestigationThread thread)
    {
        var now = time.GetUtcNow();
        await threads.SaveAsync(work, thread with { UpdatedAt = now });
        if (thread.Case is { } number && await cases.FindAsync(work, number) is { } one) await cases.SaveAsync(work, one with { ChangedAt = now });
    }
}
