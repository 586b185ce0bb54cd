using ChatOps.Bot.Access;
using ChatOps.Bot.Threads;
using ChatOps.TestKit;

namespace ChatOps.Bot.Persistence;

public sealed class PersonDirectoryTests
{
    private static readonly ChannelRef Slack = new("slack", "T1", "C1");

    [Theory, OnSqlite, OnPostgres]
    public async Task Somebody_is_found_by_name_or_id_in_any_case_and_else_by_how_the_name_begins(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var people = await HeardAsync(store, new("slack", "U1", "Bruno Keller"), new("slack", "U2", "Ana"), new("slack", "U3", "Anatol"), new("teams", "7f0e", "Bruno Keller"), new("slack", "U4", "Ärne"));

        (await NamesAsync(people, "@bruno keller")).ShouldBe(["slack:U1"]);
        (await NamesAsync(people, "u1")).ShouldBe(["slack:U1"]);
        (await NamesAsync(people, "BRUNO")).ShouldBe(["slack:U1"]);
        (await NamesAsync(people, "ana")).ShouldBe(["slack:U2"], "the whole name goes before its beginning");
        (await NamesAsync(people, "an")).ShouldBe(["slack:U2", "slack:U3"], ignoreOrder: true);
        (await NamesAsync(people, "ÄRNE")).ShouldBe(["slack:U4"]);
        (await NamesAsync(people, "keller")).ShouldBeEmpty();
        (await NamesAsync(people, " @ ")).ShouldBeEmpty();
        (await people.FindAsync("bruno", new ChannelRef("teams", "t", "c"), default)).ShouldHaveSingleItem().ShouldBe(new Person("teams", "7f0e", "Bruno Keller"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_changed_name_is_written_and_one_that_is_known_is_not(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var people = await HeardAsync(store, new Person("slack", "U1", "Ana"));
        store.Time.Advance(TimeSpan.FromHours(1));
        for (var i = 0; i < 3; i++) await HearAsync(store, people, new Person("slack", "U1", "Ana"));
        var first = await SeenAsync(store);

        await HearAsync(store, people, new Person("slack", "U1", "Ana Ruiz"));
        (await NamesAsync(people, "ana ruiz")).ShouldBe(["slack:U1"]);
        (await SeenAsync(store) - first).ShouldBe(3_600_000_000L);

        await HearAsync(store, people, new Person("slack", "U1", "U1"));
        (await people.FindAsync("u1", Slack, default)).Single().Name.ShouldBe("Ana Ruiz", "a chat that does not tell a name takes none away");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Whoever_speaks_on_is_seen_on_also_while_the_chat_tells_no_name(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var people = await HeardAsync(store, new Person("slack", "U1", "Ana"));
        for (var i = 0; i < 3; i++) await HearAsync(store, people, new Person("slack", "U1", "Ana"));
        var first = await SeenAsync(store);

        store.Time.Advance(TimeSpan.FromDays(400));
        await HearAsync(store, people, new Person("slack", "U1", "Ana"));
        (await SeenAsync(store) - first).ShouldBe(400 * 86_400_000_000L);
        store.Time.Advance(TimeSpan.FromDays(400));
        await HearAsync(store, people, new Person("slack", "U1", "U1"));
        (await SeenAsync(store) - first).ShouldBe(800 * 86_400_000_000L);
        (await people.FindAsync("u1", Slack, default)).Single().Name.ShouldBe("Ana");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_name_whose_work_was_undone_is_written_the_next_time(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var people = new PersonDirectory(store.Database, store.Time);
        await Should.ThrowAsync<InvalidOperationException>(() => store.WriteAsync<bool>(async work =>
        {
            await people.HeardAsync(work, new Person("slack", "U1", "Ana"));
            throw new InvalidOperationException("no room on the disk");
        }));
        (await NamesAsync(people, "ana")).ShouldBeEmpty();
        await HearAsync(store, people, new Person("slack", "U1", "Ana"));
        (await NamesAsync(people, "ana")).ShouldBe(["slack:U1"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task In_the_room_a_name_in_any_case_is_one_person(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var people = await HeardAsync(store, new("web", "Ana", "Ana"), new("web", "ana", "ana"));
        (await people.FindAsync("@Ana", ChannelRef.Web("security"), default)).ShouldHaveSingleItem().Name.ShouldBe("Ana");
        (await people.FindAsync("ana", ChannelRef.Web("security"), default)).ShouldHaveSingleItem().Name.ShouldBe("ana");
        (await people.FindAsync("ANA", ChannelRef.Web("security"), default)).ShouldHaveSingleItem();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Hostile_names_are_kept_and_take_nobody_s_place(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var long10000 = new string('x', 10_000);
        var people = await HeardAsync(
            store, new("slack", "U1", "Ana"), new("slack", "U2", "Аna" /* a Cyrillic A */), new("slack", "U3", "\u202EAn\u200Ba"), new("slack", "U4", "@everyone"), new("slack", "U5", long10000),
            new("slack", "U6", "a\0b\ud800"), new("slack", "U7", "%_'; DROP TABLE person"), new("slack", "", "nobody"), new("slack", new string('U', 5000), "nobody"));

        (await NamesAsync(people, "Ana")).ShouldBe(["slack:U1", "slack:U3"], ignoreOrder: true, "what cannot be seen tells nobody apart: the caller asks");
        (await NamesAsync(people, "Аna")).ShouldBe(["slack:U2"]);
        (await NamesAsync(people, "@everyone")).ShouldBe(["slack:U4"]);
        (await people.FindAsync(long10000, Slack, default)).Single().Name.Length.ShouldBe(200);
        (await NamesAsync(people, "ab")).ShouldBe(["slack:U6"]);
        (await NamesAsync(people, "%")).ShouldBe(["slack:U7"]);
        (await NamesAsync(people, "nobody")).ShouldBeEmpty();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_very_many_whose_name_begins_so_a_few_are_told(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var people = await HeardAsync(store, [.. Enumerable.Range(0, 50).Select(static n => new Person("slack", $"U{n}", $"Ana {n}"))]);
        (await people.FindAsync("ana", Slack, default)).Count.ShouldBe(20);
    }

    private static async Task<PersonDirectory> HeardAsync(StoreUnderTest store, params Person[] spoke)
    {
        var people = new PersonDirectory(store.Database, store.Time);
        foreach (var person in spoke) await HearAsync(store, people, person);
        return people;
    }

    private static Task HearAsync(StoreUnderTest store, PersonDirectory people, Person person) => store.WriteAsync(work => people.HeardAsync(work, person));

    private static async Task<IEnumerable<string>> NamesAsync(PersonDirectory people, string name) => (await people.FindAsync(name, Slack, default)).Select(static person => person.ToString());

    private static async Task<long> SeenAsync(StoreUnderTest store) => await store.Database.FirstAsync<long>("SELECT MAX(seen_at) FROM person", new { }, default);
}
