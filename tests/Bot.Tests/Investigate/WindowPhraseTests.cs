using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Investigate;

public sealed class WindowPhraseTests
{
    private static readonly DateTimeOffset AsOf = new(2024, 8, 1, 19, 10, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("ip 198.51.100.23 last 6h", "ip 198.51.100.23", "2024-08-01T13:10:00Z..2024-08-01T19:10:00Z")]
    [InlineData("last 30m", "", "2024-08-01T18:40:00Z..2024-08-01T19:10:00Z")]
    [InlineData("x LAST 2 days", "x", "2024-07-30T19:10:00Z..2024-08-01T19:10:00Z")]
    [InlineData("last 1w", "", "2024-07-25T19:10:00Z..2024-08-01T19:10:00Z")]
    [InlineData("last hour", "", "2024-08-01T18:10:00Z..2024-08-01T19:10:00Z")]
    [InlineData("x 2024-08-01 11:00..12:00", "x", "2024-08-01T11:00:00Z..2024-08-01T12:00:00Z")]
    [InlineData("x 2024-08-01 11:07 .. 12:33", "x", "2024-08-01T11:07:00Z..2024-08-01T12:33:00Z")]
    [InlineData("2024-07-31 11:00..2024-08-01 12:00", "", "2024-07-31T11:00:00Z..2024-08-01T12:00:00Z")]
    [InlineData("2024-08-01T11:00:00Z..2024-08-01T12:00:00Z x", "x", "2024-08-01T11:00:00Z..2024-08-01T12:00:00Z")]
    [InlineData("x 2024-08-01T11:00Z to 2024-08-01T12:00Z", "x", "2024-08-01T11:00:00Z..2024-08-01T12:00:00Z")]
    [InlineData("x 2024-08-01T13:00+02:00..2024-08-01T14:00+02:00", "x", "2024-08-01T11:00:00Z..2024-08-01T12:00:00Z")]
    [InlineData("x 2024-08-01 23:00..24:00", "x", null)]
    [InlineData("x 2024-07-31 23:00..24:00", "x", "2024-07-31T23:00:00Z..2024-08-01T00:00:00Z")]
    [InlineData("x 2024-08-01", "x", "2024-08-01T00:00:00Z..2024-08-02T00:00:00Z")]
    [InlineData("x 2024-7-1..2024-7-2", "x", "2024-07-01T00:00:00Z..2024-07-03T00:00:00Z")]
    [InlineData("x 11:00..12:00 UTC", "x", "2024-08-01T11:00:00Z..2024-08-01T12:00:00Z")]
    [InlineData("x today", "x", "2024-08-01T00:00:00Z..2024-08-02T00:00:00Z")]
    [InlineData("x yesterday", "x", "2024-07-31T00:00:00Z..2024-08-01T00:00:00Z")]
    [InlineData("x yesterday 11:00..12:00", "x", "2024-07-31T11:00:00Z..2024-07-31T12:00:00Z")]
    [InlineData("2001:db8::10:20", "2001:db8::10:20", null)]
    [InlineData("the lasting words", "the lasting words", null)]
    [InlineData("x last \u0663h", "x last \u0663h", null)]
    [InlineData("x \u0661\u0661:\u0660\u0660..12:00", "x \u0661\u0661:\u0660\u0660..12:00", null)]
    [InlineData("Recon:EC2/Portscan", "Recon:EC2/Portscan", null)]
    public void A_window_is_cut_off(string typed, string rest, string? window)
    {
        var cut = WindowPhrase.Cut(typed, AsOf, null);

        cut.Rest.ShouldBe(rest);
        cut.Window?.ToString().ShouldBe(window);
    }

    [Theory]
    [InlineData("x 2024-08-01 12:00..11:00", "“2024-08-01 12:00..11:00” ends before it starts, or is empty.")]
    [InlineData("x 2024-08-01 12:00..12:00", "ends before it starts, or is empty.")]
    [InlineData("x 2024-08-01 25:00..26:00", "“25:00” is no time of day: 00:00 to 24:00.")]
    [InlineData("x 11:61..12:00", "“11:61” is no time of day")]
    [InlineData("x 2024-13-01", "“2024-13-01” is no day of the calendar.")]
    [InlineData("x 2024-02-30 11:00..12:00", "“2024-02-30” is no day of the calendar.")]
    [InlineData("x 2024-08-01 20:00..21:00", "has not happened yet: it is 1 Aug 2024 19:10 UTC.")]
    [InlineData("x 2025-01-01", "has not happened yet")]
    [InlineData("x 2022-01-01..2024-01-01", "is longer than 365 days.")]
    [InlineData("x last 400d", "“last 400d” is longer than 365 days.")]
    [InlineData("x last 99999999999999999999h", "is longer than 365 days.")]
    [InlineData("x last 0h", "ends before it starts, or is empty.")]
    [InlineData("x last 6 parsecs", "has no unit known here: use m, h, d or w.")]
    [InlineData("x 2024-08-01 11:00", "is one instant, and a window has two ends.")]
    [InlineData("x 11:00..2024-08-01", "The first end has no day")]
    public void Nonsense_is_refused_with_what_would_work(string typed, string why)
    {
        var refusal = WindowPhrase.Cut(typed, AsOf, null).Refusal;

        refusal.ShouldNotBeNull().ShouldContain(why);
        refusal.ShouldEndWith(WindowPhrase.Examples + ".");
    }

    [Theory]
    [InlineData("2024-07-20T10:00:00Z", "2024-07-20T14:00:00Z", "2024-07-20T11:00:00Z..2024-07-20T12:00:00Z")]
    [InlineData("2024-07-30T19:00:00Z", "2024-07-31T19:00:00Z", "2024-07-31T11:00:00Z..2024-07-31T12:00:00Z")]
    [InlineData("2024-07-30T09:00:00Z", "2024-07-31T09:00:00Z", "2024-07-30T11:00:00Z..2024-07-30T12:00:00Z")]
    public void Bare_times_are_meant_on_the_day_of_the_scope(string start, string end, string window)
    {
        var culture = System.Globalization.CultureInfo.InvariantCulture;
        var scope = new TimeWindow(DateTimeOffset.Parse(start, culture), DateTimeOffset.Parse(end, culture));

        WindowPhrase.Cut("11:00..12:00", AsOf, scope).Window.ToString().ShouldBe(window);
    }

    [Fact]
    public void Minutes_that_have_begun_belong_to_the_last_hours() =>
        WindowPhrase.Cut("last 1h", AsOf.AddSeconds(20), null).Window.ToString().ShouldBe("2024-08-01T18:11:00Z..2024-08-01T19:11:00Z");

    [Theory]
    [InlineData("11:00", " ", "x")]
    [InlineData("11:00", ".", "x")]
    [InlineData("last ", "1", "!")]
    [InlineData("", "2024-08-01 ", "x")]
    [InlineData("", "last ", "x")]
    public void A_long_text_is_read_to_its_end(string head, string again, string tail) =>
        WindowPhrase.Cut(head + string.Concat(Enumerable.Repeat(again, 10_000)) + tail, new DateTimeOffset(2024, 8, 1, 19, 0, 0, TimeSpan.Zero), null).Window.ShouldBeNull();
}
