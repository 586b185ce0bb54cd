using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Notes;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;
using ChatOps.TestKit;
using static ChatOps.Bot.Persistence.SomeDelivery;
using Case = ChatOps.Bot.Cases.Case;

namespace ChatOps.Bot.Persistence;

/// <summary>What is remembered of entities, on both databases.</summary>
public sealed class EntityHistoryStoreTests
{
    private static readonly EntityRef Address = new(EntityKind.IpAddress, "198.51.100.23");
    private static readonly EntityRef LabRole = new(EntityKind.Role, "lab", Account);
    private static readonly Person Ana = new("web", "ana", "Ana");

    [Theory, OnSqlite, OnPostgres]
    public async Task Findings_are_counted_once_each_however_often_they_came(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await NamedAsync(store, "f1", "00:10", "00:20");
        await NamedAsync(store, "f1", "00:10", "00:40", updated: "01:00", count: 2);
        await NamedAsync(store, "f2", "00:05", "00:30", relation: EntityRelation.Resource);
        await NamedAsync(store, "f2", "00:05", "00:30");
        await NamedAsync(store, "other", "00:00", "00:59", address: "203.0.113.9");

        var history = await HistoryAsync(store, Address);

        history.FindingCount.ShouldBe(2);
        (history.First, history.Last).ShouldBe((At("00:05"), At("00:40")));
        history.Types.ShouldHaveSingleItem().Findings.ShouldBe(2);
        history.Findings.Select(static finding => finding.Id.Id).ShouldBe(["f1", "f2"]);
        history.AreMore.ShouldBeFalse();
        history.LedgerFrom.ShouldNotBeNull();
        (await HistoryAsync(store, new EntityRef(EntityKind.IpAddress, "192.0.2.1"))).IsNothing.ShouldBeTrue();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_own_finding_and_its_case_are_no_past(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await NamedAsync(store, "own", "00:10", "00:20");
        var own = await CloseAsync(store, SomeThread.About("own", "t1", store.Time));
        await NoteAsync(store, "n1", "t1", "198.51.100.23 again");

        var finding = new FindingId(Account, Region, "own");
        (await HistoryAsync(store, Address, new OwnCase(finding, own.Number))).IsNothing.ShouldBeTrue();
        (await BrieflyAsync(store, Address, new OwnCase(finding, null))).ShouldBeNull();
        (await SeenBeforeAsync(store, finding, Address)).ShouldBeNull();

        var elsewhere = (await BrieflyAsync(store, Address, OwnCase.None)).ShouldNotBeNull();
        (elsewhere.Findings, elsewhere.Notes, elsewhere.Case!.Number).ShouldBe((1, 1, own.Number.Value));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_line_tells_earlier_findings_and_the_case_closed_last(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        foreach (var (id, first) in new[] { ("a", "00:10"), ("b", "00:05"), ("c", "00:30") }) await NamedAsync(store, id, first, "00:50");
        await NamedAsync(store, "late", "03:00", "03:30");
        await CloseAsync(store, SomeThread.About("a", "t1", store.Time), VerdictKind.Benign);
        store.Time.Advance(TimeSpan.FromHours(1));
        var last = await CloseAsync(store, SomeThread.About("b", "t2", store.Time), VerdictKind.FalsePositive);
        await WriteAsync(store, (work, cases) => OpenAsync(work, store, cases, SomeThread.About("c", "t3", store.Time)));

        var seen = (await SeenBeforeAsync(store, new FindingId(Account, Region, "new"), Address, At("02:00"))).ShouldNotBeNull();

        CardWords.Of(SeenBefore.Sentence([seen])!).ShouldBe($"Seen before: 198.51.100.23 in 3 earlier findings (first 1 Aug 2024 00:05 UTC), Case {last.Number} closed as false positive by Ana");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_name_is_remembered_in_its_own_account_alone(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await store.WriteAsync(work => store.Ledger.RecordAsync(work, Of("f1"), [Mention(EntityKind.Role, "lab", owner: Account)]));
        await SaveThreadAsync(store, "t1");
        await NoteAsync(store, "n1", "t1", $"arn:aws:iam::{Account}:role/lab may do too much");
        await NoteAsync(store, "n2", "t1", "arn:aws:iam::222233334444:role/lab is another one");
        await NoteAsync(store, "n3", "t1", $"arn:aws:iam::{Account}:user/lab as well");

        var history = await HistoryAsync(store, LabRole);
        (history.FindingCount, history.NoteCount).ShouldBe((1, 1));
        (await HistoryAsync(store, LabRole with { Account = "222233334444" })).FindingCount.ShouldBe(0);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Notes_are_found_by_what_they_name_as_long_as_they_name_it(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await SaveThreadAsync(store, "t1");
        await NoteAsync(store, "n1", "t1", "hxxp://198[.]51[.]100[.]23/x, again 198.51.100.23\nsecond line");
        await NoteAsync(store, "n2", "t1", "nothing");
        (await HistoryAsync(store, Address)).Notes.ShouldHaveSingleItem().Author.Name.ShouldBe("Ana");
        await NoteAsync(store, "n1", "t1", "told again: 203.0.113.9"); // a note that is there stays as it is
        (await HistoryAsync(store, Address)).NoteCount.ShouldBe(1);

        var note = (await store.Notes.OfThreadAsync(new ThreadId("t1"), default)).Single(static one => one.Id.Value == "n1");
        await store.WriteAsync(work => store.Notes.SaveAsync(work, note with { Text = "it was 203.0.113.9", EditedAt = store.Time.GetUtcNow() }));
        (await HistoryAsync(store, Address)).NoteCount.ShouldBe(0);
        (await HistoryAsync(store, new EntityRef(EntityKind.IpAddress, "203.0.113.9"))).NoteCount.ShouldBe(1);

        await store.WriteAsync(work => store.Notes.SaveAsync(work, note with { DeletedAt = store.Time.GetUtcNow() }));
        await store.WriteAsync(work => store.Notes.SaveAsync(work, note with { Text = "198.51.100.23 too late" }));
        (await HistoryAsync(store, Address)).NoteCount.ShouldBe(0);
        (await HistoryAsync(store, new EntityRef(EntityKind.IpAddress, "203.0.113.9"))).NoteCount.ShouldBe(0);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_entity_s_own_cases_are_its_past(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var past = await CloseAsync(store, SomeThread.In("security", "t1", store.Time) with { Entity = Address }, VerdictKind.Duplicate);
        var now = await WriteAsync(store, (work, cases) => OpenAsync(work, store, cases, SomeThread.In("other", "t2", store.Time) with { Entity = Address }));

        var history = await HistoryAsync(store, Address, new OwnCase(null, now.Case));
        history.CaseCount.ShouldBe(1);
        history.Cases.ShouldHaveSingleItem().Number.ShouldBe(past.Number);
        (await BrieflyAsync(store, Address, OwnCase.None)).ShouldNotBeNull().Case.ShouldBe(new PastCase(past.Number.Value, "duplicate", "Ana"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_very_many_findings_a_bounded_number_is_looked_at_and_that_is_said(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await store.WriteAsync(async work =>
        {
            for (var n = 0; n < 3100; n++) await store.Ledger.RecordAsync(work, Of($"f{n:d5}"), [Mention(EntityKind.IpAddress, Address.Id)]);
        });

        var history = await HistoryAsync(store, Address);
        (history.FindingCount, history.AreMore, history.Findings.Count).ShouldBe((3000, true, EntityHistory.Newest));
        var seen = (await BrieflyAsync(store, Address, OwnCase.None)).ShouldNotBeNull();
        (seen.Findings, seen.AreMore).ShouldBe((300, true));
        CardWords.Of(SeenBefore.Sentence([seen])!).ShouldBe("Seen before: 198.51.100.23 in at least 300 earlier findings (since 1 Aug 2024 00:20 UTC or before)");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Hostile_ids_are_only_text(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var hostile = new EntityRef(EntityKind.Bucket, "x' OR 1=1; --%_\u202e🟠" + new string('y', 5000));
        await store.WriteAsync(work => store.Ledger.RecordAsync(work, Of("f1"), [new EntityMention(hostile, EntityRelation.Resource, null, Account, Region, At("00:10"), At("00:20"))]));
        (await HistoryAsync(store, hostile)).FindingCount.ShouldBe(1);
        (await HistoryAsync(store, hostile with { Id = "%" })).IsNothing.ShouldBeTrue();
        (await BrieflyAsync(store, hostile, OwnCase.None)).ShouldNotBeNull();
    }

    private static async Task NamedAsync(StoreUnderTest store, string id, string first, string last, string updated = "00:58", long count = 1, EntityRelation relation = EntityRelation.Actor, string address = "198.51.100.23") =>
        await store.WriteAsync(work => store.Ledger.RecordAsync(work, Of(id, updated, count), [Mention(EntityKind.IpAddress, address, first, last, relation: relation)]));

    private static Task SaveThreadAsync(StoreUnderTest store, string id) => store.WriteAsync(work => store.Threads.SaveAsync(work, SomeThread.In("security", id, store.Time)));

    private static Task NoteAsync(StoreUnderTest store, string id, string thread, string text) =>
        store.WriteAsync(work => store.Notes.AddAsync(work, new Note(new MessageId(id), new ThreadId(thread), Ana, text, store.Time.GetUtcNow(), null, null)));

    private static async Task<Case> CloseAsync(StoreUnderTest store, InvestigationThread thread, VerdictKind verdict = VerdictKind.FalsePositive) => await WriteAsync(store, async (work, cases) =>
    {
        var opened = await OpenAsync(work, store, cases, thread);
        var closed = (await cases.FindAsync(work, opened.Case!.Value))! with { State = CaseState.Closed, Verdict = new Verdict(verdict, "our scanner", null, Ana), ClosedAt = store.Time.GetUtcNow() };
        await cases.SaveAsync(work, closed);
        return closed;
    });

    private static async ValueTask<InvestigationThread> OpenAsync(IWork work, StoreUnderTest store, CaseStore cases, InvestigationThread thread)
    {
        var joined = await cases.JoinAsync(work, thread);
        await store.Threads.SaveAsync(work, joined);
        return joined;
    }

    private static Task<T> WriteAsync<T>(StoreUnderTest store, Func<IWork, CaseStore, ValueTask<T>> write) => store.WriteAsync(work => write(work, new CaseStore(store.Database)));

    private static async Task<EntityHistory> HistoryAsync(StoreUnderTest store, EntityRef entity, OwnCase? own = null) =>
        await new EntityHistoryStore(store.Database, Policies.Open).OfAsync(entity, own ?? OwnCase.None, default);

    private static async Task<SeenBefore?> BrieflyAsync(StoreUnderTest store, EntityRef entity, OwnCase own) =>
        (await new EntityHistoryStore(store.Database, Policies.Open).BrieflyAsync([entity], own, null, default)).SingleOrDefault();

    private static async Task<SeenBefore?> SeenBeforeAsync(StoreUnderTest store, FindingId finding, EntityRef entity, DateTimeOffset? before = null) =>
        (await store.WriteAsync(work => store.Ledger.SeenBeforeAsync(work, finding, [entity, new EntityRef(EntityKind.Ec2Instance, "i-nobody")], before ?? DateTimeOffset.MaxValue))).SingleOrDefault();
}
