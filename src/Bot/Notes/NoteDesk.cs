using System.Globalization;
using ChatOps.Bot.Access;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Notes;

/// <summary>Takes what people write in threads, their edits and deletions, and keeps notes whole, in whatever order they are told: only their author, or an admin, changes them; the newest edit wins, a deletion is final.</summary>
internal sealed class NoteDesk(IThreadStore threads, INoteStore notes, IUnitOfWork unit, Gate gate, NoteKeeping keeping)
{
    /// <inheritdoc cref="NoteRules.Longest"/>
    public const int Longest = NoteRules.Longest;

    public Task<NoteReceipt> AddAsync(ThreadId thread, Person author, string text, CancellationToken cancellationToken) =>
        AddAsync(new NewNote(thread, author, text), cancellationToken);

    /// <summary>A note that came before under the same id counts as kept, and stays as it is unless this is a newer edit of it.</summary>
    public Task<NoteReceipt> AddAsync(NewNote note, CancellationToken cancellationToken) => unit.WriteAsync(work => AddAsync(work, Bounded(note)), cancellationToken);

    public Task<NoteReceipt> EditAsync(ThreadId thread, MessageId note, Person editor, string text, CancellationToken cancellationToken) =>
        unit.WriteAsync(work => EditAsync(work, new NewNote(thread, editor, text) { Id = note, EditedAt = gate.Now }, keepsFiles: true), cancellationToken);

    /// <summary>An edit of a note that is there, as the chat tells it: one that is told late does not undo a newer one.</summary>
    public Task<NoteReceipt> EditAsync(NewNote edited, CancellationToken cancellationToken) => unit.WriteAsync(work => EditAsync(work, Bounded(edited), keepsFiles: false), cancellationToken);

    /// <param name="mayCome">Whether the note may be told later: it is deleted then as well.</param>
    public Task<NoteReceipt> DeleteAsync(ThreadId thread, MessageId note, Person editor, CancellationToken cancellationToken, bool mayCome = false) =>
        unit.WriteAsync(work => DeleteAsync(work, thread, note, editor, mayCome), cancellationToken);

    private async ValueTask<NoteReceipt> AddAsync(IWork work, NewNote added)
    {
        if (await threads.FindAsync(work, added.Thread) is not { } thread) return NoThread();
        var before = added.Id is { } id ? await notes.FindAsync(work, added.Thread, id) : null;
        if (before is { IsAwaited: false }) return added.EditedAt is null ? Kept(before) : await ChangeAsync(work, thread, before, added, keepsFiles: false);
        if (NoteRules.WhyNot(added.Text, added.Files.Count > 0) is { } bad) return new NoteReceipt(null, NoteOutcome.BadText, bad);
        var decision = await gate.CheckAsync(work, added.AddedBy ?? added.Author, Verb.Note, thread.Channel, added.Thread.Value, "add");
        if (!decision.Allowed) return new NoteReceipt(null, NoteOutcome.NotAllowed, decision.Why);
        var now = gate.Now;
        var note = new Note(added.Id ?? new MessageId(Guid.CreateVersion7(now).ToString("N")), added.Thread, added.Author, added.Text, NoteRules.Stored(added.WrittenAt ?? now), added.EditedAt, null)
        {
            Link = added.Link,
            Files = NoteRules.Files(added.Files, []),
        };
        if (before is { DeletedBy: { } by } && NoteRules.OwnNote(note.Author, by, gate.Ask(by, Verb.Note, thread.Channel)).Allowed)
            note = note with { Text = "", Files = [], EditedAt = null, DeletedAt = before.DeletedAt, DeletedBy = by };
        await keeping.KeepNewAsync(work, thread, note, before is not null, added.IsElsewhere);
        return Kept(note);
    }

    private async ValueTask<NoteReceipt> EditAsync(IWork work, NewNote edited, bool keepsFiles)
    {
        if (await threads.FindAsync(work, edited.Thread) is not { } thread) return NoThread();
        if (await notes.FindAsync(work, edited.Thread, edited.Id!.Value) is not { } kept) return NoNote();
        return await ChangeAsync(work, thread, kept, edited, keepsFiles);
    }

    private async ValueTask<NoteReceipt> ChangeAsync(IWork work, InvestigationThread thread, Note kept, NewNote edited, bool keepsFiles)
    {
        if (kept.DeletedAt is not null) return new NoteReceipt(null, NoteOutcome.NoSuchNote, "The note was deleted; that is final. Write a new one.");
        var files = keepsFiles ? kept.Files : NoteRules.Files(edited.Files, kept.Files);
        if (NoteRules.WhyNot(edited.Text, files.Count > 0) is { } bad) return new NoteReceipt(null, NoteOutcome.BadText, bad);
        var at = NoteRules.Stored(edited.EditedAt ?? gate.Now);
        if (!NoteRules.Wins(kept, edited.Text, at)) return Kept(kept);
        var decision = await CheckAsync(work, thread, kept, edited.Author, "edit");
        if (!decision.Allowed) return new NoteReceipt(null, NoteOutcome.NotAllowed, decision.Why);
        var changed = kept with { Text = edited.Text, EditedAt = at, Files = files };
        await keeping.KeepChangedAsync(work, thread, kept, changed);
        return Kept(changed);
    }

    private async ValueTask<NoteReceipt> DeleteAsync(IWork work, ThreadId id, MessageId noteId, Person editor, bool mayCome)
    {
        if (await threads.FindAsync(work, id) is not { } thread) return NoThread();
        var kept = await notes.FindAsync(work, id, noteId);
        if (kept?.DeletedAt is not null) return new NoteReceipt(null, NoteOutcome.NoSuchNote, "The note was deleted; that is final. Write a new one.");
        if (kept is null && !mayCome) return NoNote();
        var now = gate.Now;
        kept ??= new Note(noteId, id, new Person(editor.Vendor, "", ""), "", NoteRules.Stored(now), null, null);
        var decision = await CheckAsync(work, thread, kept, editor, "delete");
        if (!decision.Allowed) return new NoteReceipt(null, NoteOutcome.NotAllowed, decision.Why);
        var gone = kept with { Text = "", Files = [], EditedAt = null, DeletedAt = now, DeletedBy = editor };
        if (gone.IsAwaited) await notes.AddAsync(work, gone);
        else await keeping.KeepChangedAsync(work, thread, kept, gone);
        return Kept(gone);
    }

    private async ValueTask<AccessDecision> CheckAsync(IWork work, InvestigationThread thread, Note note, Person editor, string what)
    {
        var asked = gate.Ask(editor, Verb.Note, thread.Channel);
        var decision = note.IsAwaited ? asked : NoteRules.OwnNote(note.Author, editor, asked);
        await gate.RecordAsync(work, editor, Verb.Note, thread.Channel, thread.Id.Value, $"{what} {note.Id}", decision);
        return decision;
    }

    /// <summary>Without U+0000, which stores refuse, and no longer than a note is where it can be refused no more.</summary>
    private static NewNote Bounded(NewNote told)
    {
        var text = told.Text.Replace("\0", "", StringComparison.Ordinal);
        if (told.Files.Count > NoteRules.MostFiles) text = string.Create(CultureInfo.InvariantCulture, $"{text}\n[{told.Files.Count - NoteRules.MostFiles} more files]").TrimStart('\n');
        return told with { Text = told.IsSaid ? NoteRules.Fitting(text) : text, EditedAt = told.EditedAt is { } at ? NoteRules.Stored(at) : null };
    }

    private static NoteReceipt Kept(Note note) => new(note, NoteOutcome.Kept, null);

    private static NoteReceipt NoThread() => new(null, NoteOutcome.NoSuchThread, "There is no such thread.");

    private static NoteReceipt NoNote() => new(null, NoteOutcome.NoSuchNote, "There is no such note in this thread.");
}
