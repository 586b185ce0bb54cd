using static ChatOps.Investigation.SomeFinding;

namespace ChatOps.Investigation.Timing;

public sealed class TimeWordsTests
{
    [Fact]
    public void An_interval_names_its_second_day_when_it_is_another_one()
    {
        TimeWords.Interval(At("00:20"), At("00:54")).ShouldBe("1 Aug 2024 00:20 – 00:54 UTC");
        TimeWords.Interval(At("00:20").AddDays(-1), At("00:54")).ShouldBe("31 Jul 2024 00:20 – 1 Aug 2024 00:54 UTC");
    }

    [Fact]
    public void An_interval_within_one_minute_is_an_instant() =>
        TimeWords.Interval(At("18:42"), At("18:42").AddSeconds(31)).ShouldBe("1 Aug 2024 18:42 UTC");

    [Fact]
    public void An_instant_of_another_zone_is_told_in_utc() => TimeWords.Instant(At("00:20").ToOffset(TimeSpan.FromHours(9))).ShouldBe("1 Aug 2024 00:20 UTC");
}
