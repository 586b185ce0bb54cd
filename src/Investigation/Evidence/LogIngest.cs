using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Evidence;

/// <summary>Reads log objects once and puts what they hold into the index: in batches of one account and day, each added in one step, so that it can be
/// ended at any time and goes on where it was.</summary>
/// <param name="catalog">The objects; with an index.</param>
/// <param name="indexer">How this kind of log is put into the index.</param>
/// <param name="time">Clock for progress.</param>
public sealed class LogIngest(LogCatalog catalog, ILogIndexer indexer, TimeProvider time)
{
    private const int MostObjects = 4096;

    /// <summary>Objects whose key tells no time may be files that still grow; when one changes, all of its batch are read again.</summary>
    private const int MostWithoutSlot = 16;

    /// <summary>A finished day with more batches than this is put together.</summary>
    private const int MostBatchesOfADay = 8;

    /// <summary>So many objects that were refused one after the other mean that the others would be, too.</summary>
    private const int MostRefused = 32;

    private const int MostRefusedBatches = 3;

    /// <summary>Objects read at a time; at least 1. Fewer than there are cores leaves room for questions.</summary>
    public int Workers { get; init; } = Environment.ProcessorCount;

    /// <summary>Brings the index up to date.</summary>
    /// <param name="window">Objects that may hold records of it are read; entries of days that ended before it are dropped.</param>
    /// <param name="progress">Told after every batch; null when nobody listens.</param>
    /// <param name="cancellationToken">Ends it after the batch at hand at the latest; nothing of an unfinished batch is kept.</param>
    /// <exception cref="IOException">The place cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">The place refuses to be listed, or to hand objects out; those are read by a later run.</exception>
    public async Task<IngestReport> RunAsync(TimeWindow window, IProgress<IngestReport>? progress, CancellationToken cancellationToken)
    {
        if (catalog.Index is not { } index) throw new InvalidOperationException("There is no index to put anything into.");
        var started = time.GetTimestamp();
        var shelf = await catalog.ShelfAsync(window, cancellationToken);
        if (OutOfOrder(shelf, window) is { Count: > 0 } mixed)
        {
            await catalog.ForgetAsync(mixed, cancellationToken);
            shelf = await catalog.ShelfAsync(window, cancellationToken);
        }

        await ForgetAsync(shelf, window, cancellationToken);
        var plan = Plan(shelf, window);
        var report = new IngestReport(catalog.Kind, plan.Sum(static batch => (long)batch.Count), plan.Sum(static batch => batch.Sum(static log => log.Length)));
        var refusals = new List<LogsRefusedException>();
        var adding = Task.CompletedTask; // one batch is added while the next one is read: the index has one writer, reading has all cores
        try
        {
            foreach (var objects in plan)
            {
                for (var done = 0; done < objects.Count;)
                {
                    var reader = indexer.Begin(catalog.Logs.Place);
                    var (held, refused) = await ReadAsync(reader, done == 0 ? objects : objects[done..], cancellationToken);
                    await adding;
                    if (refused is not null)
                    {
                        // nothing of it is kept: when the permission is there, a later run reads it
                        refusals.Add(refused);
                        if (refusals.Count == MostRefusedBatches && report.ObjectsRead == 0) throw refused;
                        break;
                    }

                    adding = Task.Run(() => AddAsync(reader, held), cancellationToken);
                    done += held.Length;
                }
            }
        }
        finally
        {
            await adding;
        }

        await MergeAsync(index, await catalog.ShelfAsync(window, cancellationToken), window, cancellationToken);
        await catalog.SweepAsync(cancellationToken);
        if (refusals.Count > 0) throw refusals[0];
        return report with { Elapsed = time.GetElapsedTime(started) };

        async Task AddAsync(ILogBatchReader reader, IndexedObject[] held)
        {
            var batch = new IndexBatch(held, await reader.FinishAsync(index, cancellationToken));
            await catalog.AddAsync(batch, [], cancellationToken);
            report = report.With(batch, time.GetElapsedTime(started));
            progress?.Report(report);
        }
    }

    /// <summary>Batches of days into which objects come that are much older than what was read already, such as those of a second trail copied in later. What
    /// was delivered twice is told only among objects read together or one after the other, so such a day is read anew, in the order of its stamps.</summary>
    private static List<long> OutOfOrder(LogShelf shelf, TimeWindow window)
    {
        var newest = new Dictionary<(string? Account, DateTimeOffset? Day, string? Series), DateTimeOffset>();
        foreach (var (log, held) in shelf.Objects)
        {
            if (held is null || log.Slot is not { } slot) continue;
            var key = (log.Account, DayOf(log), log.Series);
            if (!(newest.GetValueOrDefault(key) >= slot.Start)) newest[key] = slot.Start;
        }

        var mixed = shelf.Objects
            .Where(placed => placed.Held is null && placed.Log.Slot is { } slot && slot.End > window.Start
                && newest.TryGetValue((placed.Log.Account, DayOf(placed.Log), placed.Log.Series), out var last) && slot.Start + (LogQuery.LookAhead / 2) < last)
            .Select(static placed => (placed.Log.Account, DayOf(placed.Log)))
            .ToHashSet();
        return mixed.Count == 0 ? [] : [.. Batches(shelf).Where(batch => batch.Any(placed => mixed.Contains((placed.Log.Account, DayOf(placed.Log))))).Select(static batch => batch.Key)];
    }

    /// <summary>The newest day first: that is what people ask about.</summary>
    private List<List<LogObject>> Plan(LogShelf shelf, TimeWindow window)
    {
        var unread = shelf.Objects.Where(placed => placed.Held is null && !(placed.Log.Slot?.End <= window.Start)).Select(static placed => placed.Log);
        var plan = new List<List<LogObject>>();
        foreach (var day in unread.GroupBy(static log => (log.Account, Day: DayOf(log))).OrderByDescending(static day => day.Key.Day).ThenBy(static day => day.Key.Account, StringComparer.Ordinal))
        {
            var batch = new List<LogObject>();
            var bytes = 0L;
            foreach (var log in day.OrderBy(static log => log.Slot?.Start))
            {
                if (batch.Count == (log.Slot is null ? MostWithoutSlot : MostObjects) || (batch.Count > 0 && bytes + log.Length > indexer.MostBytes))
                {
                    plan.Add(batch);
                    batch = [];
                    bytes = 0;
                }

                batch.Add(log);
                bytes += log.Length;
            }

            plan.Add(batch);
        }

        return plan;
    }

    /// <summary>Reads objects into one batch: all of them, or the first ones when they hold more than a batch may. Nothing when all were refused.</summary>
    private async Task<(IndexedObject[] Held, LogsRefusedException? Refused)> ReadAsync(ILogBatchReader reader, List<LogObject> objects, CancellationToken cancellationToken)
    {
        var held = new IndexedObject[objects.Count];
        var next = -1;
        var (given, refusals) = (0, 0);
        LogsRefusedException? refused = null;
        await using var ahead = new LogReadAhead(catalog.Logs, objects, cancellationToken);
        var workers = Math.Clamp(objects.Count, 1, Workers);
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(WorkAsync, cancellationToken)));
        if (given == 0 && refused is not null) return ([], refused);
        return (next >= objects.Count ? held : held[..(next + 1)], null);

        async Task WorkAsync()
        {
            int at;
            while (!reader.IsFull && !(given == 0 && refusals >= MostRefused) && (at = Interlocked.Increment(ref next)) < objects.Count)
            {
                cancellationToken.ThrowIfCancellationRequested();
                held[at] = await ReadAsync(ahead, at);
            }
        }

        async Task<IndexedObject> ReadAsync(LogReadAhead opened, int at)
        {
            var log = objects[at];
            ObjectReading reading;
            try
            {
                await using var text = await opened.OpenAsync(at, cancellationToken);
                reading = await reader.ReadAsync(log, text, cancellationToken);
                Interlocked.Increment(ref given);
            }
            catch (EndOfStreamException)
            {
                reading = new ObjectReading(null, null, IsForeign: false, IsOpen: true);
            }
            catch (Exception failed) when (IsOfObject(failed))
            {
                // held all the same, and said with every answer: reading it again for every question would not make it better
                reading = new ObjectReading(null, null, IsForeign: false, IsOpen: false) { IsUnreadable = true };
                if (failed is LogsRefusedException why)
                {
                    Interlocked.Increment(ref refusals);
                    refused = why;
                }
                else
                {
                    Interlocked.Increment(ref given);
                }
            }

            return new IndexedObject(log.Key, log.Version, log.Length, reading);
        }
    }

    /// <summary>Whether a fault says something about the object. What it says about the place ends the run: another one goes on where this one was.</summary>
    private static bool IsOfObject(Exception failed) =>
        failed is IOException or InvalidDataException or UnauthorizedAccessException && failed is not (LogsUnavailableException or LogsRefusedException { IsOfPlace: true });

    private Task ForgetAsync(LogShelf shelf, TimeWindow window, CancellationToken cancellationToken)
    {
        var over = Batches(shelf).Where(batch => batch.All(placed => EndOf(placed) <= window.Start)).Select(static batch => batch.Key).ToHashSet();
        var listed = Batches(shelf).Select(static batch => batch.Key).ToHashSet();
        over.UnionWith(shelf.Beyond.GroupBy(static held => held.Batch).Where(batch => !listed.Contains(batch.Key) && batch.All(held => EndOf(LogKey.Parse(held.Key).Slot, held) <= window.Start)).Select(static batch => batch.Key));
        return over.Count == 0 ? Task.CompletedTask : catalog.ForgetAsync(over, cancellationToken);
    }

    /// <summary>Puts the small batches of an account's finished day together, as far as one batch may hold them.</summary>
    private async Task MergeAsync(IEvidenceIndex index, LogShelf shelf, TimeWindow window, CancellationToken cancellationToken)
    {
        var finished = TimeWindow.Floor(window.End - LogQuery.LookAhead);
        var days = Batches(shelf)
            .Where(batch => batch.Sum(static placed => placed.Log.Length) <= indexer.MostBytes / MostBatchesOfADay)
            .GroupBy(static batch => (batch.First().Log.Account, Day: batch.Max(static placed => DayOf(placed.Log))))
            .Where(day => day.Key.Day is { } start && start.AddDays(1) < finished && day.Count() > MostBatchesOfADay);
        foreach (var day in days.SelectMany(Portions))
        {
            var numbers = day.Select(static batch => batch.Key).ToHashSet();
            var readings = day.SelectMany(static batch => batch).Select(static placed => placed.Held!.Reading).Where(static reading => reading.First is not null).ToList();
            if (readings.Count == 0) continue;
            var records = new TimeWindow(readings.Min(static reading => reading.First!.Value), After(readings.Max(static reading => reading.Last!.Value)));
            var entries = new List<IndexEntry>();
            foreach (var topic in indexer.Topics)
            {
                await foreach (var entry in index.EntriesAsync(catalog.Logs.Place, topic, null, records, cancellationToken))
                {
                    if (numbers.Contains(entry.Batch)) entries.Add(entry);
                }
            }

            // what was read of a file that has been made anew meanwhile is not all there was
            if (index.Generation != shelf.Generation) throw new IOException("The index was lost while its batches were put together.");
            IReadOnlyList<IndexEntry> merged;
            try
            {
                merged = indexer.Merge(entries);
            }
            catch (InvalidDataException)
            {
                await catalog.ForgetAsync(numbers, cancellationToken); // damaged: their objects are read again by the next run
                continue;
            }

            await catalog.AddAsync(new IndexBatch([.. day.SelectMany(static batch => batch).Select(static placed => placed.Held!)], merged), numbers, cancellationToken);
        }
    }

    private IEnumerable<IReadOnlyList<IGrouping<long, ShelfObject>>> Portions(IEnumerable<IGrouping<long, ShelfObject>> day)
    {
        var portion = new List<IGrouping<long, ShelfObject>>();
        var (bytes, objects) = (0L, 0);
        foreach (var batch in day.OrderBy(static batch => batch.Key))
        {
            var (more, count) = (batch.Sum(static placed => placed.Log.Length), batch.Count());
            if (portion.Count > 0 && (bytes + more > indexer.MostBytes || objects + count > MostObjects))
            {
                if (portion.Count > 1) yield return portion;
                (portion, bytes, objects) = ([], 0, 0);
            }

            portion.Add(batch);
            (bytes, objects) = (bytes + more, objects + count);
        }

        if (portion.Count > 1) yield return portion;
    }

    private static DateTimeOffset After(DateTimeOffset last) => last < DateTimeOffset.MaxValue.AddSeconds(-1) ? last.AddSeconds(1) : DateTimeOffset.MaxValue;

    private static IEnumerable<IGrouping<long, ShelfObject>> Batches(LogShelf shelf) =>
        shelf.Objects.Where(static placed => placed.Held is not null).GroupBy(static placed => placed.Held!.Batch);

    private static DateTimeOffset? DayOf(LogObject log) => log.Slot is { } slot ? new DateTimeOffset(slot.Start.UtcDateTime.Date, TimeSpan.Zero) : null;

    /// <summary>When an object is over; null when its key tells no time: then it is never forgotten, or it would be read again and again.</summary>
    private static DateTimeOffset? EndOf(ShelfObject placed) => EndOf(placed.Log.Slot, placed.Held!);

    private static DateTimeOffset? EndOf(TimeWindow? of, IndexedObject held) => of is not { } slot ? null : held.Reading.Last > slot.End ? held.Reading.Last : slot.End;
}

/// <summary>How far putting log objects into the index has come.</summary>
/// <param name="Kind">Kind of log.</param>
/// <param name="Objects">Objects that were not in the index when it began.</param>
/// <param name="Bytes">Their stored bytes.</param>
public sealed record IngestReport(LogKind Kind, long Objects, long Bytes)
{
    /// <summary>Objects read so far.</summary>
    public long ObjectsRead { get; init; }

    /// <summary>Their stored bytes.</summary>
    public long BytesRead { get; init; }

    /// <summary>Records in them.</summary>
    public long Records { get; init; }

    /// <summary>Objects that could not be read, or not to their end.</summary>
    public long Damaged { get; init; }

    /// <summary>Time it took so far.</summary>
    public TimeSpan Elapsed { get; init; }

    internal IngestReport With(IndexBatch batch, TimeSpan elapsed) => this with
    {
        ObjectsRead = ObjectsRead + batch.Objects.Count,
        BytesRead = BytesRead + batch.Objects.Sum(static held => held.Length),
        Records = Records + batch.Objects.Sum(static held => held.Reading.Records),
        Damaged = Damaged + batch.Objects.Count(static held => held.Reading.IsUnreadable || held.Reading.IsOpen),
        Elapsed = elapsed,
    };
}
