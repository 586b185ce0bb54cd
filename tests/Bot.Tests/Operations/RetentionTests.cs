using ChatOps.Bot.Access;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Notes;
using ChatOps.Bot.Persistence;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;
using ChatOps.TestKit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Case = ChatOps.Bot.Cases.Case;

namespace ChatOps.Bot.Operations;

/// <summary>What goes when its time has come, and what stays; on both databases.</summary>
public sealed class RetentionTests
{
    private static readonly Person Ana = new("web", "ana", "Ana");

    private static readonly string[] Tables =
        ["case_file", "case_event", "thread", "message", "button", "delivered_part", "former_root", "pin", "report", "note", "note_file", "note_entity", "finding", "finding_entity", "delivery", "audit"];

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_a_closed_case_nothing_is_left_once_it_is_old(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        using var files = new TemporaryFolder();
        await FillAsync(store, "f1", files.Path);
        (await CountsAsync(store)).Values.ShouldAllBe(static rows => rows > 0);
        await CloseAsync(store, "f1");

        store.Time.Advance(TimeSpan.FromDays(29));
        (await SweepAsync(store, files.Path)).Removed.Values.Sum().ShouldBe(0);

        store.Time.Advance(TimeSpan.FromDays(2));
        var swept = await SweepAsync(store, files.Path);

        swept.Problems.ShouldBeEmpty();
        (await CountsAsync(store)).Where(static table => table.Value > 0).ShouldBeEmpty();
        (swept.Removed[Remains.Cases], swept.Removed[Remains.Notes], swept.Removed[Remains.Reports], swept.Removed[Remains.Findings], swept.Removed[Remains.OrphanedFiles]).ShouldBe((1L, 1L, 1L, 1L, 1L));
        Directory.EnumerateFiles(files.Path).ShouldBeEmpty();
        (await SweepAsync(store, files.Path)).Removed.Values.Sum().ShouldBe(0, "a second sweep finds nothing");
        (await UpToAsync(store, "audit"), await UpToAsync(store, "case_event")).ShouldSatisfyAllConditions(
            upTo => upTo.Item1.ShouldBe(store.Time.GetUtcNow().AddDays(-30)), upTo => upTo.Item2.ShouldBe(store.Time.GetUtcNow().AddDays(-30)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_case_that_is_not_closed_keeps_all_it_has(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        using var files = new TemporaryFolder();
        await FillAsync(store, "f1", files.Path);
        var before = await CountsAsync(store);
        store.Time.Advance(TimeSpan.FromDays(5000));

        await SweepAsync(store, files.Path);

        var after = await CountsAsync(store);
        after.Remove("audit").ShouldBeTrue();
        foreach (var (table, rows) in after) rows.ShouldBe(before[table], table);
        Directory.EnumerateFiles(files.Path).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("UPDATE thread SET updated_at = @now WHERE case_number IS NOT NULL")]
    [InlineData("UPDATE case_file SET changed_at = @now")]
    [InlineData("INSERT INTO case_event (case_number, happened_at, kind, words) VALUES (1, @now, 'asked', 'span')")]
    [InlineData("UPDATE delivery SET received_at = @now WHERE finding_id = 'f1'")]
    [InlineData("INSERT INTO case_file (title, is_sample, state, snoozed, wakes_on_change, opened_at, changed_at, lead) VALUES ('led', 0, 'new', 0, 0, @now, @now, 1)")]
    public async Task A_closed_case_stays_while_anything_of_it_is_young(string happened)
    {
        await using var store = await StoreUnderTest.CreateAsync(StoreKind.Sqlite);
        using var files = new TemporaryFolder();
        await FillAsync(store, "f1", files.Path);
        await CloseAsync(store, "f1");
        store.Time.Advance(TimeSpan.FromDays(40));
        await store.WriteAsync(async work => await DbWork.Of(work).ExecuteAsync(happened, new { now = store.Time.GetUtcNow().AddDays(-1) }));

        var swept = await SweepAsync(store, files.Path);

        (swept.Removed[Remains.Cases], swept.Removed[Remains.Notes], swept.Removed[Remains.Findings], swept.Removed[Remains.Reports]).ShouldBe((0L, 0L, 0L, 0L));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Each_kind_has_its_own_age_and_a_case_stays_as_long_as_anything_in_it(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        using var files = new TemporaryFolder();
        await FillAsync(store, "f1", files.Path);
        await CloseAsync(store, "f1");
        store.Time.Advance(TimeSpan.FromDays(40));

        var swept = await SweepAsync(store, files.Path, ("Notes", 0), ("Audit", 0), ("Files", 10));

        swept.Removed.Keys.ShouldNotContain(Remains.Notes);
        swept.Removed.Keys.ShouldNotContain(Remains.Audit);
        var left = await CountsAsync(store);
        (left["note"], left["note_file"], left["report"], left["thread"], left["case_file"], left["finding"], left["audit"]).ShouldBe((1L, 1L, 0L, 2L, 1L, 1L, 1L), "the note keeps its case");
        Directory.EnumerateFiles(files.Path).ShouldBeEmpty();
        (await TextAsync(store, "SELECT state || ' ' || why FROM note_file")).ShouldBe("linked removed: older than Retention:Files");

        (await SweepAsync(store, files.Path, ("Notes", 39))).Removed[Remains.Cases].ShouldBe(1);
        (await CountsAsync(store))["note_entity"].ShouldBe(0);
    }

    [Fact]
    public async Task With_ages_of_0_all_is_kept()
    {
        await using var store = await StoreUnderTest.CreateAsync(StoreKind.Sqlite);
        using var files = new TemporaryFolder();
        await FillAsync(store, "f1", files.Path);
        await CloseAsync(store, "f1");
        var before = await CountsAsync(store);
        store.Time.Advance(TimeSpan.FromDays(9000));

        (await SweepAsync(store, files.Path, ("Findings", 0), ("Notes", 0), ("Audit", 0), ("Reports", 0), ("Files", 0))).Removed.Keys.ShouldBe([Remains.OrphanedFiles]);
        (await CountsAsync(store)).ShouldBe(before);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_sweep_that_ends_anywhere_is_finished_by_the_next(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        using var files = new TemporaryFolder();
        foreach (var finding in new[] { "f1", "f2", "f3" })
        {
            await FillAsync(store, finding, files.Path);
            await CloseAsync(store, finding);
        }

        await FillAsync(store, "open", files.Path);
        store.Time.Advance(TimeSpan.FromDays(40));
        var ended = 0;
        for (var bites = 1; !await EndsAsync(bites); bites++) ended++;
        ended.ShouldBeGreaterThan(5);

        var left = await CountsAsync(store);
        (left["case_file"], left["thread"], left["note"], left["finding"], left["delivery"], left["finding_entity"], left["case_event"]).ShouldBe((1L, 2L, 1L, 1L, 2L, 1L, 1L));
        Directory.EnumerateFiles(files.Path).ShouldHaveSingleItem();

        async Task<bool> EndsAsync(int bites)
        {
            try
            {
                await SweepAsync(store, new StopAfter(new Retention(store.Database, files.Path), bites));
                return true;
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_large_goes_in_many_small_bites(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        using var files = new TemporaryFolder();
        var thread = await FillAsync(store, "f1", files.Path);
        await store.WriteAsync(async work =>
        {
            for (var n = 0; n < 1100; n++) await store.Notes.AddAsync(work, new Note(new MessageId($"more{n}"), thread.Id, Ana, $"10.0.0.{n % 250}", store.Time.GetUtcNow(), null, null));
            for (var n = 0; n < 250; n++) await store.Threads.PutAsync(work, thread, $"answer:{n}", MessageKind.Card, SomeThread.Card($"answer {n}", SomeThread.Button("Again")));
            for (var n = 0; n < 450; n++) await store.Ledger.RecordAsync(work, SomeDelivery.Of("f1", $"0{n / 60}:{n % 60:d2}", 100 + n), []);
        });
        await CloseAsync(store, "f1");
        store.Time.Advance(TimeSpan.FromDays(40));

        var swept = await SweepAsync(store, files.Path);

        (swept.Removed[Remains.Notes], swept.Removed[Remains.Cases], swept.Removed[Remains.Findings]).ShouldBe((1101L, 1L, 1L));
        (await CountsAsync(store)).Where(static table => table.Value > 0).ShouldBeEmpty();
    }

    [Fact]
    public async Task Summaries_searches_failures_and_strangers_go_too_and_young_files_stay()
    {
        await using var store = await StoreUnderTest.CreateAsync(StoreKind.Sqlite);
        using var files = new TemporaryFolder();
        var summary = SomeThread.In("security", "summary", store.Time);
        await store.WriteAsync(async work =>
        {
            await store.Threads.SaveAsync(work, summary);
            await store.Threads.PutAsync(work, summary, MessageKeys.Root, MessageKind.Root, SomeThread.Card("3 findings"));
            await new FindingSearches().KeepAsync(work, summary.Channel, "a/b/c", summary.Id);
            var db = DbWork.Of(work);
            await db.ExecuteAsync("INSERT INTO person (vendor, person_id, name, name_key, id_key, seen_at) VALUES ('web', 'old', 'Old', 'old', 'old', @now), ('web', 'new', 'New', 'new', 'new', @later)", new { now = store.Time.GetUtcNow(), later = store.Time.GetUtcNow().AddDays(35) });
            await db.ExecuteAsync("UPDATE job SET state = 'dead', done_at = @now", new { now = store.Time.GetUtcNow() });
        });
        store.Time.Advance(TimeSpan.FromDays(40));
        var young = Path.Combine(files.Path, "young");
        await File.WriteAllTextAsync(young, "x");
        File.SetLastWriteTimeUtc(young, store.Time.GetUtcNow().UtcDateTime.AddMinutes(-30));

        var swept = await SweepAsync(store, files.Path);

        (swept.Removed[Remains.Threads], swept.Removed[Remains.People]).ShouldBe((1L, 1L));
        (await TextAsync(store, "SELECT name FROM person")).ShouldBe("New");
        (await TextAsync(store, "SELECT (SELECT COUNT(*) FROM thread) || ' ' || (SELECT COUNT(*) FROM message) || ' ' || (SELECT COUNT(*) FROM job WHERE state = 'dead') || ' ' || (SELECT COUNT(*) FROM finding_search)")).ShouldBe("0 0 0 0");
        File.Exists(young).ShouldBeTrue();
    }

    [Theory]
    [InlineData("Findings", "-1")]
    [InlineData("Notes", "2 years")]
    [InlineData("Audit", "36501")]
    [InlineData("Files", "1.5")]
    public void An_age_that_is_none_is_refused_with_what_would_work(string name, string value) =>
        OptionsOf((name, value)).Errors.ShouldHaveSingleItem().ShouldBe($"Retention:{name} is '{value}'; use a number of days from 1 to 36500, or 0 to keep for ever.");

    [Fact]
    public void Two_years_are_kept_unless_something_else_is_said() =>
        Enum.GetValues<Remains>().Where(static what => what != Remains.OrphanedFiles).ShouldAllBe(static what => OptionsOf().AgeOf(what) == TimeSpan.FromDays(730));

    [Fact]
    public async Task The_sweep_comes_by_itself_and_the_operator_sees_it()
    {
        var time = new ManualTime();
        await using var store = await StoreUnderTest.CreateAsync(StoreKind.Sqlite);
        using var files = new TemporaryFolder();
        using var sweep = new RetentionSweep(new Retention(store.Database, files.Path), OptionsOf(), time, NullLogger<RetentionSweep>.Instance);
        sweep.Last.ShouldBeNull();
        await sweep.StartAsync(default);
        await UntilAsync(() => time.NextTimer is not null);
        time.Advance(RetentionSweep.First);
        await UntilAsync(() => sweep.Last is not null);
        var first = sweep.Last.ShouldNotBeNull().At;
        time.Advance(RetentionSweep.Every);
        await UntilAsync(() => sweep.Last.At != first);
        (sweep.Last.At - first).ShouldBe(RetentionSweep.Every);
        await sweep.StopAsync(default);

        static async Task UntilAsync(Func<bool> happened)
        {
            while (!happened()) await Task.Yield();
        }
    }

    [Fact]
    public async Task What_cannot_be_removed_is_told_and_the_rest_goes_on()
    {
        await using var store = await StoreUnderTest.CreateAsync(StoreKind.Sqlite);
        using var files = new TemporaryFolder();
        await FillAsync(store, "f1", files.Path);
        await CloseAsync(store, "f1");
        await store.WriteAsync(async work => await DbWork.Of(work).ExecuteAsync("CREATE TRIGGER stuck BEFORE DELETE ON report BEGIN SELECT RAISE(ABORT, 'no'); END", new { }));
        store.Time.Advance(TimeSpan.FromDays(40));

        var swept = await SweepAsync(store, files.Path);

        swept.Problems.ShouldHaveSingleItem().ShouldStartWith("Reports: SqliteException");
        (swept.Removed[Remains.Notes], swept.Removed[Remains.Cases], swept.Removed[Remains.Audit]).ShouldBe((1L, 0L, 1L));
    }

    /// <summary>A finding that came twice, its threads in two channels, and everything that can hang on them.</summary>
    private static async Task<InvestigationThread> FillAsync(StoreUnderTest store, string finding, string files)
    {
        var now = store.Time.GetUtcNow();
        var cases = new CaseStore(store.Database);
        await store.WriteAsync(async work =>
        {
            foreach (var count in new[] { 1, 2 })
                await store.Ledger.RecordAsync(work, SomeDelivery.Of(finding, count: count) with { ReceivedAt = now }, [SomeDelivery.Mention(EntityKind.IpAddress, "198.51.100.23")]);
            await store.Audit.AppendAsync(work, new AuditEntry(now, "web:ana", "span", "web:security", finding, "", true, null));
        });
        var thread = await store.WriteAsync(async work =>
        {
            var other = await cases.JoinAsync(work, SomeThread.About(finding, $"{finding}-2", store.Time, "other"));
            await store.Threads.SaveAsync(work, other);
            var joined = await cases.JoinAsync(work, SomeThread.About(finding, $"{finding}-1", store.Time));
            await store.Threads.SaveAsync(work, joined);
            return joined;
        });
        await store.WriteAsync(async work =>
        {
            var number = thread.Case!.Value.Value;
            var root = await store.Threads.PutAsync(work, thread, MessageKeys.Root, MessageKind.Root, SomeThread.Card("root", SomeThread.Button("Investigate")));
            await store.Threads.PutAsync(work, thread with { Id = new ThreadId($"{finding}-2") }, $"note:{finding}-note", MessageKind.Card, SomeThread.Card("a copy of the note"));
            await store.Threads.RecordDeliveryAsync(work, root.Id, 1, "first");
            await store.Threads.RecordDeliveryAsync(work, root.Id, 1, "second");
            await store.Notes.AddAsync(work, new Note(new MessageId($"{finding}-note"), thread.Id, Ana, "from 198.51.100.23", now, null, null));
            await new CaseEvents(store.Database).AppendAsync(work, new CaseEvent(thread.Case.Value, now, CaseEventKind.Asked, "asked for the span"));
            var db = DbWork.Of(work);
            await db.ExecuteAsync("INSERT INTO delivered_part (message, part, external_id, mark) VALUES (@message, 'file', 'F1', '')", new { message = root.Id.Value });
            await db.ExecuteAsync("INSERT INTO pin (case_number, message, vendor, person_id, person_name, pinned_at) VALUES (@number, @message, 'web', 'ana', 'Ana', @now)", new { number, message = root.Id.Value, now });
            await db.ExecuteAsync("INSERT INTO report (case_number, version, made_at, vendor, person_id, person_name, title, markdown, html, digest) VALUES (@number, 1, @now, 'web', 'ana', 'Ana', 't', 'm', 'h', 'd')", new { number, now });
            await db.ExecuteAsync("INSERT INTO note_file (note, place, name, link, state, content) VALUES (@note, 0, 'shot.png', 'https://chat.example/f', 'kept', @content)", new { note = $"{finding}-note", content = $"sha-{finding}" });
        });
        var file = Path.Combine(files, $"sha-{finding}");
        await File.WriteAllTextAsync(file, "picture");
        File.SetLastWriteTimeUtc(file, now.UtcDateTime);
        return thread;
    }

    private static Task<Case> CloseAsync(StoreUnderTest store, string finding) => store.WriteAsync(async work =>
    {
        var cases = new CaseStore(store.Database);
        var closed = (await cases.OfFindingAsync(work, new FindingId(SomeDelivery.Account, SomeDelivery.Region, finding)))! with
        {
            State = CaseState.Closed,
            Verdict = new Verdict(VerdictKind.Benign, "ours", null, Ana),
            ClosedAt = store.Time.GetUtcNow(),
            ChangedAt = store.Time.GetUtcNow(),
        };
        await cases.SaveAsync(work, closed);
        return closed;
    });

    private static Task<SweptRows> SweepAsync(StoreUnderTest store, string files, params (string Name, int Days)[] ages)
    {
        var all = new Dictionary<string, string> { ["Findings"] = "30", ["Notes"] = "30", ["Audit"] = "30", ["Reports"] = "30", ["Files"] = "30" };
        foreach (var (name, days) in ages) all[name] = $"{days}";
        return SweepAsync(store, new Retention(store.Database, files), [.. all.Select(static age => (age.Key, age.Value))]);
    }

    private static async Task<SweptRows> SweepAsync(StoreUnderTest store, IRetention retention, params (string Name, string Days)[] ages)
    {
        var options = ages.Length > 0 ? OptionsOf(ages) : OptionsOf(("Findings", "30"), ("Notes", "30"), ("Audit", "30"), ("Reports", "30"), ("Files", "30"));
        using var sweep = new RetentionSweep(retention, options, store.Time, NullLogger<RetentionSweep>.Instance);
        return await sweep.SweepAsync(default);
    }

    private static RetentionOptions OptionsOf(params (string Name, string Days)[] ages) =>
        RetentionOptions.Of(new ConfigurationBuilder().AddInMemoryCollection(ages.Select(static age => new KeyValuePair<string, string?>($"Retention:{age.Name}", age.Days))).Build());

    private static async Task<Dictionary<string, long>> CountsAsync(StoreUnderTest store)
    {
        var counts = new Dictionary<string, long>();
        foreach (var table in Tables) counts[table] = await store.Database.FirstAsync<long>($"SELECT COUNT(*) FROM {table}", new { }, default);
        return counts;
    }

    private static async Task<DateTimeOffset> UpToAsync(StoreUnderTest store, string kind) =>
        StoredValues.Time(await store.Database.FirstAsync<long>("SELECT up_to FROM retention WHERE kind = @kind", new { kind }, default));

    private static async Task<string?> TextAsync(StoreUnderTest store, string sql) => await store.Database.FirstAsync<string>(sql, new { }, default);

    /// <summary>Ends like a program that is killed: between two bites.</summary>
    private sealed class StopAfter(IRetention retention, int bites) : IRetention
    {
        private int left = bites;

        public Task<RetentionBite> BiteAsync(Remains what, DateTimeOffset before, string? after, CancellationToken cancellationToken) =>
            left-- > 0 ? retention.BiteAsync(what, before, after, cancellationToken) : throw new OperationCanceledException();
    }
}
