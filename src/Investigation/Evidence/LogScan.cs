using System.Globalization;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Evidence;

/// <summary>Reads one object into a worker's own tally.</summary>
internal delegate Task<ObjectReading> ReadObject<TTally>(TTally tally, LogObject log, Stream text, CancellationToken cancellationToken);

/// <summary>The log objects of one question: which were read, which the index answered for, which could not be read, and how far the answer can be relied on.</summary>
/// <param name="catalog">The objects.</param>
/// <param name="question">The question.</param>
/// <param name="delay">Records younger than this may not have been delivered yet.</param>
/// <param name="time">Clock for the cost.</param>
internal sealed class LogScan(LogCatalog catalog, EvidenceQuestion question, TimeSpan delay, TimeProvider time)
{
    private const double BytesPerSecondAndCore = 150e6; // gzip inflated by one core of a common machine, bench/README.md
    private const int KeysNamed = 3;

    /// <summary>A place that failed so often is not asked for more: each time has been tried again already.</summary>
    private const int MostFaults = 16;

    private readonly long started = time.GetTimestamp();
    private readonly Lock gate = new();
    private readonly List<string> unreadable = [];
    private readonly List<string> cutOff = [];
    private readonly List<string> foreign = [];
    private readonly CoveredHours covered = new();
    private Exception? fault; // of the place, in words for people
    private int faults;
    private HashSet<string>? unread; // made when objects are read that the index may know
    private DateTimeOffset? earliestRecord;
    private long objectsRead;
    private long bytesRead;

    /// <summary>Baseline and window of the question, cut at the source's present; null when all of it lies in the future.</summary>
    public TimeWindow? Window { get; } = question.AsOf <= question.Whole.Start
        ? null
        : new TimeWindow(question.Whole.Start, question.AsOf < question.Whole.End ? question.AsOf : question.Whole.End);

    /// <summary>The shelf the question works on, once opened.</summary>
    public LogShelf Shelf { get; private set; } = null!;

    /// <summary>The objects, once opened.</summary>
    public LogSelection Selection { get; private set; } = LogSelection.None;

    /// <summary>Objects the answer rests on: read at least in part, now or for the index.</summary>
    public long Objects { get; private set; }

    /// <summary>Intervals the log service lost, in the objects the answer rests on.</summary>
    public long Skipped { get; private set; }

    /// <summary>Records or lines nobody could read, in the objects the answer rests on.</summary>
    public long Unreadable { get; private set; }

    /// <summary>Lists the objects and takes note of what the index knows of them.</summary>
    /// <returns>Null when the question can be answered; otherwise why not.</returns>
    public async Task<Coverage?> OpenAsync(CancellationToken cancellationToken)
    {
        if (Window is not { } window)
            return Without(CoverageState.NotAsked, $"the window starts after {TimeWords.Instant(question.AsOf)}, up to which the source speaks");
        try
        {
            Shelf = await catalog.ShelfAsync(window, cancellationToken);
        }
        catch (Exception said) when (said is LogsRefusedException or LogsUnavailableException)
        {
            return Without(StateOf(said), said.Message);
        }
        catch (UnauthorizedAccessException refused)
        {
            return Without(CoverageState.Refused, $"the place of the logs refused to be listed: {refused.Message}");
        }
        catch (IOException failed)
        {
            return Without(CoverageState.Unavailable, $"the place of the logs cannot be listed: {failed.Message}");
        }

        Selection = Shelf.Select(new LogQuery(catalog.Kind, window, question.Account, question.Region), question.AsOf);
        if (Selection.Held == 0) return Without(CoverageState.NotAsked, "no source configured: the place of the logs holds none of this kind") with { Notes = Shelf.Notes };
        var unreadBytes = Selection.Unread.Sum(static log => log.Length);
        if (unreadBytes > catalog.ScanLimit) return Without(CoverageState.Refused, TooMuch(unreadBytes));
        NoteIndexed(window);
        return null;
    }

    /// <summary>Reads objects, as many at a time as there are cores, each worker into a tally of its own.</summary>
    /// <param name="objects">Those not in the index, or those the index says are worth opening.</param>
    /// <param name="newTally">Makes a worker's tally.</param>
    /// <param name="readObject">Reads one object into it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<TTally>> ReadAsync<TTally>(IReadOnlyList<LogObject> objects, Func<TTally> newTally, ReadObject<TTally> readObject, CancellationToken cancellationToken)
    {
        var isOfIndex = !ReferenceEquals(objects, Selection.Unread); // then each is looked up
        if (isOfIndex) unread ??= Selection.Unread.Select(static log => log.Key).ToHashSet(StringComparer.Ordinal);
        var next = -1;
        await using var ahead = new LogReadAhead(catalog.Logs, objects, cancellationToken);
        var workers = Math.Clamp(objects.Count, 1, Environment.ProcessorCount);
        return await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(WorkAsync, cancellationToken)));

        async Task<TTally> WorkAsync()
        {
            var tally = newTally();
            int at;
            while ((at = Interlocked.Increment(ref next)) < objects.Count)
            {
                cancellationToken.ThrowIfCancellationRequested();
                InTime();
                await ReadAsync(ahead, at, objects[at], isOfIndex, tally, readObject, cancellationToken);
            }

            return tally;
        }
    }

    /// <summary>Why there is no answer after all; null when at least one object could be read or none was to be.</summary>
    public Coverage? Failed() => Selection.Unread.Count > 0 && Objects == 0
        ? Without(StateOf(fault), $"none of {Amount.Of(Selection.Unread.Count, "object")} could be read{(fault is null ? "" : $": {fault.Message}")}") with { Notes = Notes([]) }
        : null;

    private static CoverageState StateOf(Exception? fault) => fault is LogsRefusedException ? CoverageState.Refused : CoverageState.Unavailable;

    /// <summary>Entries of the index that speak of this question's objects.</summary>
    public async IAsyncEnumerable<IndexEntry> EntriesAsync(string topic, IReadOnlyCollection<string>? names, TimeWindow window, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (catalog.Index is null || Shelf.Batches.Count == 0) yield break;
        await foreach (var entry in catalog.Index.EntriesAsync(catalog.Logs.Place, topic, names, window, cancellationToken))
        {
            InTime();
            if (Shelf.Batches.Contains(entry.Batch)) yield return entry;
        }

        if (catalog.Index.Generation != Shelf.Generation) throw new IOException("The index was lost while it was read; ask again.");
    }

    /// <summary>Batches that are no longer used are removed some time after the longest question: one that goes on longer could miss them unseen.</summary>
    /// <exception cref="TimeoutException">It took too long.</exception>
    private void InTime()
    {
        if (time.GetElapsedTime(started) > LogCatalog.LongestQuestion) throw new TimeoutException($"no answer within {UtcText.Duration(LogCatalog.LongestQuestion)}; ask for a shorter window, or again when the index is further");
    }

    /// <summary>Takes hours as covered of which something else than an object tells that there was nothing to be delivered.</summary>
    public void Prove(TimeWindow silent)
    {
        if (Window is { } window && silent.Intersect(window) is { } within) covered.Add(within.Start, within.End.AddTicks(-1));
    }

    /// <summary>Hours of baseline and window some object covers, ascending.</summary>
    public IReadOnlyList<DateTimeOffset> Hours() => Window is { } window ? covered.Within(window) : [];

    /// <summary>The coverage of an answer: with something observed, or with nothing and the reason given.</summary>
    public Coverage Answered(bool observed, string reasonOfSilence, IEnumerable<string> notes) => new(
        observed ? CoverageState.Answered : CoverageState.Empty,
        question.AsOf,
        observed ? null : Objects == 0 ? "no log object of this window is held" : reasonOfSilence,
        Window is { } looked ? question.Window.Intersect(looked) : null,
        question.AsOf - delay,
        RetainedFrom,
        Objects,
        Notes(notes))
    {
        Cost = Cost(),
        Missing = Missing(),
    };

    /// <summary>No answer, with its reason.</summary>
    public Coverage Without(CoverageState state, string reason) => new(state, question.AsOf, reason) { Cost = Cost() };

    private DateTimeOffset? RetainedFrom => Shelf.RetainedFrom is { } listed && !(earliestRecord < listed) ? listed : earliestRecord;

    private EvidenceCost Cost() => new(EvidenceCost.ThisHost, time.GetElapsedTime(started), objectsRead, bytesRead, Math.Max(0, Objects - objectsRead));

    private async Task ReadAsync<TTally>(LogReadAhead ahead, int at, LogObject log, bool isOfIndex, TTally tally, ReadObject<TTally> readObject, CancellationToken cancellationToken)
    {
        ObjectReading? reading = null;
        try
        {
            if (Volatile.Read(ref faults) < MostFaults)
            {
                await using var text = await ahead.OpenAsync(at, cancellationToken);
                reading = await readObject(tally, log, text, cancellationToken);
            }
        }
        catch (EndOfStreamException)
        {
            reading = new ObjectReading(null, null, IsForeign: false, IsOpen: true);
        }
        catch (Exception failed) when (failed is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            // what came before the fault was counted; the object is named in the notes
            if (failed is LogsUnavailableException or LogsRefusedException)
            {
                Interlocked.Increment(ref faults);
                Interlocked.CompareExchange(ref fault, failed, null);
            }
        }

        lock (gate)
        {
            bytesRead += log.Length;
            objectsRead++;
            if (!isOfIndex || unread!.Remove(log.Key)) Note(log, reading); // once: one the index knows when the question was opened, one read again the first time
        }
    }

    /// <summary>The same as <see cref="Note"/> for every object the index knows; there are tens of thousands for every question.</summary>
    private void NoteIndexed(TimeWindow window)
    {
        var (from, to, late) = (window.Start.UtcTicks, window.End.UtcTicks, delay.Ticks);
        var earliest = long.MaxValue;
        foreach (var at in Selection.Places)
        {
            ref readonly var line = ref Selection.LineAt(at);
            if (!line.IsPlain)
            {
                Note(Selection.At(at).Log, Selection.At(at).Held!.Reading);
                continue;
            }

            Objects++;
            if (line.First < earliest) earliest = line.First;
            var start = Math.Min(line.First, line.SlotStart - late);
            if (line.SlotEnd > from && start < to) covered.Add(Math.Max(start, from), Math.Min(line.SlotEnd, to) - 1);
        }

        if (earliest < long.MaxValue && !(earliestRecord?.UtcTicks <= earliest)) earliestRecord = new DateTimeOffset(earliest, TimeSpan.Zero);
    }

    private void Note(LogObject log, ObjectReading? reading)
    {
        if (reading is null or { IsUnreadable: true })
        {
            unreadable.Add(log.Key);
            if (reading?.First is null) return;
        }

        Objects++;
        Skipped += reading.Skipped;
        Unreadable += reading.Unreadable;
        if (reading.IsForeign) foreign.Add(log.Key);
        else if (reading.IsOpen) cutOff.Add(log.Key);
        Cover(log, reading);
        if (reading.First is { } earliest && !(earliestRecord <= earliest)) earliestRecord = earliest;
    }

    /// <summary>What an object can hold records of: from its first record, or the delay before its slot, to the end of its slot or its last record;
    /// as far as that is in the window.</summary>
    private void Cover(LogObject log, ObjectReading reading)
    {
        var (first, last) = log.Slot is { } slot
            ? (reading.First < slot.Start - delay ? reading.First : slot.Start - delay, slot.End.AddTicks(-1))
            : (reading.First, reading.Last);
        if (first is not { } from || last is not { } to || Window is not { } window || !window.Touches(from, to)) return;
        covered.Add(from < window.Start ? window.Start : from, to < window.End ? to : window.End.AddTicks(-1));
    }

    private List<string> Notes(IEnumerable<string> more)
    {
        var notes = new List<string>(Shelf.Notes);
        if (unreadable.Count > 0) notes.Add($"{Amount.Of(unreadable.Count, "object")} could not be read: {Named(unreadable)}{(fault is null ? "" : $" ({fault.Message})")}");
        if (cutOff.Count > 0) notes.Add($"{Amount.Of(cutOff.Count, "object")} cut off, counted as far as readable: {Named(cutOff)}");
        if (foreign.Count > 0) notes.Add($"{Amount.Of(foreign.Count, "object")} with text that is no such log: {Named(foreign)}");
        notes.AddRange(more);
        return notes;
    }

    private IReadOnlyList<TimeWindow> Missing() => Window is { } window ? LogGaps.Of(window, RetainedFrom, question.AsOf - delay, covered) : [];

    private static string Named(List<string> keys)
    {
        var named = string.Join(", ", keys.Order(StringComparer.Ordinal).Take(KeysNamed));
        return keys.Count > KeysNamed ? $"{named}, {keys.Count - KeysNamed} more" : named;
    }

    private string TooMuch(long bytes)
    {
        var minutes = Math.Max(1, Math.Ceiling(bytes / BytesPerSecondAndCore / Environment.ProcessorCount / 60));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{bytes / 1e9:0.0} GB of this window are not in the index yet and would take about {minutes:0} min to read, more than the limit of {catalog.ScanLimit / 1e9:0.0} GB for one question; ask for a shorter window, or again when the index is further");
    }
}
