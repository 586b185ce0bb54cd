using ChatOps.Bot.Cases;

namespace ChatOps.Bot.Investigate.Casework;

public sealed class SnoozePhraseTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("1h", "2026-11-23 10:30", false)]
    [InlineData("4 hours", "2026-11-23 13:30", false)]
    [InlineData("for 30 min", "2026-11-23 10:00", false)]
    [InlineData("2d", "2026-11-25 09:30", false)]
    [InlineData("1 week", "2026-11-30 09:30", false)]
    [InlineData("tomorrow", "2026-11-24 08:00", false)]
    [InlineData("Until Tomorrow", "2026-11-24 08:00", false)]
    [InlineData("until 2026-11-24 08:00", "2026-11-24 08:00", false)]
    [InlineData("2026-11-24T08:00Z", "2026-11-24 08:00", false)]
    [InlineData("until 2026-11-24 17:15 UTC", "2026-11-24 17:15", false)]
    [InlineData("until 2026-11-24", "2026-11-24 08:00", false)]
    [InlineData("until 17:00", "2026-11-23 17:00", false)]
    [InlineData("until 09:30", "2026-11-24 09:30", false)]
    [InlineData("4h or change", "2026-11-23 13:30", true)]
    [InlineData("until tomorrow, or until something changes", "2026-11-24 08:00", true)]
    [InlineData("change", null, true)]
    [InlineData("until something changes", null, true)]
    public void How_long_is_read(string text, string? until, bool endsOnChange) => SnoozePhrase.Read(text, Now).ShouldBe(new SnoozeFor(new Snooze(
        until is null ? null : DateTimeOffset.ParseExact(until, "yyyy-MM-dd HH:mm", null, System.Globalization.DateTimeStyles.AssumeUniversal), endsOnChange)));

    [Theory]
    [InlineData("off")]
    [InlineData("wake up")]
    public void It_is_ended(string text) => SnoozePhrase.Read(text, Now).ShouldBe(new SnoozeOff());

    [Theory]
    [InlineData("")]
    [InlineData("0h")]
    [InlineData("a while")]
    [InlineData("-4h")]
    [InlineData("99999h")]
    [InlineData("until 25:00")]
    [InlineData("until 2026-13-01")]
    [InlineData("4h 5")]
    [InlineData("<!channel>")]
    [InlineData("４h")]
    public void What_is_no_time_is_refused_with_what_would_work(string text) => SnoozePhrase.Read(text, Now).ShouldBeOfType<SnoozeMisread>().Why.ShouldContain("snooze until 2026-11-24 08:00");

    [Fact]
    public void Long_text_is_not_repeated() => SnoozePhrase.Read(new string('x', 10_000), Now).ShouldBeOfType<SnoozeMisread>().Why.Length.ShouldBeLessThan(300);
}
