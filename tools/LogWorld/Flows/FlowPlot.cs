using ChatOps.LogWorld.Objects;

namespace ChatOps.LogWorld.Flows;

/// <summary>All that is decided before the first row of a flow world, and how one object of it is written.</summary>
internal sealed class FlowPlot
{
    private readonly FlowRowWriter writer;
    private readonly FlowTraffic traffic;
    private readonly ObjectPlan plan;
    private readonly HashSet<int> repeatHeader;

    public FlowPlot(FlowWorldOptions options)
    {
        Options = options;
        Time = new DayAndNight(options.Start, options.Days);
        Cast = new FlowCast(options.Seed, options.Interfaces);
        Planted = new PlantedRows(options.Seed, Cast, Time, options.Days, options.Faults);
        NamedHour = Planted.AttackDay + 14 * 3600;
        writer = new FlowRowWriter(options.Columns);
        traffic = new FlowTraffic(Cast);
        plan = new ObjectPlan(options.Seed, Time, 1, options.Faults.Objects, Planted.AttackHours.Contains);
        repeatHeader = [.. Dice.For(options.Seed, "headers").Shuffled(Time.Slots).Where(slot => !plan.IsMissing(slot)).Take(options.Faults.RepeatedHeaders)];
    }

    public FlowWorldOptions Options { get; }

    public DayAndNight Time { get; }

    public FlowCast Cast { get; }

    public PlantedRows Planted { get; }

    /// <summary>Unix seconds of the hour for which the truth ranks talkers: that of the heavy upload.</summary>
    public long NamedHour { get; }

    public FlowTally Tally(string folder) => new(folder, Cast.Victim, new TalkerTally(Time.First, Time.End), new TalkerTally(NamedHour, NamedHour + 3600));

    public void WriteObject(FlowTally tally, int slot)
    {
        var planted = Planted.In(slot);
        var ordinary = Time.Rows(slot, Options.Rows);
        if (plan.IsMissing(slot) || planted.Count + ordinary == 0) return;
        var dice = Dice.For(Options.Seed, "flows", slot);
        var before = tally.Rows;
        Body(tally, slot, planted, ordinary, ref dice);
        var stamp = Time.StampOf(slot) + (plan.IsLate(slot) ? 3600 : 0);
        var key = Options.Layout.Flow(stamp, $"{dice.Next():x16}", plan.IsPlain(slot));
        tally.RawBytes += tally.Page.Length;
        tally.Shelf.Store(key, tally.Page.Written, plan.IsPlain(slot));
        if (plan.IsLate(slot)) tally.Late.Add(key);
        if (plan.IsPlain(slot)) tally.Plain.Add(key);
        if (!plan.IsTwice(slot)) return;
        tally.Twice.Add(Options.Layout.Flow(stamp, $"{dice.Next():x16}", plain: false));
        tally.Shelf.Store(tally.Twice[^1], tally.Page.Written);
        tally.RowsTwice += tally.Rows - before;
    }

    public ObjectFaultsTruth WriteStrays(FlowTally tally)
    {
        var faults = Options.Faults.Objects;
        var strays = new StrayObjects(tally.Shelf, Time, Options.Seed, (stamp, unique) => Options.Layout.Flow(stamp, unique, plain: false));
        return new ObjectFaultsTruth(
            [.. tally.Twice.Order(StringComparer.Ordinal)], [.. tally.Late.Order(StringComparer.Ordinal)], [.. tally.Plain.Order(StringComparer.Ordinal)], plan.MissingHours,
            strays.Truncated(faults.Truncated, Bystanders), strays.Empty(faults.Empty), strays.Foreign(faults.Foreign));
    }

    /// <summary>Ordinary rows in the order they are drawn, which is no order at all, and planted ones somewhere between them.</summary>
    private void Body(FlowTally tally, int slot, IReadOnlyList<FlowRow> planted, int ordinary, ref Dice dice)
    {
        var (page, stamp) = (tally.Page, Time.StampOf(slot));
        page.Clear();
        writer.WriteHeader(page);
        var total = ordinary + planted.Count;
        var headerAt = repeatHeader.Contains(slot) && total > 1 ? total / 2 : -1;
        var given = 0;
        for (var i = 0; i < total; i++)
        {
            if (i == headerAt)
            {
                writer.WriteHeader(page);
                tally.RepeatedHeaders++;
            }

            var row = dice.Below(total - i) < planted.Count - given ? planted[given++] : traffic.Draw(ref dice, stamp);
            writer.Write(page, row);
            tally.Add(row, stamp);
        }
    }

    /// <summary>Rows of an interface and of addresses that occur nowhere else.</summary>
    private void Bystanders(Utf8Page page, long stamp)
    {
        var stranger = new FlowInterface(1_000_000, 443);
        writer.WriteHeader(page);
        for (var i = 0; i < 400; i++)
        {
            var row = new FlowRow { Interface = stranger, Ingress = true, Accepted = true, Protocol = 6, Start = stamp + i % 200, End = stamp + i % 200 + 50, Bytes = 100 + i, Packets = 1 };
            FlowTraffic.Ends(ref row, Host.V4(198, 51, 100, 1 + i % 250), 443, 1024 + (i * 7919 % 60000), 0);
            writer.Write(page, row);
        }
    }
}
