using ChatOps.Investigation.Charts;
using ChatOps.Investigation.Evidence;
using static ChatOps.Investigation.Activities.SomeFigures;

namespace ChatOps.Investigation.Activities;

public sealed class CountVolumeTests
{
    private static DistinctHour Addresses(DateTimeOffset hour, long contacted) => new(hour, default, new DistinctCount(700, 5, 5), new DistinctCount(contacted, 5, 5));

    [Fact]
    public void The_workshop_contacts_1600_addresses_where_700_are_usual()
    {
        var distinct = Distinct(21, static hour => Addresses(hour, hour == Day.AddHours(16) ? 1600 : 700));
        distinct.Sentences().ShouldBe(["1,600 addresses contacted at 16:00 (usual 700)."]);
        distinct.ToChart().Panels[1].Marks.ShouldBe([new HourMark(Day.AddHours(16), "16:00 1,600")]);
    }

    [Theory]
    [InlineData(0, 19, false)]
    [InlineData(0, 20, true)]
    [InlineData(15, 34, false)]
    [InlineData(15, 35, true)]
    [InlineData(700, 1399, false)]
    [InlineData(700, 1400, true)]
    public void A_count_must_double_and_rise_by_twenty(long usual, long count, bool spike) =>
        (Distinct(21, hour => Addresses(hour, hour == Day.AddHours(16) ? count : usual)).Spikes.Count == 1).ShouldBe(spike);

    [Fact]
    public void A_count_that_wavers_as_much_every_day_is_no_spike() =>
        Distinct(21, static hour => Addresses(hour, hour == Day.AddHours(16) ? 1600 : hour.DayOfYear % 2 == 0 ? 100 : 1500)).Spikes.ShouldBeEmpty();

    [Fact]
    public void Without_baseline_or_answer_that_is_said()
    {
        Distinct(0, static hour => Addresses(hour, 700)).Sentences().ShouldBe(["Addresses and ports not compared: no covered hour before this window."]);
        DistinctCounts.Of(Question(), new(null, Coverage(CoverageState.Refused))).Sentences()
            .ShouldBe(["No log object covers this window: its addresses and ports are unknown, not none."]);
        DistinctCounts.Of(Question(), new(null, Coverage(CoverageState.Empty))).Hours.ShouldAllBe(static hour => hour.Counts != null);
    }

    [Fact]
    public void The_workshop_hour_of_calls_against_the_usual()
    {
        var volume = Calls(21, static hour => hour < Day ? new CallCount(206, 0) : new CallCount(212, 180), Hours(11, 12));
        volume.Sentences().ShouldBe(
        [
            "212 successful · 180 failed; usual at this hour 206 and 0.",
            "54.1 % of the calls succeed (before: 100 %).",
            "212 successful calls an hour, 2.91 % more than typical (206).",
        ]);
    }

    [Fact]
    public void Typical_activity_is_the_average_of_the_baseline()
    {
        var volume = Calls(21, static hour => hour < Day ? new CallCount(hour.Hour < 12 ? 100 : 300, 10) : new CallCount(50, 20));
        volume.Succeeded.Mean.ShouldBe(200);
        volume.SucceededChange!.Value.ShouldBe(-0.75, 1e-9);
        volume.FailedChange!.Value.ShouldBe(1, 1e-9);
        volume.TypicalSentence.ShouldBe("50 successful calls an hour, 75 % fewer than typical (200); 20 failed calls an hour, 100 % more than typical (10).");
        volume.UsualTotal.ShouldBe((12 * 100 + 12 * 300, 240));
    }

    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(1, 0, "100 % of the calls succeed.")]
    [InlineData(0, 1, "0 % of the calls succeed.")]
    [InlineData(99_999, 1, "99.9 % of the calls succeed.")]
    [InlineData(1, 99_999, "0.1 % of the calls succeed.")]
    [InlineData(3_915, 3_320, "54.1 % of the calls succeed.")]
    public void Only_all_is_everything_and_only_nothing_is_none(long succeeded, long failed, string? sentence) =>
        Calls(0, _ => new CallCount(succeeded, failed), Hours(0, 1)).ShareSentence.ShouldBe(sentence);

    [Fact]
    public void Many_hours_far_above_the_usual_are_said_in_one_sentence_for_each_outcome()
    {
        var volume = Calls(21, static hour => hour < Day ? new CallCount(40, 0) : new CallCount(hour.Hour == 17 ? 494 : 212, hour.Hour < 3 ? 180 : 0));
        volume.Sentences().Skip(3).ShouldBe(
        [
            "Successful calls far above the usual in 24 hours, furthest: 494 calls succeeded at 17:00 (usual 40).",
            "180 calls failed at 00:00 (usual 0).",
            "180 calls failed at 01:00 (usual 0).",
            "180 calls failed at 02:00 (usual 0).",
        ]);
    }

    [Fact]
    public void Many_hours_of_contacts_are_an_exception_in_one_sentence()
    {
        var distinct = Distinct(21, static hour => Addresses(hour, hour < Day ? 700 : 1600));
        distinct.Sentences().ShouldBe(["Addresses contacted far above the usual in 24 hours, furthest: 1,600 addresses contacted at 00:00 (usual 700)."]);
        Volume(21, static _ => 4_100_000, static _ => 1_000_000).Sentences(distinct)[1].ShouldBe(
            "Outbound as usual, except addresses contacted far above the usual in 24 hours, furthest: 1,600 addresses contacted at 00:00 (usual 700).");
    }

    [Fact]
    public void Gaps_and_a_missing_baseline_are_said()
    {
        var volume = Calls(0, static hour => hour.Hour < 2 ? null : new CallCount(10, 0), Hours(0, 4));
        volume.Sentences().ShouldBe(
        [
            "20 successful · 0 failed; calls not compared: no covered hour before this window.",
            "100 % of the calls succeed.",
            "2 hours of this window unknown: no log object covers them.",
        ]);
        Calls(21, static hour => hour < Day ? new CallCount(1, 0) : null).Sentences().ShouldBe(["No log object covers this window: its calls are unknown, not none."]);
    }

    [Fact]
    public void The_chart_stacks_failed_calls_and_names_their_spikes()
    {
        var chart = Calls(21, static hour => hour < Day ? new CallCount(206, 0) : new CallCount(212, 180), Hours(11, 12)).ToChart();
        chart.Panels[0].Hours.ShouldBe([new HourBar(Day.AddHours(11), 212, 180, true, 206)]);
        chart.Panels[0].Marks.ShouldBe([new HourMark(Day.AddHours(11), "11:00 180 failed")]);
    }
}
