using ChatOps.Bot.Cards;
using ChatOps.Investigation.Timing;
using FsCheck;
using FsCheck.Fluent;

namespace ChatOps.Bot.Investigate;

public sealed class IntervalStepsTests
{
    private static readonly DateTimeOffset Midnight = new(2024, 8, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset AsOf = Midnight.AddHours(19).AddMinutes(10);

    [Theory]
    [InlineData("00:00", "19:00", "05:00", "14:00")]
    [InlineData("00:00", "04:00", "01:00", "03:00")]
    [InlineData("00:00", "03:00", "01:00", "02:00")]
    [InlineData("00:00", "02:00", "00:00", "01:00")]
    [InlineData("11:10", "12:20", "11:00", "12:00")]
    [InlineData("11:10", "13:20", "12:00", "13:00")]
    [InlineData("16:00", "24:00", "17:00", "18:00")] // of what has happened
    public void Narrowing_halves_around_the_middle_in_whole_hours(string from, string to, string start, string end) =>
        IntervalSteps.Narrow(Window(from, to), AsOf).ShouldBe(new IntervalStep(Window(start, end), null));

    [Theory]
    [InlineData("10:00", "12:00", "09:00", "13:00")]
    [InlineData("11:00", "12:00", "10:00", "12:00")]
    [InlineData("08:00", "13:00", "05:00", "15:00")]
    [InlineData("00:45", "01:15", "00:00", "02:00")]
    [InlineData("18:00", "19:00", "17:00", "19:00")]
    [InlineData("15:00", "19:00", "11:00", "19:00")] // what lies past the present is added before it
    [InlineData("15:00", "19:10", "10:00", "19:10")]
    [InlineData("18:00", "20:00", "16:00", "19:10")]
    public void Widening_doubles_around_the_middle_in_whole_hours_and_not_past_the_present(string from, string to, string start, string end) =>
        IntervalSteps.Widen(Window(from, to), AsOf).ShouldBe(new IntervalStep(Window(start, end), null));

    [Fact]
    public void What_cannot_be_narrowed_or_widened_says_what_can_be_done()
    {
        IntervalSteps.Narrow(Window("11:00", "12:00"), AsOf).Why.ShouldNotBeNull().ShouldStartWith("1 Aug 2024 11:00 – 12:00 UTC is an hour or less");
        IntervalSteps.Widen(new TimeWindow(Midnight.AddDays(-45), Midnight), AsOf).Why.ShouldNotBeNull().ShouldContain("45 days long, the longest an interval can be. interval narrow halves it");
        IntervalSteps.Widen(Window("20:00", "21:00"), AsOf).Why.ShouldNotBeNull().ShouldContain("has not happened yet: it is 1 Aug 2024 19:10 UTC. Windows that work");
    }

    [Fact]
    public void Thirty_days_widen_to_45() => IntervalSteps.Widen(new TimeWindow(Midnight.AddDays(-30), Midnight), AsOf).Window!.Value.Duration.ShouldBe(TimeSpan.FromDays(45));

    [Fact]
    public void A_window_partly_ahead_is_cut_at_the_present_and_says_so()
    {
        var set = IntervalSteps.Set(Window("18:00", "20:00"), AsOf.AddSeconds(12));

        set.Window.ShouldBe(Window("18:00", "19:10"));
        set.Why.ShouldBe("Cut at 1 Aug 2024 19:10 UTC, the present of this thread: what was asked for goes on until 1 Aug 2024 20:00 UTC.");
    }

    [Theory]
    [InlineData("19:10")]
    [InlineData("20:00")]
    public void A_window_ahead_is_refused_with_what_would_work(string from) =>
        IntervalSteps.Set(Window(from, "21:00"), AsOf).ShouldSatisfyAllConditions(static step => step.Window.ShouldBeNull(), static step => step.Why.ShouldNotBeNull().ShouldContain("has not happened yet: it is 1 Aug 2024 19:10 UTC. Windows that work, in UTC: last 6h"));

    [Fact]
    public void A_long_window_is_cut_to_its_last_45_days_and_says_so()
    {
        var set = IntervalSteps.Set(new TimeWindow(Midnight.AddDays(-60), Midnight.AddDays(1)), AsOf);

        set.Window.ShouldBe(new TimeWindow(AsOf.AddDays(-45), AsOf));
        set.Why.ShouldNotBeNull().ShouldEndWith("Cut to its last 45 days, the longest an interval can be.");
    }

    [Fact]
    public void Whatever_the_window_a_step_stays_within_what_has_happened()
    {
        var windows = from start in Gen.Choose(-60 * 24 * 60, 19 * 60) from length in Gen.OneOf(Gen.Choose(1, 300), Gen.Choose(1, 50 * 24 * 60)) select new TimeWindow(Midnight.AddMinutes(start), Midnight.AddMinutes(start + length));
        Prop.ForAll(windows.ToArbitrary(), static window =>
        {
            var seen = window.Intersect(new TimeWindow(DateTimeOffset.MinValue, AsOf))!.Value;
            if (IntervalSteps.Narrow(window, AsOf) is { Window: { } narrow })
            {
                narrow.Duration.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromHours(1));
                narrow.Duration.ShouldBeLessThanOrEqualTo(seen.Duration);
                (narrow.Start.Minute, narrow.End.Minute).ShouldBe((0, 0));
                narrow.Intersect(seen).ShouldNotBeNull();
                narrow.End.ShouldBeLessThanOrEqualTo(AsOf);
            }
            else seen.Duration.ShouldBeLessThanOrEqualTo(IntervalButtons.Shortest);

            if (IntervalSteps.Widen(window, AsOf) is { Window: { } wide })
            {
                wide.Intersect(seen).ShouldBe(seen);
                wide.Duration.ShouldBeGreaterThanOrEqualTo(seen.Duration);
                wide.Duration.ShouldBeLessThanOrEqualTo(IntervalButtons.Longest);
                wide.End.ShouldBeLessThanOrEqualTo(AsOf);
            }
            else seen.Duration.ShouldBeGreaterThanOrEqualTo(IntervalButtons.Longest);

            var set = IntervalSteps.Set(window, AsOf).Window!.Value;
            set.Intersect(seen).ShouldBe(set);
            set.Duration.ShouldBeLessThanOrEqualTo(IntervalButtons.Longest);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    private static TimeWindow Window(string from, string to) => new(At(from), At(to));

    private static DateTimeOffset At(string time) => Midnight.AddHours(int.Parse(time[..2], System.Globalization.CultureInfo.InvariantCulture)).AddMinutes(int.Parse(time[3..], System.Globalization.CultureInfo.InvariantCulture));
}
