using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Evidence.Calls;

/// <summary>Calls per hour of the clock.</summary>
/// <param name="whole">Baseline and window.</param>
internal sealed class CallHours(TimeWindow whole)
{
    private readonly long first = whole.Start.UtcTicks / TimeSpan.TicksPerHour;
    private readonly Dictionary<int, CallCount> distant = [];
    private readonly CallCount[] counts = new CallCount[(int)Math.Min(MostInRow, (whole.End.UtcTicks / TimeSpan.TicksPerHour) - (whole.Start.UtcTicks / TimeSpan.TicksPerHour) + 1)];

    /// <summary>Three years in a row; hours of a longer window are kept one by one.</summary>
    private const int MostInRow = 3 * 366 * 24;

    /// <summary>Counts a call that lies in baseline or window.</summary>
    public void Add(in Call call) => Add((int)((call.Ticks / TimeSpan.TicksPerHour) - first), call.Succeeded ? new CallCount(1, 0) : new CallCount(0, 1));

    /// <summary>Takes over other counts of the same window.</summary>
    public void Merge(CallHours other)
    {
        for (var hour = 0; hour < counts.Length; hour++) counts[hour] += other.counts[hour];
        foreach (var (hour, count) in other.distant) Add(hour, count);
    }

    /// <summary>The hours covered, and those with calls, which are covered by that.</summary>
    public IReadOnlyList<CallHour> ToList(IReadOnlyList<DateTimeOffset> covered, Func<DateTimeOffset, bool> isAsked)
    {
        var wanted = new SortedSet<int>(covered.Where(isAsked).Select(hour => (int)((hour.UtcTicks / TimeSpan.TicksPerHour) - first)));
        for (var hour = 0; hour < counts.Length; hour++)
        {
            if (counts[hour].All > 0) wanted.Add(hour);
        }

        wanted.UnionWith(distant.Keys);
        return [.. wanted.Select(hour => new CallHour(new DateTimeOffset((first + hour) * TimeSpan.TicksPerHour, TimeSpan.Zero), Of(hour)))];
    }

    private CallCount Of(int hour) => (uint)hour < (uint)counts.Length ? counts[hour] : distant.GetValueOrDefault(hour);

    private void Add(int hour, CallCount count)
    {
        if ((uint)hour < (uint)counts.Length) counts[hour] += count;
        else distant[hour] = distant.GetValueOrDefault(hour) + count;
    }
}
