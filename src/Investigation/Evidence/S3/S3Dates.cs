namespace ChatOps.Investigation.Evidence.S3;

/// <summary>Objects below folders of year, month and day: of one account, region and kind, or what one Firehose stream delivers. Remembers each day's listing.</summary>
/// <param name="prefix">The folder above the years, within the place.</param>
/// <param name="kind">Kind its path tells; null when it does not.</param>
/// <param name="isNamed">Whether the folders are named <c>year=2024</c> (Hive) and not <c>2024</c>.</param>
internal sealed class S3Dates(string prefix, LogKind? kind, bool isNamed)
{
    private readonly SortedDictionary<DateOnly, Day> days = [];

    public string Prefix => prefix;

    public LogKind? Kind => kind;

    public bool IsNamed => isNamed;

    /// <summary>Days there is something of, as far as known.</summary>
    public (DateOnly First, DateOnly Last) Reach { get; private set; }

    /// <summary>Changes when what is known does.</summary>
    public int Version { get; private set; }

    public IEnumerable<LogObject> Objects => days.Values.SelectMany(static day => day.Objects);

    /// <summary>Objects known.</summary>
    public int Count => days.Values.Sum(static day => day.Objects.Length);

    /// <summary>Objects known of some days.</summary>
    public int CountOf(IEnumerable<DateOnly> some) => some.Sum(day => days.GetValueOrDefault(day)?.Objects.Length ?? 0);

    public int PassedOver => days.Values.Sum(static day => day.PassedOver);

    /// <summary>Takes what the folders say; days outside of it are no more.</summary>
    public void Reaches(DateOnly first, DateOnly last)
    {
        if (Reach == (first, last)) return;
        Reach = (first, last);
        foreach (var gone in days.Keys.Where(day => day < first || day > last).ToList()) days.Remove(gone);
        Version++;
    }

    public string MonthOf(DateOnly day) => prefix + (isNamed ? FormattableString.Invariant($"year={day.Year:0000}/month={day.Month:00}/") : FormattableString.Invariant($"{day.Year:0000}/{day.Month:00}/"));

    public string FolderOf(DateOnly day) => MonthOf(day) + (isNamed ? FormattableString.Invariant($"day={day.Day:00}/") : FormattableString.Invariant($"{day.Day:00}/"));

    /// <summary>When a day was listed last; null when never.</summary>
    public DateTimeOffset? ListedAt(DateOnly day) => days.GetValueOrDefault(day)?.ListedAt;

    /// <summary>Takes a day's listing. One that is the same as before keeps the objects known.</summary>
    public void Keep(DateOnly day, IReadOnlyList<LogObject> objects, int passedOver, DateTimeOffset listedAt)
    {
        var before = days.GetValueOrDefault(day);
        if (before is not null && before.PassedOver == passedOver && before.Objects.SequenceEqual(objects))
        {
            before.ListedAt = listedAt;
            return;
        }

        days[day] = new Day([.. objects], passedOver, listedAt);
        if (before is null && objects.Count == 0) return; // nothing more is known of objects
        Version++;
        if (objects.Count > 0) Reach = (day < Reach.First ? day : Reach.First, day > Reach.Last ? day : Reach.Last);
    }

    /// <summary>No day is known any more; which there are still is.</summary>
    public void Forget()
    {
        days.Clear();
        Version++;
    }

    /// <summary>A day of which an object turned out to have changed is listed anew.</summary>
    public void Doubt(DateOnly day)
    {
        if (days.TryGetValue(day, out var known)) known.ListedAt = DateTimeOffset.MinValue;
    }

    /// <summary>From the start of the first slot to the end of the last; where these days are not listed, their own ends.</summary>
    public (DateTimeOffset From, DateTimeOffset To) Retained()
    {
        var first = Slots(Reach.First).Min(static slot => (DateTimeOffset?)slot.Start) ?? StartOf(Reach.First);
        return (first, Slots(Reach.Last).Max(static slot => (DateTimeOffset?)slot.End) ?? StartOf(Reach.Last.AddDays(1)));
    }

    private static DateTimeOffset StartOf(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);

    private IEnumerable<Timing.TimeWindow> Slots(DateOnly day) => (days.GetValueOrDefault(day)?.Objects ?? []).Select(static log => log.Slot).OfType<Timing.TimeWindow>();

    private sealed class Day(LogObject[] objects, int passedOver, DateTimeOffset listedAt)
    {
        public LogObject[] Objects => objects;

        public int PassedOver => passedOver;

        public DateTimeOffset ListedAt { get; set; } = listedAt;
    }
}
