using ChatOps.Bot.Access;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Timing;
using ChatOps.TestKit;
using static ChatOps.Bot.Persistence.SomeThread;
using Case = ChatOps.Bot.Cases.Case;

namespace ChatOps.Bot.Persistence;

public sealed class CaseListTests
{
    private static readonly Person Ana = new("web", "Ana", "Ana");

    [Theory, OnSqlite, OnPostgres]
    public async Task Pages_follow_each_other_without_gap_or_repeat_also_where_cases_changed_together(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        for (var n = 0; n < 25; n++)
        {
            if (n % 4 == 0) store.Time.Advance(TimeSpan.FromSeconds(1));
            await OpenAsync(store, About($"f{n}", $"t{n}", store.Time));
        }

        var numbers = new List<long>();
        CaseCursor? cursor = null;
        do
        {
            var page = await store.CaseList.ListAsync(new CaseFilter { Limit = 7, Cursor = cursor }, default);
            numbers.AddRange(page.Items.Select(static listed => listed.Case.Number.Value));
            cursor = page.Next is { } next ? CaseCursor.Parse(next.ToString()) : null;
        }
        while (cursor is not null);

        numbers.Count.ShouldBe(25);
        numbers.ShouldBeInOrder(SortDirection.Descending);
        numbers.ShouldBeUnique();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_case_is_listed_once_with_all_its_threads_and_its_finding(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await store.WriteAsync(work => store.Ledger.RecordAsync(work, SomeDelivery.Of("f1", count: 41), []));
        var set = new ScopeTime(new TimeWindow(SomeDelivery.At("02:00"), SomeDelivery.At("03:00")), ScopeOrigin.SetByAnalyst, "Ana");
        await OpenAsync(store, About("f1", "t1", store.Time));
        await OpenAsync(store, About("f1", "t2", store.Time) with { Channel = new ChannelRef("slack", "T1", "C1"), Interval = set });

        var listed = (await store.CaseList.ListAsync(new CaseFilter(), default)).Items.ShouldHaveSingleItem();

        listed.Threads.Select(static thread => $"{thread.Id} {thread.Channel}").ShouldBe(["t1 web:security", "t2 slack:T1/C1"]);
        listed.Threads[1].Interval.ShouldBe(set);
        var finding = listed.Finding.ShouldNotBeNull();
        finding.Count.ShouldBe(41);
        finding.Type.ShouldBe("UnauthorizedAccess:IAMUser/MaliciousIPCaller.Custom");
        finding.Arn.ShouldNotBeNull().ShouldEndWith("/finding/f1");
        finding.Seen.First.ShouldBe(SomeDelivery.At("00:20"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_case_that_sleeps_is_in_no_other_standing_and_all_are_counted(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await OpenAsync(store, About("new", "t1", store.Time));
        await OpenAsync(store, About("mine", "t2", store.Time), one => one with { State = CaseState.Investigating, Assignee = Ana });
        await OpenAsync(store, About("asleep", "t3", store.Time), static one => one with { State = CaseState.Investigating, Snooze = new Snooze(null, true) });
        await OpenAsync(store, About("contained", "t4", store.Time), static one => one with { State = CaseState.Contained });
        await OpenAsync(store, About("closed", "t5", store.Time), static one => one with { State = CaseState.Closed, Verdict = new Verdict(VerdictKind.Benign, "a test of ours", null, Ana), ClosedAt = one.OpenedAt });

        (await FoundAsync(store, new CaseFilter { Standings = [CaseStanding.Investigating] })).ShouldBe(["mine"]);
        (await FoundAsync(store, new CaseFilter { Standings = [CaseStanding.Snoozed] })).ShouldBe(["asleep"]);
        (await FoundAsync(store, new CaseFilter { Standings = [CaseStanding.New, CaseStanding.Closed] })).ShouldBe(["closed", "new"]);
        (await FoundAsync(store, new CaseFilter { AssignedTo = "ana" })).ShouldBe(["mine"]);
        (await FoundAsync(store, new CaseFilter { AssignedTo = "An" })).ShouldBeEmpty();
        await store.WriteAsync(work => new PersonDirectory(store.Database, store.Time).HeardAsync(work, new Person("slack", "U7", "Ángela Öz")));
        await OpenAsync(store, About("hers", "t6", store.Time), static one => one with { State = CaseState.Investigating, Assignee = new Person("slack", "U7", "Ángela") });
        foreach (var name in new[] { "Ángela", "ÁNGELA öz", "u7" }) (await FoundAsync(store, new CaseFilter { AssignedTo = name })).ShouldBe(["hers"]);
        (await FoundAsync(store, new CaseFilter { Words = ["ÁnGeLa"] })).ShouldBe(["hers"]);
        await store.WriteAsync(async work => await store.Cases.SaveAsync(work, (await store.Cases.FindAsync(work, new CaseNumber(6)))! with { State = CaseState.New, Assignee = null, Snooze = new Snooze(null, true) }));
        var counts = await store.CaseList.CountAsync(new CaseFilter { Standings = [CaseStanding.New] }, default);
        counts.OrderBy(static pair => pair.Key).Select(static pair => $"{pair.Key} {pair.Value}").ShouldBe(["New 1", "Investigating 1", "Contained 1", "Snoozed 2", "Closed 1"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Cases_are_found_by_severity_account_words_and_number(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await store.WriteAsync(work => store.Ledger.RecordAsync(work, SomeDelivery.Of("f1", type: "Recon:EC2/Portscan"), []));
        await OpenAsync(store, About("f1", "t1", store.Time) with { Title = "100 % of ports_scanned", Severity = new Severity(8) });
        await OpenAsync(store, About("f2", "t2", store.Time) with { Finding = new FindingId("444455556666", "eu-west-1", "f2"), Title = "1000 ports scanned" });
        await OpenAsync(store, In("security", "t3", store.Time) with { Entity = new EntityRef(EntityKind.Role, "lab-Role", "111122223333"), Title = "Role lab-Role" });
        await OpenAsync(store, In("security", "t4", store.Time) with { Entity = new EntityRef(EntityKind.Account, "111122223333"), Title = "AWS account" });

        (await FoundAsync(store, new CaseFilter { LeastSeverity = new Severity(7) })).ShouldBe(["100 % of ports_scanned"]);
        (await FoundAsync(store, new CaseFilter { Account = "444455556666" })).ShouldBe(["1000 ports scanned"]);
        (await FoundAsync(store, new CaseFilter { Account = "111122223333" })).ShouldBe(["AWS account", "Role lab-Role", "100 % of ports_scanned"]);
        (await FoundAsync(store, new CaseFilter { Words = ["PORTSCAN", "recon"] })).ShouldBe(["100 % of ports_scanned"]);
        (await FoundAsync(store, new CaseFilter { Words = ["ports_"] })).ShouldBe(["100 % of ports_scanned"]);
        (await FoundAsync(store, new CaseFilter { Words = ["100 %"] })).ShouldBe(["100 % of ports_scanned"]);
        (await FoundAsync(store, new CaseFilter { Words = ["lab-role"] })).ShouldBe(["Role lab-Role"]);
        (await FoundAsync(store, new CaseFilter { Number = new CaseNumber(3) })).ShouldBe(["Role lab-Role"]);
        (await FoundAsync(store, new CaseFilter { Number = new CaseNumber(3), Words = ["1000"] })).ShouldBe(["Role lab-Role", "1000 ports scanned"]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_entity_s_cases_are_its_own_and_those_of_findings_that_name_it(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var address = new EntityRef(EntityKind.IpAddress, "198.51.100.23");
        await store.WriteAsync(work => store.Ledger.RecordAsync(work, SomeDelivery.Of("f1"), [SomeDelivery.Mention(EntityKind.IpAddress, "198.51.100.23"), SomeDelivery.Mention(EntityKind.Role, "lab", owner: "111122223333")]));
        await store.WriteAsync(work => store.Ledger.RecordAsync(work, SomeDelivery.Of("f2"), [SomeDelivery.Mention(EntityKind.IpAddress, "198.51.100.2")]));
        await OpenAsync(store, About("f1", "t1", store.Time) with { Title = "names it" });
        await OpenAsync(store, About("f2", "t2", store.Time) with { Title = "names another" });
        await OpenAsync(store, In("security", "t3", store.Time) with { Entity = address, Title = "is it" });
        await OpenAsync(store, In("security", "t4", store.Time) with { Entity = new EntityRef(EntityKind.Role, "lab", "111122223333"), Title = "the role" });
        await OpenAsync(store, In("security", "t5", store.Time) with { Entity = new EntityRef(EntityKind.RoleSession, "lab"), Title = "a session" });

        (await FoundAsync(store, new CaseFilter { Entity = address })).ShouldBe(["is it", "names it"]);
        (await FoundAsync(store, new CaseFilter { Entity = new EntityRef(EntityKind.Role, "lab") })).ShouldBe(["the role", "names it"]);
        (await FoundAsync(store, new CaseFilter { Entity = new EntityRef(EntityKind.Role, "lab", "111122223333") })).ShouldBe(["the role", "names it"]);
        (await FoundAsync(store, new CaseFilter { Entity = new EntityRef(EntityKind.Role, "lab", "444455556666") })).ShouldBeEmpty();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_case_says_what_it_leads_and_what_was_judged_the_same(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await OpenAsync(store, About("lead", "t1", store.Time));
        await OpenAsync(store, About("led", "t2", store.Time), static one => one with { Lead = new CaseNumber(1) });
        await OpenAsync(store, About("twin", "t3", store.Time), static one => one with { State = CaseState.Closed, ClosedAt = one.OpenedAt, Verdict = new Verdict(VerdictKind.Duplicate, "", new CaseNumber(1), Ana) });

        var found = (await store.CaseList.FindAsync(new CaseNumber(1), default)).ShouldNotBeNull();

        found.Led.ShouldBe([new CaseNumber(2)]);
        found.Duplicates.ShouldBe([new CaseNumber(3)]);
        (found.Notes, found.Pins.Count, found.Reports.Count).ShouldBe((0, 0, 0));
        (await store.CaseList.FindAsync(new CaseNumber(99), default)).ShouldBeNull();
    }

    private static Task OpenAsync(StoreUnderTest store, InvestigationThread thread, Func<Case, Case>? change = null) => store.WriteAsync(async work =>
    {
        var cases = new CaseStore(store.Database);
        var joined = await cases.JoinAsync(work, thread.Title.StartsWith("thread ", StringComparison.Ordinal) ? thread with { Title = thread.Finding?.Id ?? thread.Title } : thread);
        await store.Threads.SaveAsync(work, joined);
        if (change is not null) await cases.SaveAsync(work, change((await cases.FindAsync(work, joined.Case!.Value))!));
    });

    private static async Task<IEnumerable<string>> FoundAsync(StoreUnderTest store, CaseFilter filter) =>
        (await store.CaseList.ListAsync(filter, default)).Items.Select(static listed => listed.Case.Title);
}
