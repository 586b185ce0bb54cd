namespace ChatOps.Bot.Alerts;

public sealed class ReplayClockTests
{
    [Fact]
    public void It_runs_at_its_speed_and_stands_still_at_the_day_s_end()
    {
        var time = new Watch();
        var clock = new ReplayClock(60, time);
        var start = new DateTimeOffset(2024, 8, 1, 0, 20, 0, TimeSpan.Zero);
        clock.Start(start);
        time.Ticks += TimeSpan.FromSeconds(10).Ticks;
        clock.AsOf.ShouldBe(start.AddMinutes(10));
        clock.Until(start.AddMinutes(11)).ShouldBe(TimeSpan.FromSeconds(1) + TimeSpan.FromMilliseconds(1));
        time.Ticks += TimeSpan.FromDays(1).Ticks;
        clock.AsOf.ShouldBe(SampleDay.End);
    }

    [Fact]
    public void Without_a_speed_the_day_is_over_at_once()
    {
        var clock = new ReplayClock(null, new Watch());
        clock.Start(SampleDay.End.AddHours(-5));
        clock.AsOf.ShouldBe(SampleDay.End);
    }

    private sealed class Watch : TimeProvider
    {
        public long Ticks { get; set; } = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Ticks;
    }
}
