using ChatOps.Investigation.Evidence;

namespace ChatOps.Bot.Alerts;

/// <summary>The present of the sample day: it runs at the replay's speed up to the day's end. Without a speed it is always there already.</summary>
internal sealed class ReplayClock(double? speed, TimeProvider time) : IAsOfClock
{
    private readonly Lock gate = new();
    private DateTimeOffset begun = SampleDay.End;
    private long mark;

    public DateTimeOffset AsOf
    {
        get
        {
            lock (gate)
            {
                if (speed is not { } factor) return SampleDay.End;
                var now = begun + (time.GetElapsedTime(mark) * factor);
                return now < SampleDay.End ? now : SampleDay.End;
            }
        }
    }

    /// <summary>Sets the clock; from here on it runs.</summary>
    public void Start(DateTimeOffset at)
    {
        lock (gate)
        {
            begun = at;
            mark = time.GetTimestamp();
        }
    }

    /// <summary>Real time until the clock shows the instant; at least a millisecond, so that waiting ends past it.</summary>
    public TimeSpan Until(DateTimeOffset instant) =>
        speed is { } factor && instant > AsOf ? ((instant - AsOf) / factor) + TimeSpan.FromMilliseconds(1) : TimeSpan.FromMilliseconds(1);
}

/// <summary>The real present, where findings are real.</summary>
internal sealed class PresentClock(TimeProvider time) : IAsOfClock
{
    public DateTimeOffset AsOf => time.GetUtcNow();
}
