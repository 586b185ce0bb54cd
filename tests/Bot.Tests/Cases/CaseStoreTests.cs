using System.Globalization;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Jobs;
using ChatOps.Bot.Persistence;
using ChatOps.Bot.Persistence.Postgres;
using ChatOps.Bot.Persistence.Sqlite;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;
using ChatOps.TestKit;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using static ChatOps.Bot.Cases.SomeCase;
using static ChatOps.Bot.Persistence.SomeThread;
using ThreadState = ChatOps.Bot.Threads.ThreadState;

namespace ChatOps.Bot.Cases;

public sealed class CaseStoreTests
{
    private static readonly EntityRef Address = new(EntityKind.IpAddress, "198.51.100.23");

    [Theory, OnSqlite, OnPostgres]
    public async Task All_threads_of_a_finding_are_of_one_case_for_ever(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var first = await OpenAsync(store, About("f1", "t1", store.Time));
        var other = await OpenAsync(store, About("f2", "t2", store.Time));
        await SaveAsync(store, first.Case!.Value, one => one with { State = CaseState.Closed, Verdict = new Verdict(VerdictKind.Benign, "", null, Ana), ClosedAt = Now, ClosedAsOf = Now });
        var second = await OpenAsync(store, About("f1", "t3", store.Time, "ops"));

        second.Case.ShouldBe(first.Case);
        other.Case.ShouldNotBe(first.Case);
        second.State.ShouldBe(ThreadState.Closed);
        (await store.Cases.ThreadsAsync(first.Case.Value, default)).Select(static thread => thread.Id.Value).ShouldBe(["t1", "t3"]);
        (await store.WriteAsync(work => store.Cases.OfFindingAsync(work, first.Finding!.Value)))!.Number.ShouldBe(first.Case.Value);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_entity_has_one_open_case_at_a_time(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var first = await OpenAsync(store, In("security", "t1", store.Time) with { Entity = Address });
        (await OpenAsync(store, In("ops", "t2", store.Time) with { Entity = Address })).Case.ShouldBe(first.Case);
        await SaveAsync(store, first.Case!.Value, static one => one with { State = CaseState.Closed });
        (await store.WriteAsync(work => store.Cases.OpenOfEntityAsync(work, Address))).ShouldBeNull();

        var again = await OpenAsync(store, In("elsewhere", "t3", store.Time) with { Entity = Address });

        again.Case.ShouldNotBe(first.Case);
        again.State.ShouldBe(ThreadState.Open);
        (await store.WriteAsync(work => store.Cases.OpenOfEntityAsync(work, Address)))!.Number.ShouldBe(again.Case!.Value);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Summaries_and_searches_are_of_no_case(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        (await OpenAsync(store, In("security", "t1", store.Time))).Case.ShouldBeNull();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_case_is_kept_whole(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var thread = await OpenAsync(store, About("f1", "t1", store.Time));
        var changed = await SaveAsync(store, thread.Case!.Value, static one => one with
        {
            Title = "changed",
            Severity = new Severity(8),
            State = CaseState.Closed,
            Assignee = Ben,
            AssignedAt = Now.AddHours(-3),
            Verdict = new Verdict(VerdictKind.Duplicate, "<!channel> *x*\nline\u0000two", new CaseNumber(3), Ana),
            Snooze = new Snooze(Now.AddHours(4), true),
            Lead = new CaseNumber(9),
            ChangedAt = Now,
            ClosedAt = Now,
            ClosedAsOf = Now.AddDays(-400),
        });
        var read = (await store.Cases.FindAsync(changed.Number, default)).ShouldNotBeNull();
        read.ShouldBe(changed with { Verdict = changed.Verdict! with { Reason = read.Verdict!.Reason } });
        read.Verdict!.Reason.Replace("\u0000", "", StringComparison.Ordinal).ShouldBe("<!channel> *x*\nlinetwo");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_case_is_read_with_those_it_leads(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var threads = new List<InvestigationThread>();
        foreach (var number in Enumerable.Range(1, 4)) threads.Add(await OpenAsync(store, About($"f{number}", $"t{number}", store.Time)));
        foreach (var led in threads.Skip(2)) await SaveAsync(store, led.Case!.Value, one => one with { Lead = threads[1].Case });

        var family = (await store.WriteAsync(work => store.Cases.FamilyAsync(work, threads[1].Case!.Value))).ShouldNotBeNull();
        family.Case.Number.ShouldBe(threads[1].Case!.Value);
        family.Leads.ShouldBe([threads[2].Case!.Value, threads[3].Case!.Value]);
        (await store.WriteAsync(work => store.Cases.FamilyAsync(work, threads[0].Case!.Value)))!.Leads.ShouldBeEmpty();
        (await store.WriteAsync(work => store.Cases.FamilyAsync(work, new CaseNumber(99)))).ShouldBeNull();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_at_once_who_take_it_end_with_one_who_has_it_and_one_who_is_told(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await using var another = kind is StoreKind.Postgres ? await store.AnotherHostAsync() : null;
        for (var round = 0; round < 10; round++)
        {
            var thread = await OpenAsync(store, About($"f{round}", $"t{round}", store.Time));
            var told = await Task.WhenAll(
                Task.Run(() => store.WriteAsync(work => Desk(store).DoAsync(work, thread.Case!.Value, new TakeCase(Ana, false), thread.Id))),
                Task.Run(() => (another ?? store).WriteAsync(work => Desk(another ?? store).DoAsync(work, thread.Case!.Value, new TakeCase(Ben, false), thread.Id))));

            var winner = (await store.Cases.FindAsync(thread.Case!.Value, default))!.Assignee!.Name;
            told.ShouldBe(winner == "Ana" ? [null, $"Ana has case {thread.Case}. To take it from them: @bot take over"] : [$"Ben has case {thread.Case}. To take it from them: @bot take over", null]);
            (await store.Events.OfCaseAsync(thread.Case!.Value, default)).ShouldHaveSingleItem().By!.Name.ShouldBe(winner);
            (await store.Threads.MessagesAsync(thread.Id, default)).Count(static message => message.Card.Kind == CardKind.Case).ShouldBe(1);
        }
    }

    [Theory, OnPostgres]
    public async Task A_thread_that_joins_on_another_host_while_the_case_is_closed_is_closed_and_told_as_well(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await using var another = await store.AnotherHostAsync();
        var first = await OpenAsync(store, About("f1", "t1", store.Time));
        var attempts = 0;
        await store.WriteAsync(async work =>
        {
            await store.Cases.FindAsync(work, first.Case!.Value); // what is seen from now on is as it was
            if (attempts++ == 0) await OpenAsync(another, About("f1", "t2", store.Time) with { Channel = ChannelRef.Web("ops") });
            return await Desk(store).DoAsync(work, first.Case!.Value, new CloseCase(new Verdict(VerdictKind.Benign, "", null, Ana), Now), first.Id);
        });

        attempts.ShouldBe(2);
        var second = (await store.Cases.ThreadsAsync(first.Case!.Value, default)).Single(thread => thread.Id != first.Id);
        second.State.ShouldBe(ThreadState.Closed);
        (await store.Threads.MessagesAsync(second.Id, default)).Count(static message => message.Card.Kind == CardKind.Case).ShouldBe(1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Numbers_have_no_gaps_where_a_case_has_several_threads(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        foreach (var channel in new[] { "a", "b", "c" }) await OpenAsync(store, About("f1", $"t1{channel}", store.Time) with { Channel = ChannelRef.Web(channel) });
        (await OpenAsync(store, About("f2", "t2", store.Time))).Case.ShouldBe(new CaseNumber(2));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task It_wakes_when_its_last_snooze_is_over_and_on_another_host(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var begun = store.Time.GetUtcNow();
        var longer = await OpenAsync(store, About("f1", "t1", store.Time));
        var shorter = await OpenAsync(store, About("f2", "t2", store.Time));
        var ended = await OpenAsync(store, About("f3", "t3", store.Time));
        var closed = await OpenAsync(store, About("f4", "t4", store.Time));
        async Task DoAsync(InvestigationThread thread, CaseMove move) => (await store.WriteAsync(work => Desk(store).DoAsync(work, thread.Case!.Value, move, thread.Id))).ShouldBeNull();
        CaseMove For(double hours) => new SnoozeCase(Ana, new Snooze(begun.AddHours(hours), false));
        await DoAsync(longer, For(1));
        await DoAsync(longer, For(4));
        await DoAsync(shorter, For(4));
        await DoAsync(shorter, For(1.5));
        await DoAsync(ended, For(1));
        await DoAsync(ended, new WakeCase(Ana));
        await DoAsync(closed, For(1));
        await DoAsync(closed, new CloseCase(new Verdict(VerdictKind.Benign, "", null, Ana), Now));

        await using var host = await store.AnotherHostAsync();
        var wake = new WakeSleepingCase(host.Database, host.Cases, Desk(host));
        await host.DrainAsync(job => job.Job.Kind == wake.Kind ? wake.RunAsync(job, default).GetAwaiter().GetResult() : new JobDone());

        (await WokenAsync(store, longer)).ShouldBe(begun.AddHours(4));
        (await WokenAsync(store, shorter)).ShouldBe(begun.AddHours(1.5));
        (await WokenAsync(store, ended)).ShouldBeNull();
        (await WokenAsync(store, closed)).ShouldBeNull();
        (await store.Threads.FindAsync(longer.Id, default))!.State.ShouldBe(ThreadState.Open);
        (await store.Threads.FindAsync(closed.Id, default))!.State.ShouldBe(ThreadState.Closed);
        CardWords.Of((await store.Threads.MessagesAsync(longer.Id, default))[^1].Card).ShouldBe("The case woke: its time was up");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Threads_from_before_there_were_cases_get_theirs(StoreKind kind)
    {
        using var folder = new TemporaryFolder();
        var time = new ManualTime();
        using var signal = new JobSignal(time);
        var postgres = kind is StoreKind.Postgres ? await PostgresServer.CreateDatabaseAsync() : null;
        await using (Database database = postgres is null ? new SqliteDatabase($"Data Source={Path.Combine(folder.Path, "chatops.db")};Pooling=False", time, signal) : new PostgresDatabase(postgres, time, signal))
        {
            await using (System.Data.Common.DbConnection old = postgres is null ? new SqliteConnection($"Data Source={Path.Combine(folder.Path, "chatops.db")};Pooling=False") : new NpgsqlConnection(postgres))
            {
                await old.OpenAsync();
                await old.ExecuteAsync("CREATE TABLE schema_version (version BIGINT PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)");
                foreach (var script in Directory.EnumerateFiles(Repository.PathOf($"src/Bot/Persistence/{kind}"), "*.sql").Order(StringComparer.Ordinal).Take(7))
                {
                    await old.ExecuteAsync(await File.ReadAllTextAsync(script));
                    await old.ExecuteAsync("INSERT INTO schema_version VALUES (@number, @script, 0)", new { number = int.Parse(Path.GetFileName(script)[..4], CultureInfo.InvariantCulture), script = Path.GetFileName(script) });
                }

                var no = kind is StoreKind.Postgres ? "FALSE" : "0";
                await old.ExecuteAsync($"""
                    INSERT INTO thread (id, vendor, workspace, channel, finding_account, finding_region, finding_id, entity, entity_key, title, state, occurrences, is_sample, created_at, updated_at) VALUES
                    ('t1', 'web', '', 'security', '1', 'r', 'f1', NULL, NULL, 'x', 'open', 1, {no}, 1, 5), ('t2', 'web', '', 'ops', '1', 'r', 'f1', NULL, NULL, 'x', 'summarised', 1, {no}, 3, 9),
                    ('t3', 'web', '', 'security', NULL, NULL, NULL, 'IpAddress:1', 'k1', 'e', 'open', 0, {no}, 2, 2), ('t4', 'web', '', 'security', NULL, NULL, NULL, NULL, NULL, 'summary', 'open', 2, {no}, 2, 2),
                    ('t5', 'web', '', 'security', NULL, NULL, NULL, 'IpAddress:2', 'k2', 'e', 'closed', 0, {no}, 2, 2)
                    """);
            }

            await database.PrepareAsync(default);
            var numbers = await database.QueryAsync<long?>("SELECT case_number FROM thread ORDER BY id", new { }, default);
            numbers[0].ShouldNotBeNull();
            numbers[1].ShouldBe(numbers[0]);
            numbers[2].ShouldNotBeNull();
            numbers[2].ShouldNotBe(numbers[0]);
            numbers.Skip(3).ShouldBe([null, null]);
            (await new CaseStore(database).FindAsync(new CaseNumber(numbers[0]!.Value), default))!.State.ShouldBe(CaseState.New);
        }

        if (postgres is not null) await PostgresServer.DropDatabaseAsync(postgres);
    }

    private static CaseThreads Threads(StoreUnderTest store) => new(store.Cases, store.Threads, store.Time);

    private static CaseDesk Desk(StoreUnderTest store) => new(store.Cases, store.Events, Threads(store), store.Time);

    private static Task<InvestigationThread> OpenAsync(StoreUnderTest store, InvestigationThread thread)
    {
        store.Time.Advance(TimeSpan.FromSeconds(1));
        return store.WriteAsync(work => Threads(store).OpenAsync(work, thread with { CreatedAt = store.Time.GetUtcNow() }, Card("root")));
    }

    private static Task<Case> SaveAsync(StoreUnderTest store, CaseNumber number, Func<Case, Case> change) => store.WriteAsync(async work =>
    {
        var changed = change((await store.Cases.FindAsync(work, number))!);
        await store.Cases.SaveAsync(work, changed);
        return changed;
    });

    /// <summary>When it woke by the clock; null when it did not.</summary>
    private static async Task<DateTimeOffset?> WokenAsync(StoreUnderTest store, InvestigationThread thread) =>
        (await store.Events.OfCaseAsync(thread.Case!.Value, default)).SingleOrDefault(static happened => happened.Words == "woke: its time was up")?.At;
}
