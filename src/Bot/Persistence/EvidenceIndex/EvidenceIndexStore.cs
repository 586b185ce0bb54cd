using System.Runtime.CompilerServices;
using ChatOps.Bot.Investigate;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Timing;
using Microsoft.Data.Sqlite;

namespace ChatOps.Bot.Persistence.EvidenceIndex;

/// <summary>The evidence index in a SQLite file of this host, whatever the store is. One process holds it at a time. What cannot be opened or is damaged
/// never stops anything: questions read the logs themselves, and the file is made again.</summary>
internal sealed partial class EvidenceIndexStore(string path, TimeProvider time, ILogger<EvidenceIndexStore> logger) : IEvidenceCache, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly Lock gate = new();
    private readonly SemaphoreSlim writing = new(1, 1);
    private FileStream? hold;
    private IndexFile? open;
    private string? problem;
    private DateTimeOffset? triedAt;
    private long lastBatch;
    private long generation;

    /// <summary>The file may not grow beyond these pages; null for what the disk holds.</summary>
    public int? MostPages { get; init; }

    public long Generation => Volatile.Read(ref generation);

    public bool IsHeldElsewhere { get; private set; }

    public long Bytes => new[] { path, path + "-wal" }.Sum(static file => new FileInfo(file) is { Exists: true } found ? found.Length : 0);

    public string? TryOpen()
    {
        lock (gate)
        {
            if (open is not null) return null;
            triedAt = time.GetUtcNow();
            var before = problem;
            problem = OpenFile();
            if (problem is not null && problem != before) Log.NotOpen(logger, path, problem);
            return problem;
        }
    }

    public Task<IReadOnlyList<IndexedObject>> ObjectsAsync(string place, LogKind kind, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var objects = new List<IndexedObject>();
        if (Current() is not { } file) return Task.FromResult<IReadOnlyList<IndexedObject>>(objects);
        try
        {
            Read(file, reader => IndexRows.Objects(reader, place, kind, objects));
        }
        catch (IOException failure)
        {
            Log.NotRead(logger, path, failure);
            objects.Clear(); // the logs are read instead; when it was damage, the file has been made anew by now
        }

        return Task.FromResult<IReadOnlyList<IndexedObject>>(objects);
    }

    public async Task<long> AddAsync(string place, LogKind kind, IndexBatch batch, CancellationToken cancellationToken)
    {
        if (batch.Entries.Count >> IndexSchema.EntryBits > 0) throw new ArgumentException("A batch has too many entries.", nameof(batch));
        await writing.WaitAsync(cancellationToken);
        try
        {
            return lastBatch = Write(writer => IndexRows.Add(writer, place, kind, batch, lastBatch, cancellationToken));
        }
        finally
        {
            writing.Release();
        }
    }

    public async Task RemoveAsync(IReadOnlyCollection<long> batches, CancellationToken cancellationToken)
    {
        await writing.WaitAsync(cancellationToken);
        try
        {
            foreach (var batch in batches)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Write(writer => IndexRows.Remove(writer, batch));
            }
        }
        finally
        {
            writing.Release();
        }
    }

#pragma warning disable CS1998 // SQLite reads where it is called; there is nothing to wait for
    public async IAsyncEnumerable<IndexEntry> EntriesAsync(string place, string topic, IReadOnlyCollection<string>? names, TimeWindow window, [EnumeratorCancellation] CancellationToken cancellationToken)
#pragma warning restore CS1998
    {
        if (Current() is not { } file) yield break;
        var reader = Borrow(file);
        var isWhole = false;
        IEnumerator<IndexEntry>? entries = null;
        try
        {
            entries = (names is null ? IndexRows.Entries(reader, place, topic, window) : IndexRows.Entries(reader, place, topic, names, window)).GetEnumerator();
            while (Guarded(file, entries.MoveNext))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return entries.Current;
            }

            isWhole = true;
        }
        finally
        {
            entries?.Dispose();
            file.Return(reader, isWhole);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            open?.Dispose();
            open = null;
            hold?.Dispose();
            hold = null;
        }

        writing.Dispose();
    }

    private IndexFile? Current()
    {
        lock (gate)
        {
            if (open is null && !(time.GetUtcNow() - triedAt < Patience)) TryOpen();
            return open;
        }
    }

    private string? OpenFile()
    {
        try
        {
            var folder = Path.GetDirectoryName(path)!;
            Sqlite.PrivateFiles.MakeFolder(folder);
            if (!Hold()) return "another process keeps the index up to date";
            open = OpenOrRemake();
            Volatile.Write(ref generation, generation + 1);
            return null;
        }
        catch (Exception failure) when (failure is SqliteException or IOException or UnauthorizedAccessException)
        {
            return failure.Message;
        }
    }

    private IndexFile OpenOrRemake()
    {
        try
        {
            return IndexFile.Open(path, MostPages);
        }
        catch (Exception damage) when (IndexFile.IsDamage(damage))
        {
            Log.Remade(logger, path, damage.Message);
            IndexFile.Delete(path);
            return IndexFile.Open(path, MostPages);
        }
    }

    /// <summary>The system lets go of the lock when a process dies, however it dies.</summary>
    private bool Hold()
    {
        const int WouldBlockOnLinux = 11;
        const int WouldBlockOnMac = 35;
        const int SharingViolation = unchecked((int)0x80070020);
        try
        {
            hold ??= Sqlite.PrivateFiles.Open(path + ".lock", FileShare.None);
            IsHeldElsewhere = false;
        }
        catch (IOException held) when (held.HResult is WouldBlockOnLinux or WouldBlockOnMac or SharingViolation)
        {
            IsHeldElsewhere = true;
        }

        return !IsHeldElsewhere;
    }

    private void Read(IndexFile file, Action<IndexConnection> read)
    {
        var reader = Borrow(file);
        var isWhole = false;
        try
        {
            isWhole = Guarded(file, () =>
            {
                read(reader);
                return true;
            });
        }
        finally
        {
            file.Return(reader, isWhole);
        }
    }

    private IndexConnection Borrow(IndexFile file) => Guarded(file, file.Borrow);

    /// <summary>Writes in one transaction: all or nothing, whenever the process ends.</summary>
    private T Write<T>(Func<IndexConnection, T> write)
    {
        var file = Current() ?? throw new IOException($"The evidence index cannot be written: {problem}");
        return Guarded(file, () =>
        {
            file.Writer.Run("BEGIN IMMEDIATE");
            try
            {
                var result = write(file.Writer);
                file.Writer.Run("COMMIT");
                return result;
            }
            catch
            {
                file.Writer.End();
                throw;
            }
        });
    }

    /// <summary>Turns failures of the file into those the rooms know; a damaged file is made anew at once.</summary>
    private T Guarded<T>(IndexFile file, Func<T> use)
    {
        try
        {
            return use();
        }
        catch (Exception damage) when (IndexFile.IsDamage(damage))
        {
            Remake(file, damage);
            throw new IOException($"The evidence index was damaged and is made again: {damage.Message}", damage);
        }
        catch (SqliteException failure)
        {
            throw new IOException($"The evidence index cannot be used: {failure.Message}", failure);
        }
    }

    private void Remake(IndexFile damaged, Exception damage)
    {
        lock (gate)
        {
            if (open != damaged) return; // somebody else has seen it before
            Log.Remade(logger, path, damage.Message);
            open = null;
            Volatile.Write(ref generation, generation + 1); // before anything is read from the new one
            damaged.Dispose();
            try
            {
                IndexFile.Delete(path);
            }
            catch (Exception kept) when (kept is IOException or UnauthorizedAccessException)
            {
                Log.NotRead(logger, path, kept); // opening it finds the damage again, and tries again to be rid of it
            }

            TryOpen();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The evidence index {Path} is made again from the logs: {Reason}")]
        public static partial void Remade(ILogger logger, string path, string reason);

        [LoggerMessage(2, LogLevel.Warning, "The evidence index {Path} is not used, questions read the logs themselves: {Reason}")]
        public static partial void NotOpen(ILogger logger, string path, string reason);

        [LoggerMessage(3, LogLevel.Error, "The evidence index {Path} failed")]
        public static partial void NotRead(ILogger logger, string path, Exception failure);
    }
}
