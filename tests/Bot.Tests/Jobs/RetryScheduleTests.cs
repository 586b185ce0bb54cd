namespace ChatOps.Bot.Jobs;

public sealed class RetryScheduleTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 16)]
    [InlineData(10, 512)]
    [InlineData(11, 900)]
    [InlineData(1000, 900)]
    public void Waits_double_up_to_a_quarter_of_an_hour(int attempt, double seconds)
    {
        var after = new RetrySchedule(new Random(3)).After(attempt).TotalSeconds;
        after.ShouldBeInRange(seconds * 0.75, seconds);
    }

    [Fact]
    public void The_same_seed_gives_the_same_schedule()
    {
        var one = new RetrySchedule(new Random(5));
        var two = new RetrySchedule(new Random(5));
        for (var attempt = 1; attempt < 20; attempt++) one.After(attempt).ShouldBe(two.After(attempt));
    }

    [Fact]
    public void What_failed_together_does_not_come_back_together()
    {
        var schedule = new RetrySchedule(new Random(5));
        Enumerable.Range(0, 50).Select(_ => schedule.After(4)).Distinct().Count().ShouldBeGreaterThan(45);
    }
}
