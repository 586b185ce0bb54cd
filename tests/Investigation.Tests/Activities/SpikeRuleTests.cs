using FsCheck;
using FsCheck.Fluent;

namespace ChatOps.Investigation.Activities;

public sealed class SpikeRuleTests
{
    /// <summary>Values of ordinary, tiny and absurd size, many of them silent.</summary>
    private static readonly Arbitrary<long[]> Values = Gen.OneOf(
        Gen.Constant(0L), Gen.Choose(0, 50).Select(static value => (long)value), Gen.Choose(0, int.MaxValue).Select(static value => (long)value), Gen.Constant(long.MaxValue))
        .ArrayOf().ToArbitrary();

    [Fact]
    public void What_is_a_spike_stays_one_when_it_is_higher() => Prop.ForAll(Values, Values, static (baseline, tried) =>
    {
        var judged = tried.Order().Select(value => Judge(SpikeRule.Bytes, baseline, value).Count > 0).ToList();
        judged.ShouldBe(judged.Order());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_the_baseline_does_not_matter_within_an_hour_of_the_day() => Prop.ForAll(Values, Values, static (baseline, tried) =>
    {
        foreach (var value in tried)
            Judge(SpikeRule.Counts, [.. baseline.Reverse()], value, sameHour: true).ShouldBe(Judge(SpikeRule.Counts, baseline, value, sameHour: true));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_spike_is_twice_the_usual_and_more_by_the_minimum() => Prop.ForAll(Values, Values, static (baseline, tried) =>
    {
        foreach (var spike in tried.SelectMany(value => Judge(SpikeRule.Counts, baseline, value)))
        {
            ((double)spike.Value).ShouldBeGreaterThanOrEqualTo(2 * spike.Usual.Level);
            (spike.Value - spike.Usual.Level).ShouldBeGreaterThanOrEqualTo(20);
            spike.Sentence.ShouldNotContain("NaN");
            spike.Sentence.ShouldNotContain("∞");
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void With_fewer_than_five_hours_nothing_is_a_spike()
    {
        Judge(SpikeRule.Bytes, [1, 1, 1, 1], long.MaxValue).ShouldBeEmpty();
        Judge(SpikeRule.Bytes, [1, 1, 1, 1, 1], long.MaxValue).ShouldHaveSingleItem().Usual.Basis.ShouldBe(UsualBasis.AllHours);
    }

    [Fact]
    public void Where_most_hours_are_alike_the_mean_deviation_takes_the_place_of_the_median_one()
    {
        long[] calm = [.. Enumerable.Repeat(4_000_000L, 20), 4_400_000];
        var spike = Judge(SpikeRule.Bytes, calm, 40_000_000, sameHour: true).ShouldHaveSingleItem();
        spike.Score.ShouldNotBeNull();
        double.IsFinite(spike.Score.Value).ShouldBeTrue();
        Judge(SpikeRule.Bytes, calm[..20], 40_000_000, sameHour: true)[0].Score.ShouldBeNull();
    }

    private static List<Spike> Judge(SpikeRule rule, long[] baseline, long value, bool sameHour = false)
    {
        var usual = new UsualHours(baseline.Select((held, at) => (SomeFigures.Day.AddHours(-(at + 1) * (sameHour ? 24 : 1)), (double)held)));
        List<Spike> spikes = [];
        rule.Judge(spikes, ActivitySeries.InboundBytes, new HourFrame(SomeFigures.Question(), SomeFigures.Coverage()), usual, SomeFigures.Day, value);
        return spikes;
    }
}
