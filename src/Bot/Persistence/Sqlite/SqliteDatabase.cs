using System.Collections.Concurrent;
using System.Data.Common;
using System.Threading.Channels;
using ChatOps.Bot.Jobs;
using Microsoft.Data.Sqlite;

namespace ChatOps.Bot.Persistence.Sqlite;

/// <summary>One file. One writer groups the work that waits into a transaction, so that one wait for the disk serves many; readers have connections of their own.</summary>
internal sealed class SqliteDatabase : Database
{
    private readonly string connectionString;
    private readonly Channel<SqliteWrite> waiting = Channel.CreateUnbounded<SqliteWrite>(new UnboundedChannelOptions { SingleReader = true });
    private readonly SqliteWriter writer;
    private readonly ConcurrentBag<PreparedConnection> readers = [];
    private Task writing = Task.CompletedTask;
    private FileStream? host;

    public SqliteDatabase(string connectionString, TimeProvider time, JobSignal signal)
        : base(time, signal)
    {
        // A writer waits this many seconds for another process that holds the file, then reports it as locked.
        this.connectionString = new SqliteConnectionStringBuilder(connectionString) { DefaultTimeout = 5, Pooling = false }.ConnectionString;
        writer = new SqliteWriter(OpenWriterAsync, connection => Begin(connection), Committed);
    }

    public override string LockingClause => "";

    public override TimeSpan? PollInterval => null;

    public override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var file = new SqliteConnectionStringBuilder(connectionString).DataSource;
        PrivateFiles.MakeFolder(Path.GetDirectoryName(Path.GetFullPath(file))!);
        await PrivateFiles.Open(file, FileShare.ReadWrite).DisposeAsync();
        writing = Task.Run(WriteAllAsync, CancellationToken.None);
        await WriteAsync(
            async work =>
            {
                await Migrator.MigrateAsync(DbWork.Of(work).Connection, "Sqlite", Time);
                // No other process works on this file: what a killed one had claimed is free again at once.
                if (IsOnlyHost(file)) await DbWork.Of(work).ExecuteAsync(JobSql.FreeAllLanes, new { });
                return true;
            },
            cancellationToken);
    }

    public override async Task<T> WriteAsync<T>(Func<IWork, ValueTask<T>> work, CancellationToken cancellationToken)
    {
        var write = new SqliteWrite<T>(work, cancellationToken);
        if (!waiting.Writer.TryWrite(write)) throw new InvalidOperationException("The store is closed.");
        return await write.Outcome;
    }

    public override async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await writing;
        await writer.DisposeAsync();
        while (readers.TryTake(out var reader)) reader.End();
        if (host is not null) await host.DisposeAsync();
    }

    protected override async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        if (readers.TryTake(out var idle)) return idle;
        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        return new PreparedConnection(connection, readers.Add);
    }

    private async Task WriteAllAsync()
    {
        while (await waiting.Reader.WaitToReadAsync())
        {
            var group = new List<SqliteWrite>();
            while (group.Count < SqliteWriter.LargestGroup && waiting.Reader.TryRead(out var write)) group.Add(write);
            await writer.WriteAsync(group);
        }
    }

    private async Task<PreparedConnection> OpenWriterAsync()
    {
        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;";
        await command.ExecuteNonQueryAsync();
        return new PreparedConnection(connection);
    }

    /// <summary>Whether no other process has the file open as its host. The system lets go of the lock when a process dies, however it dies.</summary>
    private bool IsOnlyHost(string file)
    {
        if (host is not null) return true;
        try
        {
            host = PrivateFiles.Open(file + ".lock", FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
