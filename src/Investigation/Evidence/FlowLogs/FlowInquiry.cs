using System.Globalization;
using System.Runtime.InteropServices;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence.FlowLogs.Kept;
using ChatOps.Investigation.Evidence.FlowLogs.Wire;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>Takes the records of one reader that are the subject's.</summary>
internal interface IFlowTally
{
    /// <summary>Whether protocol and ports are wanted; reading them takes time.</summary>
    bool WantsPorts { get; }

    /// <summary>Whether addresses are wanted; each takes memory.</summary>
    bool WantsAddresses { get; }

    /// <summary>Takes a record.</summary>
    void Take(in FlowRecord record, in Flow flow, LogObject log);

    /// <summary>An object ends here.</summary>
    void EndObject();
}

/// <summary>One question on its way: which objects must be opened, what the index says instead, what is left out, and why.</summary>
internal sealed partial class FlowInquiry(LogCatalog catalog, EvidenceQuestion question, FlowSubject subject, LogScan scan, FactsCache cache)
{
    private const int LinesToLearnFrom = 64;
    private static readonly TimeWindow AllTime = new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
    private readonly Lock gate = new();
    private readonly HashSet<long> broken = [];
    private readonly Dictionary<long, KeptFacts> facts = [];
    private readonly HashSet<string> copies = new(StringComparer.Ordinal);
    private readonly HashSet<string> leftOut = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> lost = new(StringComparer.Ordinal);
    private readonly HashSet<string> lostRead = new(StringComparer.Ordinal);
    private readonly OwnAddresses own = new(subject.Book);
    private Dictionary<(string Interface, long Hour), string>? chosen;
    private readonly HashSet<long> hoursOfCopies = [];
    private long timeless;
    private long withInstances;
    private long withoutInstances;

    /// <summary>How far back it reaches.</summary>
    public FlowReach Reach { get; set; } = new(question, new FlowLimits().Hours);

    /// <summary>Time of the question, as far as it reaches.</summary>
    public FlowScope Scope => Reach.Scope;

    /// <summary>Whether what is answered depends on which address is which.</summary>
    public bool TellsAddresses { get; set; }

    /// <summary>Whether objects had to be read from the start again when the books were made, because the baseline became shorter.</summary>
    public bool HasStartedAgain { get; private set; }

    /// <summary>Objects that are read whatever the index says: those it does not know, and those of batches it can no longer tell of.</summary>
    public List<LogObject> Unread { get; } = [];

    /// <summary>Objects the index knows.</summary>
    public List<ShelfObject> Indexed { get; } = [];

    /// <summary>Hours some of whose records were read from objects when the books were made; of all others the index told everything.</summary>
    public HashSet<long> HoursRead { get; } = [];

    /// <summary>Whether two flow logs may speak of the same interfaces.</summary>
    public bool HasSeveralSeries { get; private set; }

    /// <summary>Whether the question is for an instance and no record read could have named one.</summary>
    public bool CannotNameInstances => subject.IsUnknownWithoutColumn && withInstances == 0 && withoutInstances > 0;

    /// <summary>Whether kept hours can answer for the subject.</summary>
    public bool CanUseHours => !subject.IsAddress && !(subject.IsByAddress && Facts.Any(static one => one.WithoutInstances > 0));

    private IEnumerable<KeptFacts> Facts => facts.Where(batch => !broken.Contains(batch.Key)).Select(static batch => batch.Value);

    /// <summary>Learns what the index knows of the objects, and which of them came twice.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await foreach (var entry in scan.EntriesAsync(KeptFacts.Topic, null, AllTime, cancellationToken))
        {
            if (cache.Read(entry) is not { } read) broken.Add(entry.Batch);
            else facts[entry.Batch] = facts.TryGetValue(entry.Batch, out var more) ? more.And(read) : read;
        }

        broken.UnionWith(scan.Shelf.Batches.Where(batch => !facts.ContainsKey(batch)));
        Split();

        // before any record: addresses that are met first keep a number of their own
        foreach (var own in Facts.SelectMany(static one => one.Interfaces).Where(one => subject.MayHave(one.Interface)).SelectMany(static one => one.Own)) subject.Book.NumberOf(own);
        await FindCopiesAsync(cancellationToken);
        var series = scan.Selection.Unread.Concat(scan.Selection.Indexed.Select(static placed => placed.Log)).Select(static log => (log.Account, log.Region, log.Series)).Distinct();
        HasSeveralSeries = series.GroupBy(static one => (one.Account, one.Region)).Any(static same => same.Count() > 1);
    }

    /// <summary>Objects in which the index found one of the subject's addresses, or could not tell.</summary>
    public async Task<List<LogObject>> WithAddressesAsync(CancellationToken cancellationToken)
    {
        if (Indexed.Count == 0) return [];
        var keys = subject.Numbers.Select(number => FlowAddresses.IsIpv4(number) ? KeptAddresses.KeyOf((uint)number) : KeptAddresses.KeyOf(subject.Book.NameOf(number))).ToArray();
        var silent = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var entry in scan.EntriesAsync(KeptAddresses.Topic, null, AllOf(Indexed), cancellationToken))
        {
            if (!KeptAddresses.MayHold(entry.Content.Span, keys)) silent.Add(entry.Name);
        }

        return [.. Indexed.Where(placed => !silent.Contains(placed.Log.Key)).Select(static placed => placed.Log)];
    }

    /// <summary>Of two flow logs over one interface, one is used for each hour: the one whose format has more of our fields, then the one whose name comes
    /// first.</summary>
    public void Choose(FlowBooks books)
    {
        chosen = [];
        foreach (var of in books.All.GroupBy(static book => (book.Name.Interface, Surroundings: FlowSeries.Surroundings(book.Name.Series))).Where(static of => of.Key.Interface.Length > 0))
        {
            if (of.Select(static book => book.Name.Series).Distinct(StringComparer.Ordinal).Count() < 2) continue;
            var best = of
                .SelectMany(static book => book.Rows.Select(row => (row.Row.Hour, book.Name.Series, book.Fields)))
                .GroupBy(static row => row.Hour, static row => (row.Series, Fields: System.Numerics.BitOperations.PopCount(row.Fields)));
            foreach (var hour in best)
            {
                var order = hour.Distinct().OrderByDescending(static one => one.Fields).ThenBy(static one => one.Series, StringComparer.Ordinal).ToList();
                chosen[(of.Key.Interface, hour.Key)] = order[0].Series;
                leftOut.UnionWith(order.Skip(1).Select(static one => one.Series).Where(series => series != order[0].Series));
            }
        }

        foreach (var book in books.All.ToList()) book.Drop(row => chosen.TryGetValue((book.Name.Interface, row.Hour), out var series) && series != book.Name.Series);
    }

    /// <summary>Own addresses the index knows, by interface and family.</summary>
    public Dictionary<(string Interface, int Family), OwnSide> KnownOwn()
    {
        var known = new Dictionary<(string, int), OwnSide>();
        foreach (var one in Facts.SelectMany(static one => one.Interfaces))
        {
            if (!subject.MayHave(one.Interface)) continue;
            foreach (var address in one.Own)
            {
                var number = subject.Book.NumberOf(address);
                ref var side = ref CollectionsMarshal.GetValueRefOrAddDefault(known, (one.Interface, FlowAddresses.FamilyOf(number, number)), out _);
                side.Learn(OwnSide.Of(OwnState.Single, number, 0));
            }
        }

        return known.Where(static one => one.Value.State == OwnState.Single).ToDictionary();
    }

    /// <summary>Reads objects.</summary>
    /// <param name="objects">The objects.</param>
    /// <param name="newTally">Makes a reader's tally.</param>
    /// <param name="takes">Whether an object's records of an hour are wanted.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<List<TTally>> ReadAsync<TTally>(IReadOnlyList<LogObject> objects, Func<TTally> newTally, Func<LogObject, long, bool> takes, CancellationToken cancellationToken)
        where TTally : IFlowTally
    {
        if (objects.Count == 0) return [];
        var readers = await scan.ReadAsync(objects, () => new Reader(this, newTally(), takes), static (reader, log, text, token) => reader.ReadAsync(log, text, token), cancellationToken);
        foreach (var reader in readers) reader.Dispose();
        return [.. readers.Select(static reader => (TTally)reader.Tally)];
    }

    /// <summary>Indexed objects that hold records of some hours.</summary>
    public List<LogObject> Touching(IReadOnlySet<long> hours) =>
    [
        .. Indexed.Where(placed => placed.Held!.Reading is not { First: { } first, Last: { } last } || (hours.Count > 0 && HoursOf(first, last).Any(hours.Contains))).Select(static placed => placed.Log),
    ];

    /// <summary>A mark of the objects that hold records of each hour; the same objects make the same mark.</summary>
    public Dictionary<long, ulong> Marks()
    {
        var marks = new Dictionary<long, ulong>();
        var ofAll = 0UL;
        foreach (var placed in Indexed)
        {
            var mark = ((ulong)(uint)HashCode.Combine(placed.Log.Key, placed.Log.Version, 1) << 32) | (uint)HashCode.Combine(placed.Log.Key, placed.Log.Version, placed.Log.Length);
            if (copies.Contains(placed.Log.Key)) mark ^= 0x5555;
            if (placed.Held!.Reading is not { First: { } first, Last: { } last }) ofAll += mark;
            else foreach (var hour in HoursOf(first, last)) CollectionsMarshal.GetValueRefOrAddDefault(marks, hour, out _) += mark;
        }

        return ofAll == 0 ? marks : marks.ToDictionary(static one => one.Key, one => one.Value + ofAll);
    }

    /// <summary>Why nothing was found.</summary>
    public string ReasonOfSilence() => subject.IsPublicIpv4 && (own.AreAllPrivate || (own.IsEmpty && HasOnlyPrivateInterfaces()))
        ? "flow logs show private addresses only; an instance's own public address never appears in them"
        : $"no flow record in {Amount.Of(scan.Objects, "object")}";

    /// <summary>What was passed over.</summary>
    public IEnumerable<string> Notes()
    {
        foreach (var one in Facts.SelectMany(static one => one.Lost))
        {
            if (one.Slot <= question.AsOf.ToUnixTimeSeconds() && Scope.Takes(one.Start, one.End) && subject.MayConcern(one.Interface, one.Instance, one.Account) && FlowSeries.IsOfSource(one.Series, question)) Lose(one.Interface);
        }

        if (lost.Count > 0) yield return $"{Amount.Of(lost.Values.Sum(), "interval")} lost by the flow log service (SKIPDATA)";
        if (lost.Count > 1) yield return $"most of them at {string.Join(", ", lost.OrderByDescending(static one => one.Value).ThenBy(static one => one.Key, StringComparer.Ordinal).Take(3).Select(static one => $"{one.Key} ({one.Value})"))}";
        if (Reach.Note is { } reach) yield return reach;
        if (TellsAddresses && subject.Book.HasOthers)
            yield return string.Create(CultureInfo.InvariantCulture, $"more names of addresses other than IPv4 were met than the {subject.Book.Most:N0} one question keeps: those met last count as one, named others; numbers of addresses and rows are at least these, and which way their records went may be unknown");
        if (scan.Unreadable > 0) yield return $"{Amount.Of(scan.Unreadable, "line")} passed over: no header and not the default format, or not of the header's form";
        var withoutTimes = timeless + Facts.Sum(static one => one.Timeless);
        if (withoutTimes > 0) yield return $"{Amount.Of(withoutTimes, "line")} passed over: the format has no start and end";
        if (subject.IsUnknownWithoutColumn && withInstances > 0 && withoutInstances > 0) yield return $"{Amount.Of(withoutInstances, "object")} do not record instance ids";
        if (copies.Count > 0) yield return $"{Amount.Of(copies.Count, "object")} delivered twice under another name, counted once";
        if (leftOut.Count > 0) yield return $"several flow logs speak of the same interfaces; left out where another tells more: {string.Join(", ", leftOut.Select(FlowSeries.Shown).Order(StringComparer.Ordinal).Take(3))}";
    }

    private bool HasOnlyPrivateInterfaces()
    {
        var known = Facts.SelectMany(static one => one.Interfaces).Where(static one => one.Own.Count > 0).ToList();
        return known.Count > 0 && known.All(static one => one.Own.Any(IpText.IsPrivate));
    }

    private void Split()
    {
        Unread.Clear();
        Indexed.Clear();
        Unread.AddRange(scan.Selection.Unread);
        foreach (var placed in scan.Selection.Indexed)
        {
            if (broken.Contains(placed.Held!.Batch)) Unread.Add(placed.Log);
            else Indexed.Add(placed);
        }

        (withInstances, withoutInstances) = (Facts.Sum(static one => one.WithInstances), Facts.Sum(static one => one.WithoutInstances));
    }

    private static TimeWindow AllOf(List<ShelfObject> objects)
    {
        var (first, last) = (DateTimeOffset.MaxValue, DateTimeOffset.MinValue);
        foreach (var placed in objects)
        {
            foreach (var at in new[] { placed.Log.Slot?.Start, placed.Log.Slot?.End, placed.Held!.Reading.First, placed.Held.Reading.Last })
            {
                if (at < first) first = at.Value;
                if (at > last) last = at.Value;
            }
        }

        return last >= first ? new TimeWindow(first, last.AddSeconds(1)) : AllTime;
    }

    private static IEnumerable<long> HoursOf(DateTimeOffset first, DateTimeOffset last)
    {
        for (var hour = first.ToUnixTimeSeconds() / 3600; hour <= last.ToUnixTimeSeconds() / 3600; hour++) yield return hour;
    }

    /// <summary>Whether hours outside of window and baseline are of no interest: a record that starts in one and touches the window counts there, and is not shown.</summary>
    public bool ShownHoursOnly { get; set; }

    private void Lose(string of)
    {
        lock (gate) CollectionsMarshal.GetValueRefOrAddDefault(lost, of, out _)++;
    }
}
