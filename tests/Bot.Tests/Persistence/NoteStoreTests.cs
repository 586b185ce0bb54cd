using ChatOps.Bot.Access;
using ChatOps.Bot.Notes;
using ChatOps.Bot.Threads;
using ChatOps.TestKit;

namespace ChatOps.Bot.Persistence;

public sealed class NoteStoreTests
{
    private static readonly ThreadId Thread = new("t1");

    [Theory, OnSqlite, OnPostgres]
    public async Task Notes_come_by_origin_time_then_id(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var now = store.Time.GetUtcNow();
        foreach (var note in new[] { Some("b", now), Some("c", now.AddSeconds(-1)), Some("a", now), Some("z", now.AddSeconds(-2)) with { Thread = new ThreadId("t2") } })
            await store.WriteAsync(work => store.Notes.AddAsync(work, note));
        await store.WriteAsync(work => store.Notes.AddAsync(work, Some("a", now) with { Text = "the same again" }));

        var notes = await store.Notes.OfThreadAsync(Thread, default);
        notes.Select(static note => note.Id.Value).ShouldBe(["c", "a", "b"]);
        notes[1].ShouldBe(Some("a", now));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_deletion_is_final_and_keeps_no_text(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var now = store.Time.GetUtcNow();
        var note = Some("a", now);
        await store.WriteAsync(work => store.Notes.AddAsync(work, note));
        var edited = note with { Text = "edited 🟠", EditedAt = now.AddMinutes(1) };
        await store.WriteAsync(work => store.Notes.SaveAsync(work, edited));
        (await store.WriteAsync(work => store.Notes.FindAsync(work, Thread, note.Id))).ShouldBe(edited);
        (await store.WriteAsync(work => store.Notes.FindAsync(work, new ThreadId("t2"), note.Id))).ShouldBeNull();

        await store.WriteAsync(work => store.Notes.SaveAsync(work, edited with { DeletedAt = now.AddMinutes(2) }));
        await store.WriteAsync(work => store.Notes.SaveAsync(work, edited with { Text = "too late" }));

        (await store.Notes.OfThreadAsync(Thread, default)).ShouldHaveSingleItem().ShouldBe(edited with { Text = "", DeletedAt = now.AddMinutes(2) });
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_audit_log_is_read_newest_first(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var entry = new AuditEntry(store.Time.GetUtcNow(), "web:ana", "interval", "web:security", "t1", new string('x', 949) + "🟠" + new string('y', 5000), Allowed: false, "needs the role responder") { Name = "Ana" };
        await store.WriteAsync(work => store.Audit.AppendAsync(work, entry));
        await store.WriteAsync(work => store.Audit.AppendAsync(work, entry with { Verb = "help", Subject = null, Argument = "", Allowed = true, Why = null }));

        var log = await store.Audit.ListAsync(10, default);
        log[0].ShouldBe(entry with { Verb = "help", Subject = null, Argument = "", Allowed = true, Why = null, Seq = 2 });
        log[1].ShouldBe(entry with { Argument = new string('x', 949) + "… (of 5,951 characters)", Seq = 1 });
        (await store.Audit.ListAsync(1, default)).Count.ShouldBe(1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_a_person_asked_about_is_told_once_each_the_last_first(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var asked = new AuditEntry(store.Time.GetUtcNow(), "slack:U1", "investigate", "slack:T1/C1", "t1", "", Allowed: true, null);
        AuditEntry[] entries =
        [
            asked,
            asked with { Subject = "t2" },
            asked with { Subject = "t1", Verb = "note" },
            asked with { Subject = null },
            asked with { Subject = "t3", Allowed = false },
            asked with { Subject = "t4", Person = "slack:U2" },
        ];
        foreach (var entry in entries) await store.WriteAsync(work => store.Audit.AppendAsync(work, entry));

        (await store.Audit.SubjectsOfAsync("slack:U1", 10, default)).ShouldBe(["t1", "t2"]);
        (await store.Audit.SubjectsOfAsync("slack:U1", 1, default)).ShouldBe(["t1"]);
        (await store.Audit.SubjectsOfAsync("slack:U9", 10, default)).ShouldBeEmpty();
    }

    private static Note Some(string id, DateTimeOffset at) => new(new MessageId(id), Thread, new Person("web", "ana", "Ana"), "isolated the instance", at, null, null);
}
