using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Evidence;

/// <summary>Hours of the clock that log objects cover.</summary>
internal sealed class CoveredHours
{
    private readonly HashSet<long> hours = [];
    private (long Start, long End) latest = (0, -1);

    /// <summary>Covers every hour that holds an instant from first to last, both inclusive.</summary>
    public void Add(DateTimeOffset first, DateTimeOffset last) => Add(first.UtcTicks, last.UtcTicks);

    /// <summary>The same, in UTC ticks.</summary>
    public void Add(long first, long last)
    {
        var (start, end) = (first / TimeSpan.TicksPerHour, last / TimeSpan.TicksPerHour);
        if (start >= latest.Start && end <= latest.End) return; // objects come in the order of their keys: the next mostly covers what the last did
        latest = (start, end);
        for (var hour = start; hour <= end; hour++) hours.Add(hour);
    }

    /// <summary>Whether the hour that holds the instant is covered.</summary>
    public bool Contains(DateTimeOffset instant) => hours.Contains(Index(instant));

    /// <summary>Starts of covered hours that touch the window, ascending.</summary>
    public IReadOnlyList<DateTimeOffset> Within(TimeWindow window)
    {
        var found = new List<DateTimeOffset>();
        for (var hour = TimeWindow.Floor(window.Start); hour < window.End; hour = hour.AddHours(1))
        {
            if (Contains(hour)) found.Add(hour);
        }

        return found;
    }

    private static long Index(DateTimeOffset instant) => instant.UtcTicks / TimeSpan.TicksPerHour;
}
