using ChatOps.LogWorld.Objects;

namespace ChatOps.LogWorld.Trail;

/// <summary>All that is decided before the first event of a trail world, and how one object of it is written.</summary>
internal sealed class TrailPlot
{
    private readonly TrailActivity activity;
    private readonly ObjectPlan plan;

    public TrailPlot(TrailWorldOptions options)
    {
        Options = options;
        Time = new DayAndNight(options.Start, options.Days);
        Cast = new TrailCast(options.Seed);
        Planted = new PlantedEvents(options.Seed, Cast, Time, options.Faults);
        activity = new TrailActivity(Cast, Time.First);
        plan = new ObjectPlan(options.Seed, Time, TrailCast.Regions.Count, options.Faults.Objects, Planted.AttackHours.Contains);
    }

    public TrailWorldOptions Options { get; }

    public DayAndNight Time { get; }

    public TrailCast Cast { get; }

    public PlantedEvents Planted { get; }

    public int Jobs => Time.Slots * TrailCast.Regions.Count;

    public TrailTally Tally(string folder) => new(folder, Cast.Target.Number, Planted.LastDay);

    public void WriteObject(TrailTally tally, int number)
    {
        var (slot, region) = (number / TrailCast.Regions.Count, number % TrailCast.Regions.Count);
        var planted = region == 0 ? Planted.In(slot) : [];
        if (plan.IsMissing(number) || planted.Count + Ordinary(number) == 0) return;
        var dice = Dice.For(Options.Seed, "more", number);
        var events = Body(tally, number, planted, ref dice);
        var name = TrailCast.Regions[region].Name;
        var stamp = Time.StampOf(slot) + (plan.IsLate(number) ? 3600 : 0);
        var key = Options.Layout.Trail(name, stamp, $"{dice.Next():x16}", plan.IsPlain(number));
        tally.RawBytes += tally.Page.Length;
        tally.Shelf.Store(key, tally.Page.Written, plan.IsPlain(number));
        if (plan.IsLate(number)) tally.Late.Add(key);
        if (plan.IsPlain(number)) tally.Plain.Add(key);
        if (!plan.IsTwice(number)) return;
        tally.Twice.Add(Options.Layout.Trail(name, stamp, $"{dice.Next():x16}", plain: false));
        tally.Shelf.Store(tally.Twice[^1], tally.Page.Written);
        tally.EventsTwice += events;
    }

    public ObjectFaultsTruth WriteStrays(TrailTally tally)
    {
        var faults = Options.Faults.Objects;
        var strays = new StrayObjects(tally.Shelf, Time, Options.Seed, (stamp, unique) => Options.Layout.Trail(TrailCast.Regions[0].Name, stamp, unique, plain: false));
        return new ObjectFaultsTruth(
            [.. tally.Twice.Order(StringComparer.Ordinal)], [.. tally.Late.Order(StringComparer.Ordinal)], [.. tally.Plain.Order(StringComparer.Ordinal)], plan.MissingHours,
            strays.Truncated(faults.Truncated, Bystanders), strays.Empty(faults.Empty), strays.Foreign(faults.Foreign));
    }

    private int Ordinary(int number) => Time.Rows(number / TrailCast.Regions.Count, Options.Events * TrailCast.Regions[number % TrailCast.Regions.Count].Share);

    /// <summary>Ordinary events, duplicates among them, then the planted ones. The dice of events are apart from those of all else, so that another object can throw them again.</summary>
    /// <returns>Events written, duplicates included.</returns>
    private int Body(TrailTally tally, int number, IReadOnlyList<TrailEvent> planted, ref Dice dice)
    {
        var page = tally.Page;
        page.Clear();
        page.Add("{\"Records\":["u8);
        var count = 0;
        var events = EventDice(number);
        for (var i = Ordinary(number); i > 0; i--, count++)
        {
            var start = page.Length;
            Event(tally, Draw(number, ref events));
            if (dice.Below(10_000) < Options.AdjacentDuplicates)
            {
                page.Repeat(start..page.Length);
                tally.Adjacent++;
                count++;
            }

            if (dice.Below(10_000) >= Options.LaterDuplicates || Earlier(number, ref dice) is not { } earlier) continue;
            TrailEventWriter.Write(page, earlier);
            page.Add((byte)',');
            tally.Later++;
            count++;
        }

        foreach (var one in planted)
        {
            Event(tally, one);
            if (one.IsAnonymized) tally.Anonymized++;
        }

        page.Back(1);
        page.Add("]}"u8);
        return count + planted.Count;
    }

    private Dice EventDice(int number) => Dice.For(Options.Seed, "events", number);

    private TrailEvent Draw(int number, ref Dice events) =>
        activity.Draw(ref events, Time.StampOf(number / TrailCast.Regions.Count), TrailCast.Regions[number % TrailCast.Regions.Count].Name);

    private static void Event(TrailTally tally, in TrailEvent one)
    {
        TrailEventWriter.Write(tally.Page, one);
        tally.Page.Add((byte)',');
        tally.Add(one);
    }

    /// <summary>The first event of an object of the same region up to 55 minutes older: under two hours apart even when one of the two is late.</summary>
    private TrailEvent? Earlier(int number, ref Dice dice)
    {
        var other = number - TrailCast.Regions.Count * (1 + dice.Below(11));
        if (other < 0 || plan.IsMissing(other) || Ordinary(other) == 0) return null;
        var events = EventDice(other);
        return Draw(other, ref events);
    }

    /// <summary>Events of a role that occurs nowhere else.</summary>
    private void Bystanders(Utf8Page page, long stamp)
    {
        var stranger = Cast.Roles[0] with { Number = 1_000_000, Name = "stranger-role" };
        var dice = Dice.For(Options.Seed, "strangers", stamp);
        page.Add("{\"Records\":["u8);
        for (var i = 0; i < 40; i++)
        {
            var one = new TrailEvent { Region = TrailCast.Regions[0].Name, Role = stranger, Address = $"198.51.100.{1 + i}", UserAgent = UserAgents.All[0], Call = TrailCalls.All[i], Time = stamp - i };
            TrailActivity.Ids(ref one, ref dice);
            TrailEventWriter.Write(page, one);
            page.Add((byte)',');
        }

        page.Back(1);
        page.Add("]}"u8);
    }
}
