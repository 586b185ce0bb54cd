using ChatOps.Bot.Jobs;
using ChatOps.Bot.Persistence.Sqlite;
using ChatOps.TestKit;
using Microsoft.Data.Sqlite;
using static ChatOps.Bot.Jobs.Draining;

namespace ChatOps.Bot.Persistence;

public sealed class DatabaseTests
{
    private const string Count = "SELECT COUNT(*) FROM job";

    [Theory, OnSqlite, OnPostgres]
    public async Task Migrations_run_once_however_many_hosts_start(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var hosts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(store.AnotherHostAsync)));

        (await store.Database.QueryAsync<long>("SELECT version FROM schema_version", new { }, default)).ShouldBe([1, 2, 3, 4, 5, 6, 7, 8]);
        foreach (var host in hosts) await host.DisposeAsync();
    }

    [Fact]
    public async Task Hosts_that_start_together_on_an_empty_file_agree()
    {
        using var folder = new TemporaryFolder();
        var time = new ManualTime();
        using var signal = new JobSignal(time);
        var file = $"Data Source={Path.Combine(folder.Path, "new", "chatops.db")}";
        var databases = Enumerable.Range(0, 3).Select(_ => new SqliteDatabase(file, time, signal)).ToList();

        await Task.WhenAll(databases.Select(database => Task.Run(() => database.PrepareAsync(default))));

        (await databases[0].QueryAsync<long>("SELECT version FROM schema_version", new { }, default)).ShouldBe([1, 2, 3, 4, 5, 6, 7, 8]);
        foreach (var database in databases) await database.DisposeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_database_of_a_newer_version_is_left_alone(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        await store.WriteAsync(async work => await DbWork.Of(work).ExecuteAsync("INSERT INTO schema_version (version, name, applied_at) VALUES (99, 'later', 0)", new { }));

        var refused = await Should.ThrowAsync<IOException>(store.AnotherHostAsync);

        refused.Message.ShouldStartWith("The database has schema 99, this version of the program knows 8");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Work_that_fails_leaves_nothing_and_others_are_not_touched(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        var all = Enumerable.Range(0, 30).Select(n => store.WriteAsync(async work =>
        {
            await work.EnqueueAsync(Job("a", $"{n}"));
            if (n % 3 == 0) throw new InvalidOperationException($"work {n}");
            if (n % 3 == 1) await DbWork.Of(work).ExecuteAsync("INSERT INTO nowhere VALUES (1)", new { });
        })).ToList();
        await Task.WhenAll(all).ContinueWith(static _ => { }, TaskScheduler.Default);

        all.Where(static (_, n) => n % 3 == 0).ShouldAllBe(static task => task.Exception!.InnerException is InvalidOperationException);
        all.Where(static (_, n) => n % 3 == 1).ShouldAllBe(static task => task.Exception!.InnerException is System.Data.Common.DbException);
        all.Where(static (_, n) => n % 3 == 2).ShouldAllBe(static task => task.IsCompletedSuccessfully);
        (await store.Queue.ListAsync(JobState.Pending, 100, default)).Select(static job => int.Parse(job.Job.Payload) % 3).ShouldAllBe(static rest => rest == 2);
        (await store.Database.FirstAsync<long>(Count, new { }, default)).ShouldBe(10);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Work_cancelled_before_it_began_is_not_done(StoreKind kind)
    {
        await using var store = await StoreUnderTest.CreateAsync(kind);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => store.Database.WriteAsync(
            async work =>
            {
                await work.EnqueueAsync(Job("a", "1"));
                return true;
            },
            cancelled.Token));

        (await store.Database.FirstAsync<long>(Count, new { }, default)).ShouldBe(0);
    }

    [Fact]
    public async Task Work_that_waits_together_shares_a_commit()
    {
        await using var store = await StoreUnderTest.CreateAsync(StoreKind.Sqlite);
        var gate = new TaskCompletionSource();
        var first = store.WriteAsync(async _ => await gate.Task);
        var rest = Enumerable.Range(0, 100).Select(n => store.EnqueueAsync(Job("a", $"{n}"))).ToList();
        var before = await FramesAsync(store);
        gate.SetResult();
        await Task.WhenAll([first, .. rest]);

        (await store.Database.FirstAsync<long>(Count, new { }, default)).ShouldBe(100);
        // Every commit writes at least one page that the others write as well; a hundred commits would have left hundreds of pages in the log.
        (await FramesAsync(store) - before).ShouldBeLessThan(60);
    }

    [Fact]
    public async Task What_is_committed_is_written_through_to_the_disk()
    {
        await using var store = await StoreUnderTest.CreateAsync(StoreKind.Sqlite);
        (await store.WriteAsync(static work => DbWork.Of(work).FirstAsync<long>("PRAGMA synchronous", new { }))).ShouldBe(2, "FULL");
        (await store.WriteAsync(static work => DbWork.Of(work).FirstAsync<string>("PRAGMA journal_mode", new { }))).ShouldBe("wal");
    }

    [Fact]
    public async Task A_full_disk_is_reported_and_writing_goes_on_when_there_is_room()
    {
        await using var store = await StoreUnderTest.CreateAsync(StoreKind.Sqlite);
        // The limit belongs to the writer's connection; the next one finds a disk with room again.
        await store.WriteAsync(async work => await DbWork.Of(work).FirstAsync<long>("PRAGMA max_page_count = 1", new { }));

        (await Should.ThrowAsync<SqliteException>(() => store.EnqueueAsync(Job("a", new string('x', 2_000_000))))).SqliteErrorCode.ShouldBe(13, "SQLITE_FULL");

        await store.EnqueueAsync(Job("a", new string('x', 2_000_000)));
        await store.DrainAsync(static _ => new JobDone());
    }

    [Fact]
    public async Task A_locked_file_is_reported_and_writing_goes_on_when_it_is_free()
    {
        await using var store = await StoreUnderTest.CreateAsync(StoreKind.Sqlite);
        await using (var thief = new SqliteConnection(new SqliteConnectionStringBuilder(store.ConnectionString) { Pooling = false }.ConnectionString))
        {
            await thief.OpenAsync();
            await using var begin = new SqliteCommand("BEGIN IMMEDIATE", thief);
            await begin.ExecuteNonQueryAsync();
            (await Should.ThrowAsync<SqliteException>(() => store.EnqueueAsync(Job("a", "1")))).SqliteErrorCode.ShouldBe(5, "SQLITE_BUSY");
        }

        await store.EnqueueAsync(Job("a", "2"));
        (await store.Queue.ListAsync(JobState.Pending, 10, default)).ShouldHaveSingleItem().Job.Payload.ShouldBe("2");
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_reported()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "chatops.db");
        await File.WriteAllTextAsync(path, new string('x', 10_000));
        var time = new ManualTime();
        using var signal = new JobSignal(time);
        await using var database = new SqliteDatabase($"Data Source={path}", time, signal);

        (await Should.ThrowAsync<SqliteException>(() => database.PrepareAsync(default))).SqliteErrorCode.ShouldBe(26, "SQLITE_NOTADB");
        (await File.ReadAllTextAsync(path)).Length.ShouldBe(10_000);
    }

    [Fact]
    public async Task What_a_killed_host_had_claimed_is_free_at_the_next_start_but_not_while_it_lives()
    {
        await using var store = await StoreUnderTest.CreateAsync(StoreKind.Sqlite);
        await store.EnqueueAsync(Job("a", "1"));
        await store.StartAsync();
        await using (var second = await store.AnotherHostAsync()) (await second.Queue.ClaimAsync("second", Lease, default)).ShouldBeNull("the first host lives");

        await store.Database.DisposeAsync();
        await using var next = await store.AnotherHostAsync();
        (await next.Queue.ClaimAsync("next", Lease, default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task The_data_folder_is_private()
    {
        if (OperatingSystem.IsWindows()) return;
        await using var host = await RunningHost.StartAsync();
        var fresh = Path.Combine(host.DataPath, "fresh");
        var time = new ManualTime();
        using var signal = new JobSignal(time);
        await using var database = new SqliteDatabase($"Data Source={Path.Combine(fresh, "chatops.db")}", time, signal);
        await database.PrepareAsync(default);

        File.GetUnixFileMode(fresh).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var file in Directory.GetFiles(fresh)) File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
    }

    private static async Task<long> FramesAsync(StoreUnderTest store)
    {
        var log = new FileInfo(new SqliteConnectionStringBuilder(store.ConnectionString).DataSource + "-wal");
        return await Task.FromResult(log.Exists ? log.Length / 4096 : 0);
    }
}
