using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace ChatOps.Bot.Persistence.EvidenceIndex;

/// <summary>The open file: one connection that writes, and as many that read as there are questions.</summary>
internal sealed class IndexFile : IDisposable
{
    private readonly string path;
    private readonly ConcurrentBag<IndexConnection> readers = [];
    private volatile bool isClosed;

    private IndexFile(string path, IndexConnection writer)
    {
        this.path = path;
        Writer = writer;
    }

    /// <summary>Used by one caller at a time.</summary>
    public IndexConnection Writer { get; }

    /// <summary>Whether the failure says that the file is no index, or no longer a whole one.</summary>
    public static bool IsDamage(Exception failure) => failure is InvalidDataException or SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB };

    /// <summary>Opens the file, made when missing.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="mostPages">The file may not grow beyond; null for what the disk holds.</param>
    /// <exception cref="InvalidDataException">The file is no index of this version.</exception>
    /// <exception cref="SqliteException">The file cannot be opened, or is damaged.</exception>
    public static IndexFile Open(string path, int? mostPages)
    {
        Sqlite.PrivateFiles.Open(path, FileShare.ReadWrite).Dispose();
        var writer = Connect(path);
        try
        {
            // NORMAL: what a power cut takes of the last batches is read again from the logs; the file stays whole.
            // Pages of 2 KB waste least on entries of 3 to 12 KB: 46 days of a trail take 19.3 MB, with pages of 4 or 8 KB 22 MB.
            writer.Run("PRAGMA page_size = 2048");
            if (writer.Number("SELECT count(*) FROM sqlite_master") == 0) Make(writer);
            if (writer.Number("PRAGMA application_id") != IndexSchema.ApplicationId) throw new InvalidDataException("the file is no evidence index");
            if (writer.Number("PRAGMA user_version") is var version and not IndexSchema.Version) throw new InvalidDataException($"the file is of version {version}, this program writes version {IndexSchema.Version}");
            writer.Run("PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 67108864");
            if (mostPages is { } most) writer.Run($"PRAGMA max_page_count = {most}");
            return new IndexFile(path, writer);
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    /// <summary>Removes a file that is of no use, with its journal.</summary>
    public static void Delete(string path)
    {
        foreach (var file in new[] { path + "-wal", path + "-shm", path }) File.Delete(file);
    }

    /// <summary>Lends a connection that reads; it is given back with <see cref="Return"/>.</summary>
    public IndexConnection Borrow() => readers.TryTake(out var idle) ? idle : Connect(path);

    public void Return(IndexConnection reader, bool isWhole)
    {
        if (isWhole && !isClosed) readers.Add(reader);
        else reader.Dispose();
    }

    /// <summary>Questions that still read keep their connections to the end.</summary>
    public void Dispose()
    {
        isClosed = true;
        Writer.Dispose();
        while (readers.TryTake(out var reader)) reader.Dispose();
    }

    private static void Make(IndexConnection writer)
    {
        writer.Run("PRAGMA journal_mode = WAL");
        writer.Run($"BEGIN IMMEDIATE; {IndexSchema.Tables} PRAGMA application_id = {IndexSchema.ApplicationId}; PRAGMA user_version = {IndexSchema.Version}; COMMIT");
    }

    private static IndexConnection Connect(string path)
    {
        // No other process writes this file; five seconds are for a backup or a curious sqlite3 shell that holds it for a moment.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 5 }.ConnectionString);
        connection.Open();
        return new IndexConnection(connection);
    }
}
