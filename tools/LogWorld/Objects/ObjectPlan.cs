namespace ChatOps.LogWorld.Objects;

/// <summary>Decides before the work begins which objects meet which fate, so that every thread knows it of every object.</summary>
internal sealed class ObjectPlan
{
    private readonly HashSet<int> twice = [], late = [], plain = [], missing = [];
    private readonly int perHour;
    private readonly DayAndNight time;

    /// <param name="seed">Of the world.</param>
    /// <param name="time">Slots of the world.</param>
    /// <param name="perSlot">Objects in one slot: one for each region.</param>
    /// <param name="faults">How many of each.</param>
    /// <param name="keep">True for hours (unix seconds) that may not be missing.</param>
    public ObjectPlan(long seed, DayAndNight time, int perSlot, ObjectFaults faults, Func<long, bool> keep)
    {
        this.time = time;
        perHour = 12 * perSlot;
        var dice = Dice.For(seed, "fates");
        foreach (var hour in dice.Shuffled(time.Slots / 12).Where(hour => !keep(time.StampOf(hour * 12))).Take(faults.MissingHours)) missing.Add(hour);
        var others = new Queue<int>(dice.Shuffled(time.Slots * perSlot).Where(number => !missing.Contains(number / perHour)));
        Draw(faults.DeliveredTwice, twice, others);
        Draw(faults.Late, late, others);
        Draw(faults.Plain, plain, others);
    }

    public IReadOnlyList<DateTimeOffset> MissingHours => [.. missing.Order().Select(hour => DateTimeOffset.FromUnixTimeSeconds(time.StampOf(hour * 12)))];

    public bool IsTwice(int number) => twice.Contains(number);

    public bool IsLate(int number) => late.Contains(number);

    public bool IsPlain(int number) => plain.Contains(number);

    public bool IsMissing(int number) => missing.Contains(number / perHour);

    private static void Draw(int count, HashSet<int> into, Queue<int> from)
    {
        while (count-- > 0 && from.TryDequeue(out var number)) into.Add(number);
    }
}
