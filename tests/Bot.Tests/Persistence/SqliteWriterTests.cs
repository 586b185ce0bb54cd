using ChatOps.Bot.Persistence.Sqlite;
using ChatOps.TestKit;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ChatOps.Bot.Persistence;

public sealed class SqliteWriterTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private long mostPages = 1_000_000;
    private int opened;
    private int committed;

    [Fact]
    public async Task On_a_full_disk_only_what_does_not_fit_fails_and_the_rest_is_committed()
    {
        await using var writer = new SqliteWriter(OpenAsync, static connection => new DbWork(connection, new ManualTime()), _ => committed++);
        await writer.WriteAsync([Write("CREATE TABLE t (text TEXT)")]);
        mostPages = 30;
        await writer.DisposeAsync();
        var group = Enumerable.Range(0, 7).Select(static n => n == 3 ? Insert(new string('x', 2_000_000)) : Insert($"{n}")).ToList();

        await writer.WriteAsync(group);

        group.Where(static (_, n) => n != 3).ShouldAllBe(static write => write.Outcome.IsCompletedSuccessfully);
        group[3].Outcome.Exception!.InnerException.ShouldBeOfType<SqliteException>().SqliteErrorCode.ShouldBe(13, "SQLITE_FULL");
        (await RowsAsync()).ShouldBe(6);
        committed.ShouldBe(7, "the table and six rows");

        mostPages = 1_000_000;
        await writer.DisposeAsync(); // the limit belonged to the connection
        var again = Insert(new string('x', 2_000_000));
        await writer.WriteAsync([again]);
        again.Outcome.IsCompletedSuccessfully.ShouldBeTrue();
        (await RowsAsync()).ShouldBe(7);
    }

    [Fact]
    public async Task Failing_work_undoes_itself_alone_and_everything_is_one_transaction()
    {
        await using var writer = new SqliteWriter(OpenAsync, static connection => new DbWork(connection, new ManualTime()), _ => committed++);
        await writer.WriteAsync([Write("CREATE TABLE t (text TEXT)")]);
        var half = new SqliteWrite<int>(
            async work =>
            {
                await DbWork.Of(work).ExecuteAsync("INSERT INTO t VALUES ('half')", new { });
                throw new InvalidOperationException("changed its mind");
            },
            default);
        var last = Insert("2");

        await writer.WriteAsync([Insert("1"), half, Write("INSERT INTO nowhere VALUES (1)"), last]);

        half.Outcome.Exception!.InnerException.ShouldBeOfType<InvalidOperationException>();
        last.Outcome.IsCompletedSuccessfully.ShouldBeTrue();
        opened.ShouldBe(1, "nothing was wrong with the connection");
        (await RowsAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_folder_that_is_gone_is_reported_to_every_caller()
    {
        await using var writer = new SqliteWriter(
            () => throw new SqliteException("unable to open database file", 14), static connection => new DbWork(connection, new ManualTime()), static _ => { });
        var group = new[] { Insert("1"), Insert("2") };
        await writer.WriteAsync(group);
        group.ShouldAllBe(static write => write.Outcome.IsFaulted);
    }

    public void Dispose() => folder.Dispose();

    private static SqliteWrite<int> Write(string sql) => new(work => DbWork.Of(work).ExecuteAsync(sql, new { }), default);

    private static SqliteWrite<int> Insert(string text) => new(work => DbWork.Of(work).ExecuteAsync("INSERT INTO t VALUES (@text)", new { text }), default);

    private async Task<long> RowsAsync()
    {
        await using var connection = await OpenAsync();
        return await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM t");
    }

    private async Task<PreparedConnection> OpenAsync()
    {
        opened++;
        var connection = new SqliteConnection($"Data Source={Path.Combine(folder.Path, "t.db")};Pooling=False");
        await connection.OpenAsync();
        await connection.ExecuteAsync($"PRAGMA journal_mode = WAL; PRAGMA max_page_count = {mostPages}");
        return new PreparedConnection(connection);
    }
}
