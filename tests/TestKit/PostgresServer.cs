using Npgsql;

namespace ChatOps.TestKit;

/// <summary>The PostgreSQL server that tests may use: databases are made on it and dropped again.</summary>
internal static class PostgresServer
{
    public const string Variable = "CHATOPS_TEST_POSTGRES";

    public const string WhySkipped = "needs PostgreSQL: set CHATOPS_TEST_POSTGRES to a connection string of a server on which databases can be made, such as Host=127.0.0.1;Username=postgres";

    /// <summary>Null when there is none.</summary>
    public static string? ConnectionString { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : null;

    /// <returns>Connection string of a new, empty database.</returns>
    public static async Task<string> CreateDatabaseAsync()
    {
        var name = $"chatops_test_{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
        await ExecuteAsync($"CREATE DATABASE {name}");
        return new NpgsqlConnectionStringBuilder(ConnectionString) { Database = name, MaxPoolSize = 20 }.ConnectionString;
    }

    public static async Task DropDatabaseAsync(string connectionString)
    {
        await using (var pooled = new NpgsqlConnection(connectionString)) NpgsqlConnection.ClearPool(pooled);
        await ExecuteAsync($"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)");
    }

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
