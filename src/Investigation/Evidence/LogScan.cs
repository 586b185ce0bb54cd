using ChatOps.Investigation.Observations;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Evidence;

/// <summary>What reading one object brought to light beside its records.</summary>
/// <param name="First">Earliest record looked at, which includes the object's first; null when there was none.</param>
/// <param name="Last">Latest record looked at; null when there was none.</param>
/// <param name="IsForeign">Whether it holds text that is no such log.</param>
/// <param name="IsOpen">Whether it ends inside a record.</param>
internal sealed record ObjectReading(DateTimeOffset? First, DateTimeOffset? Last, bool IsForeign, bool IsOpen);

/// <summary>Reads one object, handing its records to whoever counts them.</summary>
internal delegate Task<ObjectReading> ReadObject(LogObject log, Stream text, CancellationToken cancellationToken);

/// <summary>One pass over the log objects of a question: which were read, which could not be, and how far the answer can be relied on.</summary>
/// <param name="logs">Where the objects lie.</param>
/// <param name="question">The question.</param>
/// <param name="kind">Kind of log.</param>
/// <param name="delay">Records younger than this may not have been delivered yet.</param>
internal sealed class LogScan(ILogObjects logs, EvidenceQuestion question, LogKind kind, TimeSpan delay)
{
    private const int Readers = 2;
    private const int KeysNamed = 3;
    private readonly Lock gate = new();
    private readonly List<string> unreadable = [];
    private readonly List<string> cutOff = [];
    private readonly List<string> foreign = [];
    private readonly List<ObservedInterval> intervals = [];
    private LogListing listing = new([], 0, null, []);
    private DateTimeOffset? earliestRecord;

    /// <summary>The window asked, cut at the source's present; null when all of it lies in the future.</summary>
    public TimeWindow? Window { get; } = question.AsOf <= question.Window.Start
        ? null
        : new TimeWindow(question.Window.Start, question.AsOf < question.Window.End ? question.AsOf : question.Window.End);

    /// <summary>Objects that were opened and read, at least in part.</summary>
    public long Objects { get; private set; }

    /// <summary>Reads every object that may hold records of the window, two at a time.</summary>
    /// <returns>Null when all went well enough to answer; otherwise why there is no answer.</returns>
    public async Task<Coverage?> RunAsync(ReadObject read, CancellationToken cancellationToken)
    {
        if (Window is not { } window)
            return Without(CoverageState.NotAsked, $"the window starts after {TimeWords.Instant(question.AsOf)}, up to which the source speaks");
        try
        {
            listing = await logs.ListAsync(new LogQuery(kind, window, question.Account, question.Region), cancellationToken);
        }
        catch (UnauthorizedAccessException refused)
        {
            return Without(CoverageState.Refused, $"the place of the logs refused to be listed: {refused.Message}");
        }
        catch (IOException failed)
        {
            return Without(CoverageState.Unavailable, $"the place of the logs cannot be listed: {failed.Message}");
        }

        if (listing.Held == 0) return Without(CoverageState.NotAsked, "no source configured: the place of the logs holds none of this kind") with { Notes = listing.Notes };
        var existing = listing.Objects.Where(log => log.Slot is not { } slot || slot.Start <= question.AsOf).ToList();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Readers, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(existing, options, async (log, token) => await ReadAsync(log, read, token));
        return existing.Count > 0 && Objects == 0
            ? Without(CoverageState.Unavailable, $"none of {Amount.Of(existing.Count, "object")} could be read") with { Notes = Notes([]) }
            : null;
    }

    /// <summary>The coverage of an answer: with something observed, or with nothing and the reason given.</summary>
    public Coverage Answered(bool observed, string reasonOfSilence, IEnumerable<string> notes) => new(
        observed ? CoverageState.Answered : CoverageState.Empty,
        question.AsOf,
        observed ? null : Objects == 0 ? "no log object of this window is held" : reasonOfSilence,
        Window,
        question.AsOf - delay,
        RetainedFrom,
        Objects,
        Notes(notes));

    /// <summary>No answer, with its reason.</summary>
    public Coverage Without(CoverageState state, string reason) => new(state, question.AsOf, reason);

    private DateTimeOffset? RetainedFrom => listing.RetainedFrom is { } listed && !(earliestRecord < listed) ? listed : earliestRecord;

    private async Task ReadAsync(LogObject log, ReadObject read, CancellationToken cancellationToken)
    {
        ObjectReading? reading = null;
        try
        {
            await using var text = await logs.OpenAsync(log, cancellationToken);
            reading = await read(log, text, cancellationToken);
        }
        catch (EndOfStreamException)
        {
            reading = new ObjectReading(null, null, IsForeign: false, IsOpen: true);
        }
        catch (Exception failed) when (failed is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            // what came before the fault was counted; the object is named in the notes
        }

        lock (gate) Note(log, reading);
    }

    private void Note(LogObject log, ObjectReading? reading)
    {
        if (reading is null)
        {
            unreadable.Add(log.Key);
            return;
        }

        Objects++;
        if (reading.IsForeign) foreign.Add(log.Key);
        else if (reading.IsOpen) cutOff.Add(log.Key);
        if (Covered(log, reading) is { } covered) intervals.Add(covered);
        if (reading.First is { } earliest && !(earliestRecord <= earliest)) earliestRecord = earliest;
    }

    /// <summary>What an object can hold records of: from its first record, or the delay before its slot, to the end of its slot or its last record.</summary>
    private ObservedInterval? Covered(LogObject log, ObjectReading reading)
    {
        if (log.Slot is not { } slot) return reading is { First: { } first, Last: { } last } ? new ObservedInterval(first, last) : null;
        var from = slot.Start - delay;
        return new ObservedInterval(reading.First < from ? reading.First.Value : from, slot.End.AddTicks(-1));
    }

    private List<string> Notes(IEnumerable<string> more)
    {
        var notes = new List<string>(listing.Notes);
        if (unreadable.Count > 0) notes.Add($"{Amount.Of(unreadable.Count, "object")} could not be read: {Named(unreadable)}");
        if (cutOff.Count > 0) notes.Add($"{Amount.Of(cutOff.Count, "object")} cut off, counted as far as readable: {Named(cutOff)}");
        if (foreign.Count > 0) notes.Add($"{Amount.Of(foreign.Count, "object")} with text that is no such log: {Named(foreign)}");
        notes.AddRange(more);
        if (Window is { } window) notes.AddRange(LogGaps.Sentences(window, RetainedFrom, question.AsOf - delay, intervals));
        return notes;
    }

    private static string Named(List<string> keys)
    {
        var named = string.Join(", ", keys.Order(StringComparer.Ordinal).Take(KeysNamed));
        return keys.Count > KeysNamed ? $"{named}, {keys.Count - KeysNamed} more" : named;
    }
}
