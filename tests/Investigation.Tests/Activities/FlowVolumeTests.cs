using System.Globalization;
using ChatOps.Investigation.Charts;
using ChatOps.Investigation.Evidence;
using static ChatOps.Investigation.Activities.SomeFigures;

namespace ChatOps.Investigation.Activities;

public sealed class FlowVolumeTests
{
    private static readonly DateTimeOffset Two = Day.AddHours(2);

    /// <summary>About 4.1 MB an hour, a little different each day; 255 MB at 02:00 of the day.</summary>
    private static long Workshop(DateTimeOffset hour) => hour == Two ? 255_000_000 : 4_100_000 + ((hour.DayOfYear % 7) - 3) * 20_000;

    [Fact]
    public void The_workshop_spike_is_62_times_the_usual()
    {
        var volume = Volume(21, static hour => Workshop(hour), static _ => 1_000_000);
        volume.Spikes.ShouldHaveSingleItem().Hour.ShouldBe(Two);
        volume.Sentences().ShouldBe(["Inbound 255 MB at 02:00, 62 times the usual 4.1 MB at this hour (21 days).", "Outbound as usual."]);
        volume.Spikes[0].Times!.Value.ShouldBe(62.2, 0.1);
        volume.Spikes[0].Window.ShouldBe(Hours(2, 3));
        volume.Spikes[0].Label.ShouldBe("02:00 255 MB");
        volume.Inbound.DaysCovered.ShouldBe(21);
        volume.Inbound.Median.ShouldBe(4_100_000);
    }

    [Fact]
    public void Addresses_contacted_are_an_exception_to_outbound_as_usual()
    {
        var volume = Volume(21, static hour => Workshop(hour), static _ => 1_000_000);
        var distinct = Distinct(21, static hour => new DistinctHour(hour, default, new DistinctCount(700, 3, 3), new DistinctCount(hour == Day.AddHours(16) ? 1600 : 700, 3, 3)));
        volume.Sentences(distinct)[1].ShouldBe("Outbound as usual, except 1,600 addresses contacted at 16:00 (usual 700).");
    }

    [Fact]
    public void A_scope_longer_than_a_day_names_the_day_of_a_spike() =>
        Volume(21, static hour => Workshop(hour), scope: Hours(-24, 24)).Spikes[0].Sentence.ShouldStartWith("Inbound 255 MB at 02:00 on 1 Aug, 62 times");

    [Fact]
    public void Without_a_baseline_nothing_is_compared_and_that_is_said()
    {
        var volume = Volume(0, static hour => Workshop(hour));
        volume.Spikes.ShouldBeEmpty();
        volume.Hours.ShouldAllBe(static hour => hour.UsualIn == null);
        volume.Sentences()[0].ShouldBe("Inbound not compared: no covered hour before this window.");
    }

    [Fact]
    public void With_four_days_an_hour_is_compared_with_all_hours_and_that_is_said() =>
        Volume(4, static hour => hour == Two ? 255_000_000 : 4_100_000).Spikes[0].Sentence.ShouldBe("Inbound 255 MB at 02:00, 62 times the usual 4.1 MB an hour (all 96 hours held, too few at this hour).");

    [Fact]
    public void Hours_no_object_covers_are_unknown_and_not_zero()
    {
        var volume = Volume(21, static hour => hour < Day && hour.DayOfYear % 2 == 0 ? null : 4_100_000);
        volume.Inbound.Mean.ShouldBe(4_100_000);
        volume.Inbound.DaysCovered.ShouldBeInRange(10, 11);
        Volume(21, static hour => hour >= Day ? null : 4_100_000).Sentences().ShouldBe(["No log object covers this window: its volume is unknown, not zero."]);
    }

    [Fact]
    public void A_gap_in_the_scope_is_told()
    {
        var volume = Volume(21, static hour => hour == Two ? null : 4_100_000);
        volume.Hours[2].Totals.ShouldBeNull();
        volume.Sentences()[^1].ShouldBe("1 hour of this window unknown: no log object covers it.");
        volume.ToChart().Panels[0].Hours[2].Known.ShouldBeFalse();
    }

    [Fact]
    public void A_silent_baseline_makes_the_first_traffic_a_spike()
    {
        var spike = Volume(21, static hour => hour == Two ? 30_000_000 : 0).Spikes.ShouldHaveSingleItem();
        spike.Sentence.ShouldBe("Inbound 30 MB at 02:00, where there was nothing before (21 days).");
        spike.Times.ShouldBeNull();
        spike.Score.ShouldBeNull();
    }

    [Theory]
    [InlineData(19_000_000, false)]
    [InlineData(20_000_000, true)]
    public void A_mostly_silent_hour_must_double_the_busy_ones(long bytes, bool spike)
    {
        var volume = Volume(21, hour => hour == Two ? bytes : hour.DayOfYear % 5 == 0 ? 10_000_000 : 0);
        volume.Spikes.Any(static one => one.Hour == Two).ShouldBe(spike);
        if (spike)
            volume.Spikes.Single(static one => one.Hour == Two).Sentence.ShouldBe(
                "Inbound 20 MB at 02:00, where this hour is mostly silent and 99 % of the busy hours stay within 10 MB (21 days).");
    }

    [Theory]
    [InlineData(4_100_000 * 2 - 1, false)]
    [InlineData(4_100_000 * 2, true)]
    public void Below_twice_the_usual_nothing_is_a_spike(long bytes, bool spike) =>
        (Volume(21, hour => hour == Two ? bytes : 4_100_000).Spikes.Count == 1).ShouldBe(spike);

    [Theory]
    [InlineData(1000 + (1024 * 1024) - 1, false)]
    [InlineData(1000 + (1024 * 1024), true)]
    public void Less_than_a_mebibyte_more_is_no_spike_however_steep(long bytes, bool spike) =>
        (Volume(21, hour => hour == Two ? bytes : 1000).Spikes.Count == 1).ShouldBe(spike);

    [Fact]
    public void Huge_volumes_do_not_break_the_rule()
    {
        var volume = Volume(21, static hour => hour == Two ? long.MaxValue : 4_100_000);
        volume.Spikes.ShouldHaveSingleItem().Sentence.ShouldStartWith("Inbound 9.22 EB at 02:00,");
        Volume(21, static _ => long.MaxValue).Spikes.ShouldBeEmpty();
    }

    [Fact]
    public void One_hour_all_zero_is_as_usual() =>
        Volume(21, static _ => 0, scope: Hours(2, 3)).Sentences().ShouldBe(["Inbound as usual.", "Outbound as usual."]);

    [Fact]
    public void The_highest_multiple_comes_first()
    {
        var volume = Volume(21, static hour => hour == Two ? 255_000_000 : hour == Day.AddHours(9) ? 900_000_000 : 4_100_000, static hour => hour == Day.AddHours(3) ? 500_000_000 : 50_000_000);
        volume.Spikes.Select(static spike => spike.Hour.Hour).ShouldBe([9, 2, 3]);
    }

    [Fact]
    public void A_source_without_an_answer_leaves_every_hour_unknown_and_an_empty_one_says_zero()
    {
        var question = Question();
        FlowVolume.Of(question, new(null, Coverage(CoverageState.Unavailable))).Hours.ShouldAllBe(static hour => hour.Totals == null);
        var empty = FlowVolume.Of(question, new(null, Coverage(CoverageState.Empty) with { Missing = [Hours(3, 5)], CompleteUpTo = Day.AddHours(20) }));
        empty.Hours.Count(static hour => hour.Totals == default(FlowTotals)).ShouldBe(18);
        empty.Hours[3].Totals.ShouldBeNull();
        empty.Hours[20].Totals.ShouldBeNull();
    }

    [Fact]
    public void An_hour_whose_logs_may_still_arrive_is_partial()
    {
        var question = Question(scope: new(Day.AddMinutes(30), Day.AddHours(3)));
        var volume = FlowVolume.Of(question, new(new FlowFigures([], [], [], []), Coverage() with { CompleteUpTo = Day.AddMinutes(170) }));
        volume.Hours.Select(static hour => hour.IsPartial).ShouldBe([true, false, true]);
    }

    [Fact]
    public void Totals_keep_rejected_apart()
    {
        var totals = new FlowTotals(new(2, 2, 3_000_000), new(1, 1, 12_000), new(700, 700, 28_000), default, new(1, 1, 60));
        var volume = FlowVolume.Of(Question(scope: Hours(0, 1)), new(new FlowFigures([new FlowHour(Day, totals)], [], [], []), Coverage()));
        volume.TotalSentence.ShouldBe("Inbound 3 MB, outbound 12 kB in 1 hour; rejected inbound 28 kB in 700 records; direction unknown 60 B in 1 record.");
    }

    [Fact]
    public void Sentences_do_not_change_with_the_culture_of_the_host()
    {
        var expected = Volume(21, static hour => Workshop(hour) * 10 / 9).Sentences();
        var before = CultureInfo.CurrentCulture;
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NumberGroupSeparator) = (",", ".");
        try
        {
            CultureInfo.CurrentCulture = culture;
            Volume(21, static hour => Workshop(hour) * 10 / 9).Sentences().ShouldBe(expected);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void The_chart_shows_the_usual_and_marks_the_spike()
    {
        var chart = Volume(21, static hour => Workshop(hour)).ToChart();
        chart.Panels.Select(static panel => panel.Label).ShouldBe(["Inbound", "Outbound"]);
        chart.Panels[0].Hours[2].ShouldBe(new HourBar(Two, 255_000_000, 0, true, 4_100_000));
        chart.Panels[0].Marks.ShouldBe([new HourMark(Two, "02:00 255 MB")]);
        chart.Sentence.ShouldContain("62 times the usual 4.1 MB");
    }
}
