using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Evidence.Detective;

public sealed class DetectiveScopeTests
{
    private static readonly DateTimeOffset AsOf = new(2024, 8, 1, 19, 10, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2024-08-01T00:00", "2024-08-01T19:00", "2024-08-01T00:00", "2024-08-01T19:00", "")]
    [InlineData("2024-08-01T03:20", "2024-08-01T08:54", "2024-08-01T03:00", "2024-08-01T09:00", "rounded to whole hours")]
    [InlineData("2024-08-01T03:00", "2024-08-01T04:00", "2024-08-01T02:00", "2024-08-01T05:00", "widened to 3 hours")]
    [InlineData("2024-08-01T03:00", "2024-08-01T05:00", "2024-08-01T02:00", "2024-08-01T05:00", "widened to 3 hours")]
    [InlineData("2024-08-01T18:00", "2024-08-01T19:00", "2024-08-01T16:00", "2024-08-01T19:00", "widened to 3 hours")]
    [InlineData("2024-08-01T10:00", "2024-08-02T19:00", "2024-08-01T10:00", "2024-08-01T19:00", "ended at the last full hour")]
    [InlineData("2024-08-01T19:00", "2024-08-01T20:00", "2024-08-01T16:00", "2024-08-01T19:00", "ended at the last full hour")]
    [InlineData("2024-05-01T00:00", "2024-08-01T00:00", "2024-07-02T00:00", "2024-08-01T00:00", "cut to its last 30 days")]
    [InlineData("2023-07-01T00:00", "2023-08-10T00:00", "2023-08-02T19:00", "2023-08-10T00:00", "cut to the year")]
    public void A_scope_becomes_the_nearest_that_Detective_takes(string from, string to, string start, string end, string change)
    {
        var scope = DetectiveScope.Of(Window(from, to), AsOf);
        scope.Window.ShouldBe(Window(start, end));
        string.Join("; ", scope.Changes).ShouldContain(change);
        (scope.Changes.Count == 0).ShouldBe(change.Length == 0);
    }

    [Theory]
    [InlineData("2022-01-01T00:00", "2022-01-02T00:00", "it lies before the year that Detective keeps")]
    [InlineData("2024-09-01T00:00", "2024-09-02T00:00", "it has not happened yet")]
    public void What_Detective_cannot_know_has_no_scope(string from, string to, string why)
    {
        var scope = DetectiveScope.Of(Window(from, to), AsOf);
        scope.Window.ShouldBeNull();
        scope.Changes.ShouldBe([why]);
    }

    private static TimeWindow Window(string from, string to) => new(At(from), At(to));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse($"{text}Z", System.Globalization.CultureInfo.InvariantCulture);
}
