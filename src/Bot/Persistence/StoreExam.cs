using System.Data.Common;
using ChatOps.Bot.Operations;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ChatOps.Bot.Persistence;

/// <summary>Opens the store as a guest would. A host that runs meanwhile is not disturbed.</summary>
internal sealed class StoreExam(IOptions<StoreOptions> store, IOptions<DataOptions> data) : IStoreExam
{
    public Task<StoreCondition> LookAsync(CancellationToken cancellationToken) =>
        store.Value.Provider == StoreOptions.Postgres ? LookAtServerAsync(store.Value.ConnectionString!, cancellationToken) : LookAtFileAsync(cancellationToken);

    private async Task<StoreCondition> LookAtFileAsync(CancellationToken cancellationToken)
    {
        var text = store.Value.ConnectionString is { Length: > 0 } given ? given : new SqliteConnectionStringBuilder { DataSource = data.Value.DatabaseFile }.ConnectionString;
        var file = Path.GetFullPath(new SqliteConnectionStringBuilder(text).DataSource);
        var known = Migrator.Newest("Sqlite");
        if (WhyNotWritable(Path.GetDirectoryName(file)!) is { } why) return new StoreCondition(StoreState.Unusable, file, null, known, why);
        if (!File.Exists(file)) return new StoreCondition(StoreState.Absent, file, null, known);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(text) { Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 5 }.ConnectionString);
        return await LookAsync(connection, file, known, cancellationToken);
    }

    private static async Task<StoreCondition> LookAtServerAsync(string text, CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(text) { Pooling = false };
        return await LookAsync(new NpgsqlConnection(settings.ConnectionString), $"{settings.Host}/{settings.Database}", Migrator.Newest("Postgres"), cancellationToken);
    }

    private static async Task<StoreCondition> LookAsync(DbConnection connection, string place, long known, CancellationToken cancellationToken)
    {
        await using var open = connection;
        try
        {
            await connection.OpenAsync(cancellationToken);
            var schema = await VersionAsync(connection, cancellationToken);
            return new StoreCondition(schema is null ? StoreState.Absent : schema < known ? StoreState.Older : schema > known ? StoreState.Newer : StoreState.Ready, place, schema, known);
        }
        catch (Exception failure) when (failure is DbException or IOException or System.Net.Sockets.SocketException or TimeoutException)
        {
            return new StoreCondition(StoreState.Unusable, place, null, known, failure.Message);
        }
    }

    /// <summary>Null for a database that has never been started with.</summary>
    private static async Task<long?> VersionAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.ExecuteScalarAsync<long?>(new CommandDefinition("SELECT MAX(version) FROM schema_version", cancellationToken: cancellationToken));
        }
        catch (DbException missing) when (missing is SqliteException { SqliteErrorCode: 1 } or PostgresException { SqlState: PostgresErrorCodes.UndefinedTable })
        {
            return null;
        }
    }

    /// <summary>Only writing tells: modes say nothing of a file system that is mounted to be read.</summary>
    private static string? WhyNotWritable(string folder)
    {
        var there = new DirectoryInfo(folder);
        while (!there.Exists && there.Parent is { } above)
        {
            if (File.Exists(there.FullName)) return $"{there.FullName} is a file, not a folder";
            there = above;
        }

        try
        {
            using var probe = new FileStream(Path.Combine(there.FullName, $".chatops-{Path.GetRandomFileName()}"), new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose });
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return failure.Message;
        }
    }
}
