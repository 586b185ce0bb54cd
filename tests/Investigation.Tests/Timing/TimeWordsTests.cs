using static ChatOps.Investigation.SomeFinding;

namespace ChatOps.Investigation.Timing;

public sealed class TimeWordsTests
{
    [Theory]
    [InlineData("18:25:00", "18 h 25 min")]
    [InlineData("18:00:30", "18 h")]
    [InlineData("00:34:00", "34 min")]
    [InlineData("00:02:03", "2 min 3 s")]
    [InlineData("00:00:45", "45 s")]
    [InlineData("00:00:00", "0 s")]
    [InlineData("2.03:04:05", "2 d 3 h")]
    [InlineData("45.00:59:00", "45 d")]
    [InlineData("-00:11:00", "-11 min")]
    public void A_duration_is_told_in_two_units_at_most(string duration, string words) =>
        TimeWords.Duration(TimeSpan.Parse(duration, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(words);

    [Fact]
    public void An_interval_names_its_second_day_when_it_is_another_one()
    {
        TimeWords.Interval(At("00:20"), At("00:54")).ShouldBe("1 Aug 2024 00:20 – 00:54 UTC");
        TimeWords.Interval(At("00:20").AddDays(-1), At("00:54")).ShouldBe("31 Jul 2024 00:20 – 1 Aug 2024 00:54 UTC");
    }

    [Fact]
    public void An_instant_of_another_zone_is_told_in_utc() => TimeWords.Instant(At("00:20").ToOffset(TimeSpan.FromHours(9))).ShouldBe("1 Aug 2024 00:20 UTC");
}
