using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Hosting;
using ChatOps.Bot.Persistence;
using ChatOps.Bot.Threads;
using ChatOps.TestKit;

namespace ChatOps.Bot.Notes;

/// <summary>The room of notes on a store, with cases whose threads are in three chats.</summary>
internal sealed class CaseOfNotes : IAsyncDisposable
{
    public static readonly ChannelRef[] Channels = [ChannelRef.Web("security"), new("slack", "T1", "C1"), new("teams", "t1", "19:sec@thread.tacv2")];

    public static readonly Person[] People = [new("web", "Ana", "Ana"), new("slack", "U1", "Ben"), new("teams", "b15a9416", "Cem")];

    private CaseOfNotes(StoreUnderTest store, string? room, AccessPolicy policy)
    {
        Store = store;
        var gate = new Gate(policy, store.Audit, new PersonDirectory(store.Database, store.Time), store.Time);
        var mirror = new NoteMirror(store.Threads, store.Cases, policy, new ListenOptions("http://127.0.0.1:0", "loopback", null) { Public = room });
        var files = new NoteFiles(store.Database);
        Desk = new NoteDesk(store.Threads, store.Notes, store.Database, gate, new NoteKeeping(store.Threads, store.Cases, store.Notes, files, mirror, store.Time));
        Taker = new NoteTaker(Desk, new NoteKeys(store.Notes, store.Threads, store.Events, mirror, store.Time), mirror, store.Notes, store.Threads, store.Database);
    }

    public StoreUnderTest Store { get; }

    public NoteDesk Desk { get; }

    public NoteTaker Taker { get; }

    public static async Task<CaseOfNotes> OnAsync(StoreKind kind, string? room = null, AccessPolicy? policy = null) => new(await StoreUnderTest.CreateAsync(kind), room, policy ?? Policies.Open);

    /// <summary>A thread of the finding's case.</summary>
    public Task<InvestigationThread> ThreadAsync(string finding, int channel, Func<InvestigationThread, InvestigationThread>? change = null) => Store.WriteAsync(async work =>
    {
        var thread = SomeThread.About(finding, $"{finding}-{channel}", Store.Time) with { Channel = Channels[channel] };
        thread = await Store.Cases.JoinAsync(work, change?.Invoke(thread) ?? thread);
        await Store.Threads.SaveAsync(work, thread);
        return thread;
    });

    public async Task<InvestigationThread[]> ThreadsAsync(string finding) => [await ThreadAsync(finding, 0), await ThreadAsync(finding, 1), await ThreadAsync(finding, 2)];

    /// <summary>What a thread says of notes written elsewhere, by key.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ToldAsync(InvestigationThread thread) =>
        (await Store.Threads.MessagesAsync(thread.Id, default)).Where(static message => message.Card.Kind == CardKind.Note).ToDictionary(static message => message.Key, static message => CardWords.Of(message.Card), StringComparer.Ordinal);

    public async Task<Note> SayAsync(InvestigationThread thread, int person, string text, string? id = null) =>
        (await Desk.AddAsync(new NewNote(thread.Id, People[person], text) { Id = id is null ? null : new MessageId(id) }, default)).Note.ShouldNotBeNull();

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
