namespace ChatOps.Investigation.Evidence;

/// <summary>Time that moves by hand, so that a listing gets old. Somebody may set the time of day back; the clock that measures goes on.</summary>
internal sealed class MovedTime(DateTimeOffset now) : TimeProvider
{
    private long timestamp;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => now;

    public override long GetTimestamp() => timestamp;

    public void Advance(TimeSpan by)
    {
        now += by;
        timestamp += by.Ticks;
    }

    public void SetBack(TimeSpan by) => now -= by;
}
