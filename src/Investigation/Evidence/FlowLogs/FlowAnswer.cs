using System.Runtime.InteropServices;

namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>Makes the figures of one question.</summary>
internal sealed class FlowAnswer(FlowInquiry inquiry, FlowSubject subject, LogScan scan, FlowAsk ask, FlowLimits limits, DistinctCache cache)
{
    private const int MostRounds = 3;
    private readonly NameNumbers names = new();
    private readonly DistinctTally? distinct = ask.Distinct ? new DistinctTally(new HourParts(limits.DistinctMemory)) : null;
    private readonly HashSet<string> met = new(StringComparer.Ordinal);
    private FlowWaiting waiting = new(limits.Waiting);

    /// <summary>The figures; null when there was no record.</summary>
    public async Task<FlowFigures?> MakeAsync(CancellationToken cancellationToken)
    {
        var wantsRows = ask.Distinct || ask.Groupings.Count > 0;

        // what must be known before records can be put in rows: which of two flow logs counts, and whether an address is an interface's own
        var needsBooks = inquiry.HasSeveralSeries || (subject.IsByAddress && subject.MayBeOwn);
        var takesBooksFirst = needsBooks || (inquiry.CanUseHours && inquiry.Indexed.Count > 0); // of the index they cost little, and tell which objects to read
        FlowBooks? books = null;
        List<FlowRowsTally>? inOnePass = null;
        inquiry.ShownHoursOnly = true; // tables are counted from the records themselves
        var tables = NewTables();
        if (!wantsRows || takesBooksFirst)
        {
            books = await inquiry.BooksAsync(null, cancellationToken);
            if (!needsBooks && !ask.Hours && !ask.Distinct && wantsRows && inquiry.Reach.IsCut)
            {
                inquiry.GoWithoutBooks();
                books = null;
            }
            else
            {
                inquiry.Choose(books);
            }
        }
        else if (ask.Hours)
        {
            inOnePass = [];
            var known = inquiry.KnownOwn();
            foreach (var table in tables) table.Map.NextPart();
            books = await inquiry.BooksAsync(() => Kept(inOnePass, new FlowRowsTally(subject, inquiry.Scope, distinct, tables, names, known, null, waiting)), cancellationToken);
        }

        if (inquiry.Reach.IsRefused) return null;
        if (inquiry.HasStartedAgain && inOnePass is not null)
        {
            (inOnePass, tables, waiting) = (null, NewTables(), new FlowWaiting(limits.Waiting));
            distinct?.Restart();
        }

        var owners = books is null ? null : Owners(books);
        var (kept, marks) = books is not null && inOnePass is null ? Kept(books) : ([], []);
        var rows = wantsRows ? await RowsAsync(books, owners, tables, inOnePass, kept.Keys.ToHashSet(), cancellationToken) : (Tables: [], Any: false);
        Dictionary<long, FlowTotals> hours = books is null ? [] : Hours(books, owners);
        if (!(books?.All.Any() ?? false) && !rows.Any) return null;
        var shown = scan.Hours().Where(inquiry.Scope.ShowsHour).ToList();
        inquiry.TellsAddresses = ask.Distinct || ask.Groupings.Any(static grouping => grouping.Columns.Contains(FlowColumn.RemoteAddress))
            || hours.Values.Concat(rows.Tables.Select(static table => table.Total)).Any(static totals => totals.Undirected.Records > 0);
        if (distinct is not null && !subject.Book.HasOthers) // or else the next answer would take it for exact
        {
            foreach (var (hour, mark) in marks) cache.Keep(subject.Identity, hour, mark, distinct.Of(DateTimeOffset.FromUnixTimeSeconds(hour * 3600)));
        }

        return new FlowFigures(
            ask.Hours ? [.. shown.Select(hour => new FlowHour(hour, hours.GetValueOrDefault(hour.ToUnixTimeSeconds() / 3600)))] : [],
            ask.Distinct ? [.. shown.Select(hour => kept.GetValueOrDefault(hour.ToUnixTimeSeconds() / 3600) ?? distinct?.Of(hour) ?? new DistinctHour(hour, default, default, default))] : [],
            rows.Tables,
            [.. Interfaces(books, owners)]);
    }

    /// <summary>Own addresses of the subject's interfaces; for an address, the interfaces that have it for their own.</summary>
    public static async Task<AddressAssignments?> AssignmentsAsync(FlowInquiry inquiry, FlowSubject subject, CancellationToken cancellationToken)
    {
        inquiry.TellsAddresses = true;
        var books = await inquiry.BooksAsync(null, cancellationToken);
        inquiry.Choose(books);
        var known = inquiry.KnownOwn();
        var found = new Dictionary<(string Interface, ulong Address), (long First, long Last, long Records)>();
        foreach (var book in books.All)
        {
            foreach (var (family, row) in book.Rows)
            {
                if (OwnOf(book, family, known, subject.Book) is not { } address || (subject.IsAddress && !subject.Numbers.Contains(address))) continue;
                ref var one = ref CollectionsMarshal.GetValueRefOrAddDefault(found, (book.Name.Interface, address), out var isKnown);
                var records = Enumerable.Range(0, FlowHourRow.Cells).Sum(cell => row.Cell(cell).Records);
                one = isKnown ? (Math.Min(one.First, row.MinStart), Math.Max(one.Last, row.MaxEnd), one.Records + records) : (row.MinStart, row.MaxEnd, records);
            }
        }

        if (found.Count == 0) return null;
        return new AddressAssignments(
        [
            .. found
                .Select(one => new AddressAssignment(one.Key.Interface, subject.Book.NameOf(one.Key.Address), DateTimeOffset.FromUnixTimeSeconds(one.Value.First), DateTimeOffset.FromUnixTimeSeconds(one.Value.Last), one.Value.Records))
                .OrderBy(static one => one.First)
                .ThenBy(static one => one.Interface, StringComparer.Ordinal)
                .ThenBy(static one => one.Address, StringComparer.Ordinal),
        ]);
    }

    /// <summary>Distinct counts known from before, and the marks of hours that can be known from now on: those of which the index tells all.</summary>
    private (Dictionary<long, DistinctHour> Kept, Dictionary<long, ulong> Marks) Kept(FlowBooks books)
    {
        var kept = new Dictionary<long, DistinctHour>();
        var marks = new Dictionary<long, ulong>();
        if (!ask.Distinct || ask.Groupings.Count > 0 || !inquiry.CanUseHours || inquiry.HasSeveralSeries) return (kept, marks);
        var own = new HashCode();
        foreach (var (name, family, side) in books.All
            .SelectMany(static book => Enumerable.Range(0, 3).Select(family => (book.Name.Interface, family, Own: book.Own(family))))
            .OrderBy(static one => one.Interface, StringComparer.Ordinal).ThenBy(static one => one.family))
            own.Add((name, family, side.State, side.State is OwnState.Single or OwnState.Pair ? subject.Book.NameOf(side.A) : ""));
        var learned = (ulong)(uint)own.ToHashCode() * 0x9E3779B97F4A7C15UL;
        var all = inquiry.Marks();
        foreach (var hour in books.All.SelectMany(static book => book.Rows).Select(static row => row.Row.Hour).Distinct().Where(hour => !inquiry.HoursRead.Contains(hour)).ToList())
        {
            var mark = all.GetValueOrDefault(hour) + learned;
            if (cache.Find(subject.Identity, hour, mark) is { } counts) kept[hour] = counts;
            else marks[hour] = mark;
        }

        return (kept, marks);
    }

    private static FlowRowsTally Kept(List<FlowRowsTally> all, FlowRowsTally one)
    {
        lock (all) all.Add(one);
        return one;
    }

    private static ulong? OwnOf(FlowBook book, int family, Dictionary<(string, int), OwnSide> known, FlowAddresses addresses)
    {
        var own = book.Own(family);
        if (own.State == OwnState.Single) return own.A;
        if (own.State != OwnState.Pair) return null;
        if (known.TryGetValue((book.Name.Interface, family), out var told) && (told.A == own.A || told.A == own.B)) return told.A;
        return OwnSide.TieOf(own.A, own.B, addresses) switch { FlowSide.Out => own.A, FlowSide.In => own.B, _ => null };
    }

    private List<FlowTableTally> NewTables() => [.. ask.Groupings.Select(grouping => new FlowTableTally(grouping, names, subject.Book, limits.TableMemory))];

    /// <summary>The interfaces that have the address asked for as their own; null when it is not asked by address or none has.</summary>
    private HashSet<string>? Owners(FlowBooks books)
    {
        if (!subject.IsByAddress) return null;
        var known = inquiry.KnownOwn();
        var owners = known.Where(own => subject.Numbers.Contains(own.Value.A)).Select(static own => own.Key.Interface).ToHashSet(StringComparer.Ordinal);
        foreach (var book in books.All)
        {
            for (var family = 0; family < 3; family++)
            {
                if (book.Own(family) is { State: OwnState.Single } own && subject.Numbers.Contains(own.A)) owners.Add(book.Name.Interface);
            }
        }

        owners.IntersectWith(books.All.Select(static book => book.Name.Interface));
        return owners.Count == 0 ? null : owners;
    }

    private Dictionary<long, FlowTotals> Hours(FlowBooks books, HashSet<string>? owners)
    {
        var known = inquiry.KnownOwn();
        var hours = new Dictionary<long, FlowTotals>();
        foreach (var book in books.All)
        {
            if (owners?.Contains(book.Name.Interface) == false) continue;
            foreach (var (family, row) in book.Rows)
                CollectionsMarshal.GetValueRefOrAddDefault(hours, row.Hour, out _) += book.Totals(family, row, known.GetValueOrDefault((book.Name.Interface, family)), subject.Book);
        }

        return hours;
    }

    private SortedSet<string> Interfaces(FlowBooks? books, HashSet<string>? owners)
    {
        var all = books is null ? met : books.All.Select(static book => book.Name.Interface);
        return new SortedSet<string>(all.Where(of => of.Length > 0 && owners?.Contains(of) != false), StringComparer.Ordinal);
    }

    private async Task<(IReadOnlyList<FlowTable> Tables, bool Any)> RowsAsync(
        FlowBooks? books, HashSet<string>? owners, List<FlowTableTally> tables, List<FlowRowsTally>? done, HashSet<long> kept, CancellationToken cancellationToken)
    {
        var known = inquiry.KnownOwn();
        if (books is not null && done is null) Learn(known, books); // what was read along with the books did without
        var objects = await ObjectsAsync(books, kept, cancellationToken);
        Func<LogObject, long, bool> takes = (_, hour) => !kept.Contains(hour);
        if (done is null)
        {
            foreach (var table in tables) table.Map.NextPart();
        }

        // a first pass, again when own addresses turned out to be others than assumed, and once more for each part of a table that did not fit
        for (var round = 0; ; round++)
        {
            var parts = done ?? await inquiry.ReadAsync(objects, () => NewTally(distinct, tables), takes, cancellationToken);
            done = null;
            var learned = End(parts);
            met.UnionWith(parts.SelectMany(static part => part.Orienter.Learned).Select(static one => one.Key.Interface));
            if (round < MostRounds && parts.Any(part => part.Orienter.Learned.Any(one => one.Assumed is { } assumed && learned[one.Key] is var own && IsOther(assumed, own) && !known.ContainsKey(one.Key))))
            {
                foreach (var (key, own) in learned.Where(one => one.Value.State is OwnState.Single or OwnState.None)) known.TryAdd(key, own);
                foreach (var table in tables) table.Restart();
                distinct?.Restart();
                continue;
            }

            distinct?.Count();
            foreach (var (key, own) in learned.Where(static one => one.Value.State is OwnState.Single or OwnState.None)) known.TryAdd(key, own);
            break;
        }

        foreach (var table in tables) table.TakePart();
        for (var open = tables; ;)
        {
            open = [.. open.Where(static table => table.Map.NextPart())];
            var hours = distinct?.Parts.Next(toTheEnd: open.Count > 0) == true ? distinct : null;
            if (open.Count == 0 && hours is null) break;

            // a part of a table is of all objects, and a part of the hours goes along with it; hours by themselves need theirs only
            var of = open.Count > 0 ? objects : [.. objects.Where(hours!.Parts.Touches)];
            End(await inquiry.ReadAsync(of, () => NewTally(hours, open), (log, hour) => open.Count > 0 || (hours!.Parts.Takes(hour) && takes(log, hour)), cancellationToken));
            foreach (var table in open) table.TakePart();
            hours?.Count();
        }

        return ([.. tables.Select(static table => table.ToTable())], met.Count > 0 || kept.Count > 0);

        FlowRowsTally NewTally(DistinctTally? ofHours, IReadOnlyList<FlowTableTally> ofTables) => new(subject, inquiry.Scope, ofHours, ofTables, names, known, owners, waiting);
    }

    /// <summary>Ends a pass over objects.</summary>
    /// <returns>What its readers learned of own addresses, together.</returns>
    private static Dictionary<(string Interface, int Family), OwnSide> End(List<FlowRowsTally> parts)
    {
        var learned = Together(parts);
        foreach (var part in parts) part.End(learned);
        return learned;
    }

    private static bool IsOther(OwnSide assumed, OwnSide own) => own.State switch
    {
        OwnState.Single => assumed.State != OwnState.Single || assumed.A != own.A,
        OwnState.None => assumed.State != OwnState.None,
        _ => false,
    };

    private static Dictionary<(string Interface, int Family), OwnSide> Together(IEnumerable<FlowRowsTally> parts)
    {
        var learned = new Dictionary<(string, int), OwnSide>();
        foreach (var (key, own, _) in parts.SelectMany(static part => part.Orienter.Learned)) CollectionsMarshal.GetValueRefOrAddDefault(learned, key, out _).Learn(in own);
        return learned;
    }

    private static void Learn(Dictionary<(string, int), OwnSide> known, FlowBooks books)
    {
        foreach (var book in books.All.Where(static book => !book.IsSeenFromElsewhere))
        {
            for (var family = 0; family < 3; family++)
            {
                if (book.Own(family) is { State: OwnState.Single } own) known.TryAdd((book.Name.Interface, family), own);
            }
        }
    }

    /// <summary>Where records of the subject may be: in objects that hold its addresses, or of the hours in which its interfaces had any.</summary>
    private async Task<List<LogObject>> ObjectsAsync(FlowBooks? books, HashSet<long> kept, CancellationToken cancellationToken)
    {
        var objects = new List<LogObject>(inquiry.Unread);
        if (subject.IsAddress) objects.AddRange(await inquiry.WithAddressesAsync(cancellationToken));
        else if (books is not null && inquiry.CanUseHours) objects.AddRange(inquiry.Touching(books.All.SelectMany(static book => book.Rows).Select(static row => row.Row.Hour).Where(hour => !kept.Contains(hour)).ToHashSet()));
        else objects.AddRange(inquiry.Indexed.Select(static placed => placed.Log));
        return objects;
    }
}
