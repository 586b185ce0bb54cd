using ChatOps.Bot.Access;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;

namespace ChatOps.Bot.Notes;

/// <summary>Marks notes as key evidence: the report begins with them.</summary>
internal sealed class NoteKeys(INoteStore notes, IThreadStore threads, ICaseEvents events, NoteMirror mirror, TimeProvider time)
{
    private const int Told = 80;

    /// <summary>Words that are looked for; stores refuse patterns without end.</summary>
    private const int LongestWords = 500;

    public async ValueTask<NoteMarked> MarkAsync(IWork work, InvestigationThread thread, Person by, NotePick pick, bool isKey)
    {
        if (await FindAsync(work, thread, by, pick) is not { IsAwaited: false } note) return new NoteMarked(false, WhyNone(pick));
        if (note.DeletedAt is not null) return new NoteMarked(false, "That note was deleted, so it is no evidence any more.");
        var origin = note.Thread == thread.Id ? thread : await threads.FindAsync(work, note.Thread);
        if (origin is null || (origin.Id != thread.Id && (thread.Case is null || origin.Case != thread.Case))) return new NoteMarked(false, "That note is of another case. Mark it in a thread of its own case.");
        var words = Words(note);
        if (isKey == note.Key is not null) return new NoteMarked(true, isKey ? $"It is key evidence already, marked by {note.Key!.By}: {words}" : $"It is not marked as key evidence: {words}");
        var now = time.GetUtcNow();
        var marked = note with { Key = isKey ? new KeyMark(now, by.Name) : null };
        await notes.SaveAsync(work, marked);
        await mirror.RefreshAsync(work, origin, marked);
        var what = isKey ? $"marked as key evidence: {words}" : $"no longer key evidence: {words}";
        if (origin.Case is { } number) await events.AppendAsync(work, new CaseEvent(number, now, CaseEventKind.Marked, what) { Thread = origin.Id, By = by, Message = note.Id });
        return new NoteMarked(true, $"{char.ToUpperInvariant(what[0])}{what[1..]}");
    }

    private async ValueTask<Note?> FindAsync(IWork work, InvestigationThread thread, Person by, NotePick pick) => pick switch
    {
        { Id: { } id } => await notes.FindAsync(work, id),
        { Words.Length: > LongestWords } => null,
        { Words: { } words } => await notes.HoldingAsync(work, thread, words),
        _ => await notes.LastOfAsync(work, thread.Id, by),
    };

    private static string WhyNone(NotePick pick) => pick switch
    {
        { Id: not null } => "There is no such note. Its card may have changed; look at the thread again.",
        { Words.Length: > LongestWords } => $"A few words of the note are enough: {LongestWords} characters at most after key.",
        { Words: { } words } => $"No note of this case holds \"{VisibleText.Of(words.Length > Told ? $"{words[..Told]}…" : words)}\". Write some words of the note after key; key alone marks your last note here.",
        _ => "You have written no note in this thread. Write some words of the note after key, such as: key snapshot taken",
    };

    /// <summary>The beginning of it, in one line.</summary>
    private static string Words(Note note)
    {
        var line = VisibleText.Of(note.Words.Replace("\r", "", StringComparison.Ordinal).Replace('\n', ' ').Trim());
        return line.Length <= Told ? line : $"{line[..(char.IsHighSurrogate(line[Told - 1]) ? Told - 1 : Told)]}…";
    }
}
