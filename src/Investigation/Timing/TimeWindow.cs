using System.Globalization;

namespace ChatOps.Investigation.Timing;

/// <summary>A half-open interval of UTC time: <see cref="Start"/> belongs to it, <see cref="End"/> does not.</summary>
public readonly record struct TimeWindow
{
    /// <summary>Makes a window.</summary>
    /// <param name="start">First instant that belongs to the window.</param>
    /// <param name="end">First instant that no longer belongs to it; later than <paramref name="start"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="end"/> is not later than <paramref name="start"/>.</exception>
    public TimeWindow(DateTimeOffset start, DateTimeOffset end)
    {
        if (end <= start)
            throw new ArgumentException($"A window ends after it starts; got {start:O} to {end:O}.", nameof(end));
        Start = start.ToUniversalTime();
        End = end.ToUniversalTime();
    }

    /// <summary>First instant that belongs to the window, UTC.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>First instant after the window, UTC.</summary>
    public DateTimeOffset End { get; }

    /// <summary>End minus start; always positive.</summary>
    public TimeSpan Duration => End - Start;

    /// <summary>The whole hours that hold both instants: start rounded down, end rounded up, at least one hour long.
    /// This is how Detective's console sets the scope time of a finding.</summary>
    public static TimeWindow OfWholeHours(DateTimeOffset first, DateTimeOffset last)
    {
        var start = Floor(first);
        var end = Floor(last);
        if (end < last || end <= start) end = end.AddHours(1);
        return new TimeWindow(start, end);
    }

    /// <summary>The whole hour that holds the instant, rounded down, UTC.</summary>
    public static DateTimeOffset Floor(DateTimeOffset instant)
    {
        var utc = instant.ToUniversalTime();
        return new DateTimeOffset(utc.Ticks - (utc.Ticks % TimeSpan.TicksPerHour), TimeSpan.Zero);
    }

    /// <summary>Whether the instant belongs to the window.</summary>
    public bool Contains(DateTimeOffset instant) => instant >= Start && instant < End;

    /// <summary>Whether the closed interval of observation touches the window.</summary>
    public bool Touches(DateTimeOffset first, DateTimeOffset last) => last >= Start && first < End;

    /// <summary>The part both windows share; null when they share nothing.</summary>
    public TimeWindow? Intersect(TimeWindow other)
    {
        var start = Start > other.Start ? Start : other.Start;
        var end = End < other.End ? End : other.End;
        return end > start ? new TimeWindow(start, end) : null;
    }

    /// <summary>Both ends as ISO 8601 UTC, separated by two dots.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Start:yyyy-MM-ddTHH:mm:ssZ}..{End:yyyy-MM-ddTHH:mm:ssZ}");
}
