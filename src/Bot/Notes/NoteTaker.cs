using System.Security.Cryptography;
using System.Text;
using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ThreadState = ChatOps.Bot.Threads.ThreadState;

namespace ChatOps.Bot.Notes;

/// <summary>What the other rooms do with notes.</summary>
internal sealed class NoteTaker(NoteDesk desk, NoteKeys keys, NoteMirror mirror, INoteStore notes, IThreadStore threads, IUnitOfWork unit) : INoteTaker
{
    /// <summary>Earlier notes told one by one where a thread begins.</summary>
    private const int Brought = 20;

    public async Task<NoteTaken> TakeAsync(ThreadId thread, Person author, string text, string? once, CancellationToken cancellationToken)
    {
        var receipt = await desk.AddAsync(new NewNote(thread, author, text) { Id = once is null ? null : IdOf(once), IsElsewhere = true }, cancellationToken);
        return new NoteTaken(receipt.Outcome == NoteOutcome.Kept, receipt.Why);
    }

    public ValueTask<NoteMarked> MarkAsync(IWork work, InvestigationThread thread, Person by, NotePick pick, bool isKey) => keys.MarkAsync(work, thread, by, pick, isKey);

    public Task BringAsync(ThreadId id, CancellationToken cancellationToken) => unit.WriteAsync(
        async work =>
        {
            if (await threads.FindAsync(work, id) is not { Case: not null, State: not ThreadState.Summarised } thread) return false;
            if (await threads.FindMessageAsync(work, id, MessageKeys.EarlierNotes) is not null) return false;
            var untold = await notes.UntoldAsync(work, thread, Brought);
            var origins = new Dictionary<ThreadId, InvestigationThread>();
            foreach (var from in untold.Newest.Select(static note => note.Thread).Distinct())
                if (await threads.FindAsync(work, from) is { } origin) origins[from] = origin;
            if (untold.Count > untold.Newest.Count && origins.Count > 0)
            {
                var more = NoteCard.Earlier(untold.Count - untold.Newest.Count, mirror.Room("Earlier notes", thread.Channel, origins[untold.Newest[0].Thread]), thread.IsSample);
                await threads.PutAsync(work, thread, MessageKeys.EarlierNotes, MessageKind.Card, more);
            }

            foreach (var note in untold.Newest)
                if (origins.TryGetValue(note.Thread, out var origin)) await mirror.PutAsync(work, thread, note, origin);
            return true;
        },
        cancellationToken);

    private static MessageId IdOf(string once) => new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"once/{once}")).AsSpan(0, 16)));
}
