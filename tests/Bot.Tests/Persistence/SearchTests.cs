using ChatOps.Bot.Access;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Notes;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using ChatOps.TestKit;
using static ChatOps.Bot.Persistence.SomeDelivery;

namespace ChatOps.Bot.Persistence;

/// <summary>What is found, by whom, whatever is typed; on both databases.</summary>
public sealed class SearchTests
{
    private static readonly Person Ana = new("web", "ana", "Ana");

    [Theory, OnSqlite, OnPostgres]
    public async Task Findings_entities_notes_and_cases_are_found_newest_first(StoreKind kind)
    {
        await using var store = await FilledAsync(kind);

        (await FoundAsync(store, "198.51.100.23")).ShouldBe(["Note:Ana", "Note:Ana", "Case:Case 1 · the Scanner", "Finding:GetParameters called from 198.51.100.23", "Entity:IP address 198.51.100.23"]);
        (await FoundAsync(store, "198[.]51[.]100[.]23")).ShouldContain("Entity:IP address 198.51.100.23");
        (await FoundAsync(store, "malicious GETPARAMETERS")).ShouldBe(["Finding:GetParameters called from 198.51.100.23"]);
        (await FoundAsync(store, Account)).ShouldBe(["Finding:Ünusual 100% of a_b", "Finding:GetParameters called from 198.51.100.23"]);
        (await FoundAsync(store, "scanner")).ShouldBe(["Case:Case 1 · the Scanner"]);
        (await FoundAsync(store, "our own box")).ShouldBe(["Case:Case 1 · the Scanner"]);
        (await FoundAsync(store, "lab-gen")).ShouldBe(["Entity:Role lab-GeneralInstanceRole"]);
        (await FoundAsync(store, "nothing at all")).ShouldBeEmpty();
        (await FoundAsync(store, "gone")).ShouldBeEmpty("a note that was deleted is not found");
    }

    [Fact]
    public async Task Much_of_one_kind_does_not_hide_the_others()
    {
        await using var store = await FilledAsync(StoreKind.Sqlite);
        var (found, _) = await DeskOf(store).FindAsync("198.51.100.23", null, 4, default);
        found.Select(static item => item.Kind).ShouldBe([FoundKind.Finding, FoundKind.Entity, FoundKind.Note, FoundKind.Case], ignoreOrder: true);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("case 1")]
    [InlineData("Case1")]
    [InlineData("#1")]
    public async Task A_case_is_found_by_its_number_before_all(string typed)
    {
        await using var store = await FilledAsync(StoreKind.Sqlite);
        var (found, _) = await DeskOf(store).FindAsync(typed, null, 10, default);
        (found[0].Kind, found[0].Case, found[0].Thread, found[0].Detail).ShouldBe((FoundKind.Case, new CaseNumber(1), new ThreadId("t1"), "closed · falsepositive · our own box at 198.51.100.23"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_typed_is_text_and_nothing_else(StoreKind kind)
    {
        await using var store = await FilledAsync(kind);
        (await FoundAsync(store, "%")).ShouldBe(["Note:Ana", "Finding:Ünusual 100% of a_b"]);
        (await FoundAsync(store, "_")).ShouldBe(["Note:Ana", "Finding:Ünusual 100% of a_b"]);
        (await FoundAsync(store, "100%")).ShouldBe(["Note:Ana", "Finding:Ünusual 100% of a_b"]);
        (await FoundAsync(store, "O'Brien")).ShouldBe(["Note:Ana"]);
        (await FoundAsync(store, "مرحبا")).ShouldBe(["Note:Ana"]);
        (await FoundAsync(store, "🟠")).ShouldBe(["Note:Ana"]);
        (await FoundAsync(store, "ünusual")).ShouldBe(["Finding:Ünusual 100% of a_b"]);
        (await FoundAsync(store, "C:\\temp")).ShouldBe(["Note:Ana"]);
        foreach (var hostile in new[] { "'", "\"", "\\", "'; DROP TABLE note; --", "@limit", "\ud83d", "\u202e", "a\0b", "((", "[.", "*", "9999999999999999999", new string('%', 200), string.Join(' ', Enumerable.Repeat("x_%", 10)) })
            (await DeskOf(store).FindAsync(hostile, static _ => true, 10, default)).Wrong.ShouldBeNull(hostile);
        (await FoundAsync(store, "scanner")).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(null, "'q' is missing or empty. Try an address")]
    [InlineData(" \0 ", "'q' is missing or empty. Try an address")]
    [InlineData("201", "'q' has 201 characters; 200 are looked for at most")]
    [InlineData("a b c d e f g h i j k", "'q' has 11 words; 10 are looked for at most")]
    public async Task What_cannot_be_looked_for_is_refused_with_what_would_work(string? typed, string says)
    {
        await using var store = await StoreUnderTest.CreateAsync(StoreKind.Sqlite);
        (await DeskOf(store).FindAsync(typed == "201" ? new string('x', 201) : typed, null, 10, default)).Wrong.ShouldNotBeNull().ShouldStartWith(says);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_stands_only_in_channels_one_may_not_see_is_not_found(StoreKind kind)
    {
        await using var store = await FilledAsync(kind);
        var desk = DeskOf(store);
        static bool SeesOther(ChannelRef channel) => channel.Channel != "security";

        Words(await desk.FindAsync("198.51.100.23", SeesOther, 10, default)).ShouldBe(["Note:Ana"], "only the note in the other channel; the entity is named by a hidden finding alone");
        Words(await desk.FindAsync("case 1", SeesOther, 10, default)).ShouldBeEmpty();
        Words(await desk.FindAsync("nusual", SeesOther, 10, default)).ShouldBe(["Finding:Ünusual 100% of a_b"], "it has no thread");
        Words(await desk.FindAsync("O'Brien", static _ => false, 10, default)).ShouldBeEmpty();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task No_more_than_the_limit_are_told(StoreKind kind)
    {
        await using var store = await FilledAsync(kind);
        (await DeskOf(store).FindAsync("198.51.100.23", null, 2, default)).Found.Count.ShouldBe(2);
    }

    /// <summary>A finding with thread, closed case and note; one without thread; notes of all kinds in another channel.</summary>
    private static async Task<StoreUnderTest> FilledAsync(StoreKind kind)
    {
        var store = await StoreUnderTest.CreateAsync(kind);
        await store.WriteAsync(work => store.Ledger.RecordAsync(work, Of("f1"), [Mention(EntityKind.IpAddress, "198.51.100.23")]));
        await store.WriteAsync(work => store.Ledger.RecordAsync(work, Of("f2", title: "Ünusual 100% of a_b", type: "Recon:EC2/Portscan", last: "00:55"), [Mention(EntityKind.Role, "lab-GeneralInstanceRole", owner: Account)]));
        var cases = new CaseStore(store.Database);
        await store.WriteAsync(async work =>
        {
            var thread = await cases.JoinAsync(work, SomeThread.About("f1", "t1", store.Time) with { Title = "the Scanner" });
            await store.Threads.SaveAsync(work, thread);
            await store.Threads.SaveAsync(work, SomeThread.In("other", "t2", store.Time));
            var opened = (await cases.FindAsync(work, thread.Case!.Value))!;
            await cases.SaveAsync(work, opened with { State = CaseState.Closed, Verdict = new Verdict(VerdictKind.FalsePositive, "our own box at 198.51.100.23", null, Ana), ClosedAt = store.Time.GetUtcNow() });
            await AddAsync("n1", "t1", "first line\nseen 198[.]51[.]100[.]23 there", 1, false);
            await AddAsync("n2", "t2", "O'Brien 🟠 said مرحبا: 100% of a_b in C:\\temp, from 198.51.100.23", 2, false);
            await AddAsync("n3", "t2", "gone 198.51.100.23", 3, true);

            async ValueTask AddAsync(string id, string thread, string text, int minute, bool deleted)
            {
                var note = new Note(new MessageId(id), new ThreadId(thread), Ana, text, store.Time.GetUtcNow().AddMinutes(minute), null, null);
                await store.Notes.AddAsync(work, note);
                if (deleted) await store.Notes.SaveAsync(work, note with { DeletedAt = store.Time.GetUtcNow() });
            }
        });
        return store;
    }

    private static SearchDesk DeskOf(StoreUnderTest store) => new(new Search(store.Database));

    private static async Task<IReadOnlyList<string>> FoundAsync(StoreUnderTest store, string typed) => Words(await DeskOf(store).FindAsync(typed, null, 50, default));

    private static IReadOnlyList<string> Words((IReadOnlyList<FoundItem> Found, string? Wrong) answer) => [.. answer.Found.Select(static item => $"{item.Kind}:{item.Title}")];
}
