namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>Traffic per hour of one interface in one flow log, and what it tells of the interface's own addresses.</summary>
internal sealed class FlowBook(FlowBookName name)
{
    private const int Families = 3;
    private readonly OwnSide[] own = new OwnSide[Families];
    private readonly Dictionary<long, FlowHourRow>[] rows = [[], [], []];
    private FlowHourRow? last;
    private int lastFamily;

    public FlowBookName Name => name;

    /// <summary>Fields of the richest format its records came in.</summary>
    public uint Fields { get; set; }

    /// <summary>The series and format this hour's records are best taken from: more fields are better, then the name decides.</summary>
    public (int Fields, string Series) Rank => (System.Numerics.BitOperations.PopCount(Fields), Name.Series);

    /// <summary>Whether its sides are those of an address asked about, and not the interface's own.</summary>
    public bool IsSeenFromElsewhere { get; private set; }

    public bool IsEmpty => RowCount == 0;

    public int RowCount => rows[0].Count + rows[1].Count + rows[2].Count;

    public IEnumerable<(int Family, FlowHourRow Row)> Rows => rows.SelectMany(static (of, family) => of.Values.Select(row => (family, row)));

    /// <summary>Whether its books know that there is something in it.</summary>
    public bool IsWritten { get; set; }

    /// <summary>The book of the same name in the books that took it over last.</summary>
    public (FlowBooks? Of, FlowBook? Book) Counterpart { get; set; }

    public OwnSide Own(int family) => own[family];

    /// <summary>Adds a record.</summary>
    /// <param name="flow">The record.</param>
    /// <param name="slot">Start of its object's slot, in seconds since 1970; 0 for none.</param>
    /// <param name="addresses">Numbers of addresses.</param>
    /// <param name="seen">Which way it went for whoever it is seen from, when that is not the interface.</param>
    /// <param name="pool">Rows to be used again.</param>
    public void Add(in Flow flow, long slot, FlowAddresses addresses, FlowSide? seen, Stack<FlowHourRow>? pool)
    {
        var family = FlowAddresses.FamilyOf(flow.Source, flow.Destination);
        IsSeenFromElsewhere |= seen is not null;
        if (own[family].Learn(in flow)) Turn(family);
        var tie = flow.Told != FlowSide.Unknown ? flow.Told : OwnSide.TieOf(flow.Source, flow.Destination, addresses);
        var side = seen ?? (flow.Told != FlowSide.Unknown ? flow.Told : flow.Source == own[family].A ? FlowSide.Out : FlowSide.In);
        Row(family, flow.Hour, pool).Add(FlowHourRow.CellOf(side, tie, flow.Action), in flow, slot);
    }

    public FlowHourRow Row(int family, long hour, Stack<FlowHourRow>? pool)
    {
        if (last is not null && last.Hour == hour && lastFamily == family) return last;
        if (!rows[family].TryGetValue(hour, out var row))
        {
            rows[family][hour] = row = (pool is { Count: > 0 } ? pool.Pop() : new FlowHourRow()).Begin(hour);

            // objects come in the order of their times: what lies two hours back is over, and what came before a pause
            if (rows[family].TryGetValue(hour - 2, out var past)) past.Pack();
            if (last is not null && last.Hour < hour - 2) last.Pack();
        }

        (last, lastFamily) = (row, family);
        return row;
    }

    /// <summary>Learns an own address without a record.</summary>
    public void Learn(int family, in OwnSide other)
    {
        if (own[family].Learn(in other)) Turn(family);
    }

    /// <summary>Takes over another book of the same name, which is not to be used any more but for its rows.</summary>
    public void Add(FlowBook other)
    {
        IsSeenFromElsewhere |= other.IsSeenFromElsewhere;
        if (System.Numerics.BitOperations.PopCount(other.Fields) > System.Numerics.BitOperations.PopCount(Fields)) Fields = other.Fields;
        for (var family = 0; family < Families; family++)
        {
            if (own[family].Learn(in other.own[family])) Turn(family);
            if (own[family].State is OwnState.Single or OwnState.Pair && other.own[family].State == OwnState.Pair && other.own[family].A != own[family].A) other.Turn(family);
            if (other.rows[family].Count == 0) continue;
            foreach (var row in other.rows[family].Values) Row(family, row.Hour, null).Add(row);
        }
    }

    /// <summary>Forgets everything; its rows can be used for another.</summary>
    public void Clear(Stack<FlowHourRow> pool)
    {
        for (var family = 0; family < Families; family++)
        {
            own[family] = default;
            if (rows[family].Count == 0) continue;
            foreach (var row in rows[family].Values) pool.Push(row);
            rows[family].Clear();
        }

        last = null;
        Fields = 0;
    }

    /// <summary>Makes it small: no more records are expected for now.</summary>
    public void Pack()
    {
        foreach (var of in rows)
        {
            foreach (var row in of.Values) row.Pack();
        }
    }

    /// <summary>Forgets rows.</summary>
    public void Drop(Func<FlowHourRow, bool> which)
    {
        last = null;
        foreach (var of in rows)
        {
            foreach (var hour in of.Where(row => which(row.Value)).Select(static row => row.Key).ToList()) of.Remove(hour);
        }
    }

    /// <summary>The figures of a row, seen from the interface.</summary>
    /// <param name="family">Family of the row.</param>
    /// <param name="row">The row.</param>
    /// <param name="known">Own address of that family, where another source knows it.</param>
    /// <param name="addresses">Numbers of addresses.</param>
    public FlowTotals Totals(int family, FlowHourRow row, OwnSide known, FlowAddresses addresses)
    {
        var side = own[family];
        if (IsSeenFromElsewhere) return row.Totals(byTie: false, isTurned: false);
        if (side.State == OwnState.Single) return row.Totals(byTie: false, isTurned: false);
        if (side.State == OwnState.Pair && known.State == OwnState.Single && (known.A == side.A || known.A == side.B)) return row.Totals(byTie: false, isTurned: known.A == side.B);
        return row.Totals(byTie: true, isTurned: false);
    }

    private void Turn(int family)
    {
        if (IsSeenFromElsewhere) return;
        foreach (var row in rows[family].Values) row.Turn();
    }
}

/// <summary>Whose traffic a book holds.</summary>
/// <param name="Series">The flow log, as <see cref="FlowSeries"/> tells it.</param>
/// <param name="Interface">The interface; empty when the format does not name it.</param>
/// <param name="Instance">Its instance; empty when the format does not name it.</param>
/// <param name="Account">Its account.</param>
internal sealed record FlowBookName(string Series, string Interface, string Instance, string Account);
