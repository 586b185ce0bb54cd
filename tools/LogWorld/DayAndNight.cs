namespace ChatOps.LogWorld;

/// <summary>How the load of a world is spread over its five-minute slots: a wave each day, quieter on weekends.</summary>
internal sealed class DayAndNight
{
    public const int SlotSeconds = 300;
    public const int SlotsPerDay = 86400 / SlotSeconds;
    private readonly double[] until;

    public DayAndNight(DateOnly start, int days)
    {
        First = new DateTimeOffset(start, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeSeconds();
        until = new double[days * SlotsPerDay + 1];
        for (var slot = 0; slot < Slots; slot++) until[slot + 1] = until[slot] + Weight(StampOf(slot));
    }

    /// <summary>Unix seconds of the first slot's start.</summary>
    public long First { get; }

    public int Slots => until.Length - 1;

    public long End => StampOf(Slots);

    public long StampOf(int slot) => First + (long)slot * SlotSeconds;

    /// <summary>A slot's part of a total. The parts of all slots add up to it, however small it is.</summary>
    public int Rows(int slot, double total) => (int)(Math.Round(total * until[slot + 1] / until[^1]) - Math.Round(total * until[slot] / until[^1]));

    private static double Weight(long time)
    {
        var wave = 1 + Math.Sin(time % 86400 / 86400.0 * 2 * Math.PI - 2.2);
        var weekend = DateTimeOffset.FromUnixTimeSeconds(time).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        return 0.55 + 0.45 * wave - (weekend ? 0.25 : 0);
    }
}
