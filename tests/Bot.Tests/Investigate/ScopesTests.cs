using ChatOps.Investigation.Observations;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Investigate;

public sealed class ScopesTests
{
    private static readonly DateTimeOffset AsOf = new(2024, 8, 1, 19, 10, 0, TimeSpan.Zero);

    [Fact]
    public void An_entity_s_scope_is_whole_hours_around_all_that_is_known() =>
        Scopes.OfEntity(new ObservedInterval(new DateTimeOffset(2024, 8, 1, 0, 17, 0, TimeSpan.Zero), AsOf.AddMinutes(-17)), AsOf).Window.ToString().ShouldBe("2024-08-01T00:00:00Z..2024-08-01T19:00:00Z");

    [Fact]
    public void The_last_instant_belongs_to_the_scope_even_on_the_hour() =>
        Scopes.OfEntity(new ObservedInterval(AsOf.AddHours(-2), TimeWindow.Floor(AsOf)), AsOf).Window.Contains(TimeWindow.Floor(AsOf)).ShouldBeTrue();

    [Fact]
    public void It_reaches_back_45_days_at_most() =>
        Scopes.OfEntity(new ObservedInterval(AsOf.AddDays(-300), AsOf), AsOf).Window.ToString().ShouldBe("2024-06-17T20:00:00Z..2024-08-01T20:00:00Z");

    [Fact]
    public void Of_nothing_known_the_last_45_days_are_asked() => Scopes.OfEntity(null, AsOf).Window.Duration.ShouldBe(TimeSpan.FromDays(45));
}
