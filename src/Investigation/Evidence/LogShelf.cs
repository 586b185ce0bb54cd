using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Evidence;

/// <summary>Log objects as listed at one moment, each with what the index knows of it. Immutable: a question works on one shelf from start to end.</summary>
public sealed class LogShelf
{
    private readonly LogListing listing;
    private Line[]? lines;
    private int[]? bySeries;
    private long newestSlot = -1; // ticks: questions ask for it at the same time
    private readonly TimeWindow listedFor;

    private LogShelf(LogListing listing, TimeWindow listedFor, IReadOnlyList<ShelfObject> objects, IReadOnlyList<IndexedObject> beyond, IReadOnlySet<long>? batches = null)
    {
        this.listing = listing;
        this.listedFor = listedFor;
        Objects = objects;
        Beyond = beyond;
        Batches = batches ?? objects.Select(static placed => placed.Held).OfType<IndexedObject>().Select(static held => held.Batch).ToHashSet();
    }

    /// <summary>Every object listed, by key.</summary>
    public IReadOnlyList<ShelfObject> Objects { get; }

    /// <summary>The batches of the index that speak of these objects; entries of any other batch are not to be used.</summary>
    public IReadOnlySet<long> Batches { get; }

    /// <summary>Which life of the index it speaks of: <see cref="IEvidenceIndex.Generation"/>.</summary>
    internal long Generation { get; private init; }

    /// <summary>Start of the earliest object there is; null when no key tells a time.</summary>
    public DateTimeOffset? RetainedFrom => listing.RetainedFrom;

    /// <summary>End of the latest slot there is; null when no key tells a time.</summary>
    public DateTimeOffset? RetainedTo => listing.RetainedTo ?? Objects.Max(static placed => placed.Log.Slot?.End);

    /// <summary>What was passed over when listing.</summary>
    public IReadOnlyList<string> Notes => listing.Notes;

    /// <summary>What the index holds of other objects, of times that were not listed.</summary>
    internal IReadOnlyList<IndexedObject> Beyond { get; }

    /// <summary>All that the index holds.</summary>
    internal IReadOnlyList<IndexedObject> Held => [.. Objects.Select(static placed => placed.Held).OfType<IndexedObject>(), .. Beyond];

    /// <summary>Whether it is of the same listing: nothing came or went in between.</summary>
    internal bool IsSameListing(LogShelf other) => ReferenceEquals(listing, other.listing);

    /// <summary>Whether all of the objects are listed as they were when they were read.</summary>
    internal bool Lists(IEnumerable<IndexedObject> objects)
    {
        var versions = Objects.ToDictionary(static placed => placed.Log.Key, static placed => (placed.Log.Version, placed.Log.Length), StringComparer.Ordinal);
        return objects.All(held => versions.TryGetValue(held.Key, out var now) && now == (held.Version, held.Length));
    }

    /// <summary>Whether it was listed for all of the window.</summary>
    internal bool Reaches(TimeWindow window) => listing.IsWhole || (listedFor.Start <= window.Start && listedFor.End >= window.End);

    /// <summary>Puts what is listed and what is known together. A batch of which any object changed, went or stands in a later batch is not used.</summary>
    internal static LogShelf Of(LogListing listing, TimeWindow listedFor, IReadOnlyList<IndexedObject> held, out IReadOnlyCollection<long> stale, long generation = 0)
    {
        if (held.Count == 0)
        {
            stale = [];
            return new LogShelf(listing, listedFor, InOrder(listing.Objects, static log => new ShelfObject(log, null)), [], new HashSet<long>()) { Generation = generation };
        }

        var listed = new Dictionary<string, LogObject>(listing.Objects.Count, StringComparer.Ordinal);
        foreach (var log in listing.Objects) listed[log.Key] = log;
        var newest = new Dictionary<string, IndexedObject>(held.Count, StringComparer.Ordinal);
        var unused = new HashSet<long>();
        foreach (var known in held.OrderBy(static known => known.Batch))
        {
            if (newest.TryGetValue(known.Key, out var older)) unused.Add(older.Batch);
            newest[known.Key] = known;
            if (listed.TryGetValue(known.Key, out var log) ? log.Version != known.Version || log.Length != known.Length : listing.IsWhole || IsOf(listedFor, known.Key)) unused.Add(known.Batch);
        }

        stale = unused;
        var objects = InOrder(listing.Objects, log => new ShelfObject(log, newest.GetValueOrDefault(log.Key) is { } known && !unused.Contains(known.Batch) ? OneText(log, known) : null));
        var beyond = listing.IsWhole ? [] : newest.Values.Where(known => !unused.Contains(known.Batch) && !listed.ContainsKey(known.Key)).ToList();
        return new LogShelf(listing, listedFor, objects, beyond) { Generation = generation };
    }

    /// <summary>Whether an object of that key would have been listed for a window if it were there.</summary>
    private static bool IsOf(TimeWindow window, string key) => LogKey.Parse(key).Slot is not { } slot || (slot.End > window.Start && slot.Start < window.End);

    private static ShelfObject[] InOrder(IReadOnlyList<LogObject> logs, Func<LogObject, ShelfObject> place)
    {
        var objects = new ShelfObject[logs.Count];
        for (var at = 0; at < objects.Length; at++) objects[at] = place(logs[at]);
        Array.Sort(objects, static (left, right) => string.CompareOrdinal(left.Log.Key, right.Log.Key));
        return objects;
    }

    /// <summary>The same shelf for a listing that is the same as before; null when it is another.</summary>
    internal LogShelf? Again(LogListing again, TimeWindow window) =>
        ReferenceEquals(again, listing) ? new LogShelf(listing, window, Objects, Beyond, Batches) { Generation = Generation } : null;

    /// <summary>Keys are long and there are many: what the index knows holds the listing's, not copies of them.</summary>
    private static IndexedObject OneText(LogObject log, IndexedObject known) =>
        ReferenceEquals(log.Key, known.Key) ? known : known with { Key = log.Key, Version = log.Version };

    /// <summary>The same listing with more known of it, and without what some batches knew.</summary>
    internal LogShelf With(IEnumerable<IndexedObject> added, IReadOnlyCollection<long> instead)
    {
        var known = added.ToDictionary(static held => held.Key, StringComparer.Ordinal);
        return new LogShelf(listing, listedFor, [.. Objects.Select(Renewed)], [.. Beyond.Where(held => !instead.Contains(held.Batch))]) { Generation = Generation };

        ShelfObject Renewed(ShelfObject placed) =>
            known.TryGetValue(placed.Log.Key, out var held) && held.Version == placed.Log.Version ? placed with { Held = held }
            : placed.Held is { } before && instead.Contains(before.Batch) ? placed with { Held = null }
            : placed;
    }

    /// <summary>Start of the newest slot of all objects; the least instant when no key tells a time.</summary>
    internal DateTimeOffset NewestSlot
    {
        get
        {
            var ticks = Volatile.Read(ref newestSlot);
            if (ticks < 0) Volatile.Write(ref newestSlot, ticks = (Objects.Max(static placed => placed.Log.Slot?.Start) ?? DateTimeOffset.MinValue).UtcTicks);
            return new DateTimeOffset(ticks, TimeSpan.Zero);
        }
    }

    /// <summary>The times of all objects, side by side: every question looks at all of them.</summary>
    private Line[] Lines() => lines ??= [.. Objects.Select(LineOf)];

    /// <summary>Places of the objects, by series and in these by slot: what <see cref="LogQuery.Select"/> needs, made once and not for every question.</summary>
    private int[] BySeries()
    {
        if (bySeries is { } made) return made;
        var of = Lines();
        var places = new int[of.Length];
        for (var at = 0; at < places.Length; at++) places[at] = at;
        Array.Sort(places, (left, right) =>
        {
            var (one, other) = (Objects[left].Log.Series, Objects[right].Log.Series);
            var order = ReferenceEquals(one, other) ? 0 : string.CompareOrdinal(one, other);
            return order != 0 ? order : of[left].SlotStart.CompareTo(of[right].SlotStart);
        });
        return bySeries = places;
    }

    private static Line LineOf(ShelfObject placed)
    {
        var slot = placed.Log.Slot;
        var (first, last) = placed.Held?.Reading switch
        {
            { First: { } from, Last: { } to } => (from.UtcTicks, to.UtcTicks),

            // damaged, and nobody knows what it held: every question it could have had a part in is told
            { IsOpen: true } or { IsUnreadable: true } => slot is { } of ? (of.Start.UtcTicks - LogQuery.LookAhead.Ticks, of.End.UtcTicks) : (long.MinValue, long.MaxValue),
            _ => (long.MaxValue, long.MinValue),
        };
        return new Line(
            slot?.Start.UtcTicks ?? long.MinValue,
            slot?.End.UtcTicks ?? long.MinValue,
            first,
            last,
            placed.Held?.Batch ?? 0,
            placed.Held is null,
            slot is not null && placed.Held?.Reading is { First: not null, Last: not null, Skipped: 0, Unreadable: 0, IsForeign: false, IsOpen: false, IsUnreadable: false });
    }

    /// <summary>Times of one object, UTC ticks.</summary>
    /// <param name="SlotStart">Start of its slot; the least value when its key tells none.</param>
    /// <param name="SlotEnd">End of its slot.</param>
    /// <param name="First">First record, or how far back a damaged object may reach; the greatest value when it is not indexed or empty.</param>
    /// <param name="Last">Last record, or how far a damaged object may reach; the least value when it is not indexed or empty.</param>
    /// <param name="Batch">Batch of the index; 0 when it is not indexed.</param>
    /// <param name="IsUnread">Whether it is not indexed.</param>
    /// <param name="IsPlain">Whether it is indexed, has a slot and records, and there is nothing to be said about it.</param>
    internal readonly record struct Line(long SlotStart, long SlotEnd, long First, long Last, long Batch, bool IsUnread, bool IsPlain);

    /// <summary>The objects that may hold records of a window and exist at a source's present.</summary>
    /// <param name="query">Window, account and region.</param>
    /// <param name="asOf">Objects stamped later do not exist yet.</param>
    internal LogSelection Select(LogQuery query, DateTimeOffset asOf)
    {
        var indexed = new List<int>();
        var unread = 0;
        var held = 0L;
        var (from, to, now) = (query.Window.Start.UtcTicks, query.Window.End.UtcTicks, asOf.UtcTicks);
        var ofAnySource = query.Account is null && query.Region is null;
        var lines = Lines();
        for (var at = 0; at < lines.Length; at++)
        {
            if (!ofAnySource && !query.IsOfSource(Objects[at].Log)) continue;
            held++;
            ref readonly var line = ref lines[at];
            if (line.SlotStart > now) continue;
            if (line.IsUnread) unread++;
            else if ((line.SlotEnd > from && line.SlotStart < to) || (line.Last >= from && line.First < to)) indexed.Add(at);
        }

        // an object not in the index is wanted by the place of its slot among all of its series, indexed or not
        return new LogSelection(this, lines, indexed, unread == 0 ? [] : Unread(query, now), held);
    }

    /// <summary>Those of the objects <see cref="LogQuery.Select"/> wants that the index does not know and that exist already, by key.</summary>
    private List<LogObject> Unread(LogQuery query, long now)
    {
        var wanted = new bool[Objects.Count];
        var (of, count) = (Lines(), 0);
        var pause = new SeriesPause(query.Window);
        string? series = null;
        foreach (var at in BySeries())
        {
            var log = Objects[at].Log;
            if (!query.IsOfSource(log)) continue;
            if (!ReferenceEquals(series, log.Series) && series != log.Series) pause = new SeriesPause(query.Window);
            series = log.Series;
            if (!pause.IsWanted(log.Slot) || !of[at].IsUnread || of[at].SlotStart > now) continue;
            wanted[at] = true;
            count++;
        }

        var unread = new List<LogObject>(count);
        for (var at = 0; at < wanted.Length; at++)
        {
            if (wanted[at]) unread.Add(Objects[at].Log);
        }

        return unread;
    }
}

/// <summary>An object and what the index knows of it.</summary>
/// <param name="Log">The object.</param>
/// <param name="Held">What reading it brought to light; null when it is not in the index.</param>
public sealed record ShelfObject(LogObject Log, IndexedObject? Held);

/// <summary>The objects of a question.</summary>
/// <param name="shelf">Where they stand.</param>
/// <param name="lines">Times of all objects of the shelf.</param>
/// <param name="places">Places of the indexed ones.</param>
/// <param name="unread">Those the index does not know, that may touch the window.</param>
/// <param name="held">How many objects of that account and region there are, of any time.</param>
internal sealed class LogSelection(LogShelf? shelf, LogShelf.Line[] lines, List<int> places, IReadOnlyList<LogObject> unread, long held)
{
    private IReadOnlyList<ShelfObject>? indexed;

    /// <summary>No objects.</summary>
    public static readonly LogSelection None = new(null, [], [], [], 0);

    /// <summary>Those the index knows, that touch the window.</summary>
    public IReadOnlyList<ShelfObject> Indexed => indexed ??= [.. Places.Select(at => shelf!.Objects[at])];

    /// <summary>The same by their places: most questions need no more of them than their times.</summary>
    public List<int> Places => places;

    /// <summary>Those the index does not know, that may touch the window.</summary>
    public IReadOnlyList<LogObject> Unread => unread;

    /// <summary>How many objects of that account and region there are, of any time.</summary>
    public long Held => held;

    /// <summary>The object at a place.</summary>
    public ShelfObject At(int place) => shelf!.Objects[place];

    /// <summary>Times of the object at a place.</summary>
    public ref readonly LogShelf.Line LineAt(int place) => ref lines[place];

    /// <summary>Batches of the index that must hold records of a window.</summary>
    public HashSet<long> BatchesOf(TimeWindow window)
    {
        var batches = new HashSet<long>();
        var latest = 0L; // objects of one batch come one after the other
        var (from, to) = (window.Start.UtcTicks, window.End.UtcTicks);
        foreach (var at in places)
        {
            ref readonly var line = ref lines[at];
            if (line.Batch != latest && line.Last >= from && line.First < to) batches.Add(latest = line.Batch);
        }

        return batches;
    }
}
