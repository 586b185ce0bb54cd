using ChatOps.Bot.Persistence.Sqlite;
using Dapper;
using Microsoft.Data.Sqlite;

namespace ChatOps.Bot.Persistence;

public sealed class PreparedConnectionTests
{
    [Fact]
    public async Task A_statement_gives_the_right_answer_each_time_it_is_used_again()
    {
        await using var connection = await OpenAsync();
        for (var i = 0; i < 3; i++) await connection.ExecuteAsync("INSERT INTO t VALUES (@n, @text)", new { n = i, text = $"row {i}" });
        for (var i = 0; i < 3; i++) (await connection.QuerySingleAsync<string>("SELECT text FROM t WHERE n = @n", new { n = i })).ShouldBe($"row {i}");
        (await connection.QuerySingleOrDefaultAsync<string>("SELECT text FROM t WHERE n = @n", new { n = 9 })).ShouldBeNull();
    }

    [Fact]
    public async Task The_same_statement_twice_at_once_does_not_mix_its_rows()
    {
        await using var connection = await OpenAsync();
        for (var i = 0; i < 3; i++) await connection.ExecuteAsync("INSERT INTO t VALUES (@n, @text)", new { n = i, text = "x" });
        const string Sql = "SELECT n FROM t WHERE n >= @least ORDER BY n";
        var pairs = new List<(long, long)>();
        foreach (var outer in connection.Query<long>(Sql, new { least = 1 }, buffered: false))
            foreach (var inner in connection.Query<long>(Sql, new { least = 2 }, buffered: false))
                pairs.Add((outer, inner));
        pairs.ShouldBe([(1, 2), (2, 2)]);
    }

    [Fact]
    public async Task A_changed_schema_is_seen_by_kept_statements()
    {
        await using var connection = await OpenAsync();
        await connection.ExecuteAsync("INSERT INTO t VALUES (1, 'x')");
        (await connection.QuerySingleAsync<long>("SELECT COUNT(*) FROM t")).ShouldBe(1);
        await connection.ExecuteAsync("DROP TABLE t; CREATE TABLE t (n INTEGER, text TEXT)");
        (await connection.QuerySingleAsync<long>("SELECT COUNT(*) FROM t")).ShouldBe(0);
    }

    [Fact]
    public async Task A_connection_goes_back_to_its_lender_unless_a_statement_failed()
    {
        var returned = new List<PreparedConnection>();
        var connection = await OpenAsync(returned.Add);
        await connection.DisposeAsync();
        returned.ShouldHaveSingleItem().ShouldBe(connection);

        await Should.ThrowAsync<SqliteException>(() => connection.ExecuteAsync("INSERT INTO nowhere VALUES (1)"));
        connection.IsFaulted.ShouldBeTrue();
        await connection.DisposeAsync();
        returned.Count.ShouldBe(1);
        connection.State.ShouldBe(System.Data.ConnectionState.Closed);
    }

    private static async Task<PreparedConnection> OpenAsync(Action<PreparedConnection>? giveBack = null)
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync();
        await connection.ExecuteAsync("CREATE TABLE t (n INTEGER, text TEXT)");
        return new PreparedConnection(connection, giveBack);
    }
}
