using System.Security.Cryptography;
using System.Text;
using ChatOps.Bot.Access;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Notes;

/// <summary>Takes what people write in threads, their edits and deletions, and keeps notes whole: only their author, or an admin, changes them; the newest edit wins, a deletion is final.</summary>
internal sealed class NoteDesk(IThreadStore threads, INoteStore notes, IUnitOfWork unit, Gate gate, TimeProvider time) : INoteTaker
{
    public const int Longest = 10_000;

    public Task<NoteReceipt> AddAsync(ThreadId thread, Person author, string text, CancellationToken cancellationToken) =>
        AddAsync(new NewNote(thread, author, text), cancellationToken);

    /// <summary>A note that came before under the same id stays as it is and counts as kept.</summary>
    public Task<NoteReceipt> AddAsync(NewNote note, CancellationToken cancellationToken) => unit.WriteAsync(work => AddAsync(work, note), cancellationToken);

    public Task<NoteReceipt> EditAsync(ThreadId thread, MessageId note, Person editor, string text, CancellationToken cancellationToken) =>
        unit.WriteAsync(
            work => ChangeAsync(work, thread, note, editor, "edit", BadText(text), kept => kept with { Text = text, EditedAt = time.GetUtcNow() }),
            cancellationToken);

    /// <param name="editedAt">When it was edited, as the chat says: an edit that is told late does not undo a newer one.</param>
    public Task<NoteReceipt> EditAsync(ThreadId thread, MessageId note, Person editor, string text, DateTimeOffset editedAt, CancellationToken cancellationToken) =>
        unit.WriteAsync(
            work => ChangeAsync(work, thread, note, editor, "edit", BadText(text), kept => kept.EditedAt >= editedAt ? kept : kept with { Text = text, EditedAt = editedAt }),
            cancellationToken);

    public Task<NoteReceipt> DeleteAsync(ThreadId thread, MessageId note, Person editor, CancellationToken cancellationToken) =>
        unit.WriteAsync(
            work => ChangeAsync(work, thread, note, editor, "delete", null, kept => kept with { Text = "", DeletedAt = time.GetUtcNow() }),
            cancellationToken);

    public async Task<string> TakeAsync(ThreadId thread, Person author, string text, string? once, CancellationToken cancellationToken)
    {
        var receipt = await AddAsync(new NewNote(thread, author, text) { Id = once is null ? null : IdOf(once) }, cancellationToken);
        return receipt.Outcome == NoteOutcome.Kept ? "Kept as a note: it begins with none of the verbs. `help` lists them." : receipt.Why!;
    }

    private async ValueTask<NoteReceipt> AddAsync(IWork work, NewNote added)
    {
        if (await threads.FindAsync(work, added.Thread) is not { } thread) return NoThread();
        if (added.Id is { } id && await notes.FindAsync(work, added.Thread, id) is { } before) return new NoteReceipt(before, NoteOutcome.Kept, null);
        if (BadText(added.Text) is { } bad) return bad;
        var decision = await gate.CheckAsync(work, added.AddedBy ?? added.Author, Verb.Note, thread.Channel, added.Thread.Value, "add");
        if (!decision.Allowed) return new NoteReceipt(null, NoteOutcome.NotAllowed, decision.Why);
        var now = time.GetUtcNow();
        var note = new Note(added.Id ?? new MessageId(Guid.CreateVersion7(now).ToString("N")), added.Thread, added.Author, added.Text, added.WrittenAt ?? now, null, null);
        await notes.AddAsync(work, note);
        await threads.SaveAsync(work, thread with { UpdatedAt = now });
        return new NoteReceipt(note, NoteOutcome.Kept, null);
    }

    private async ValueTask<NoteReceipt> ChangeAsync(IWork work, ThreadId id, MessageId noteId, Person editor, string what, NoteReceipt? bad, Func<Note, Note> change)
    {
        if (await threads.FindAsync(work, id) is not { } thread) return NoThread();
        if (await notes.FindAsync(work, id, noteId) is not { } kept) return new NoteReceipt(null, NoteOutcome.NoSuchNote, "There is no such note in this thread.");
        if (kept.DeletedAt is not null) return new NoteReceipt(null, NoteOutcome.NoSuchNote, "The note was deleted; that is final. Write a new one.");
        if (bad is not null) return bad;
        var changed = change(kept);
        if (changed == kept) return new NoteReceipt(kept, NoteOutcome.Kept, null);
        var decision = OwnNote(kept, editor, gate.Ask(editor, Verb.Note, thread.Channel));
        await gate.RecordAsync(work, editor, Verb.Note, thread.Channel, id.Value, $"{what} {noteId}", decision);
        if (!decision.Allowed) return new NoteReceipt(null, NoteOutcome.NotAllowed, decision.Why);
        await notes.SaveAsync(work, changed);
        await threads.SaveAsync(work, thread with { UpdatedAt = time.GetUtcNow() });
        return new NoteReceipt(changed, NoteOutcome.Kept, null);
    }

    private static AccessDecision OwnNote(Note note, Person editor, AccessDecision decision) =>
        !decision.Allowed || decision.Role >= Role.Admin || note.Author.ToString() == editor.ToString()
            ? decision
            : decision with { Allowed = false, Why = $"Only {note.Author.Name} or an admin changes this note. Write one of your own instead." };

    private static NoteReceipt? BadText(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return new NoteReceipt(null, NoteOutcome.BadText, "A note has at least one character that can be seen.");
        return text.Length > Longest
            ? new NoteReceipt(null, NoteOutcome.BadText, FormattableString.Invariant($"A note has at most {Longest:N0} characters; this one has {text.Length:N0}. Split it."))
            : null;
    }

    private static MessageId IdOf(string once) => new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"once/{once}")).AsSpan(0, 16)));

    private static NoteReceipt NoThread() => new(null, NoteOutcome.NoSuchThread, "There is no such thread.");
}
