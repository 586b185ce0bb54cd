using System.Text.Json;
using ChatOps.Investigation.Charts;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Cards;

public sealed class CardSeriesTests
{
    private static readonly DateTimeOffset Day = SomeEvidence.Midnight;

    [Fact]
    public void Hours_without_logs_are_unknown_and_stay_so_when_kept()
    {
        var chart = new HourChart("Calls", "s", new TimeWindow(Day, Day.AddHours(5)), [new HourPanel("Calls", HourUnit.Count, [new HourBar(Day, 7, 2, Usual: 3.5), new HourBar(Day.AddHours(1), 9, Known: false), new HourBar(Day.AddHours(3.5), -1, Usual: double.NaN)]) { SecondWord = "failed", Marks = [new HourMark(Day.AddMinutes(59), "00:00 7")] }]);

        var panel = Kept(CardChart.Of(chart, "Calls an hour.")).Series.ShouldNotBeNull().Panels.ShouldHaveSingleItem();

        panel.Bars.Select(static bar => bar.Value).ShouldBe([7L, null, null, 0L, null]);
        panel.Bars.Select(static bar => bar.Second).ShouldBe([2L, 0, 0, 0, 0]);
        panel.Bars.Select(static bar => bar.Usual).ShouldBe([3.5, null, null, null, null]);
        panel.Bars.Select(static bar => bar.IsMarked).ShouldBe([true, false, false, false, false]);
        (panel.Label, panel.ValueWord, panel.SecondWord, panel.Unit).ShouldBe(("Calls", null, "failed", HourUnit.Count));
    }

    [Theory]
    [InlineData(72, 1, true)]
    [InlineData(73, 1, false)]
    [InlineData(36, 2, true)]
    [InlineData(37, 2, false)]
    public void More_than_72_bars_are_a_picture_only(int hours, int panels, bool isSeries)
    {
        var panel = new HourPanel("Calls", HourUnit.Count, [new HourBar(Day, 1)]);
        var chart = new HourChart("Calls", "s", new TimeWindow(Day, Day.AddHours(hours)), [.. Enumerable.Repeat(panel, panels)]);

        (CardSeries.Of(chart) is not null).ShouldBe(isSeries);
    }

    [Fact]
    public void A_chart_kept_before_there_were_series_has_none() => JsonSerializer.Deserialize("""{"kind":"Calls","title":{"runs":[]},"sections":[{"section":"chart","svg":"<svg/>","sentence":"s"}],"buttons":[],"links":[],"isSample":false}""", CardJson.Default.Card)
        .ShouldNotBeNull().Sections.ShouldHaveSingleItem().ShouldBeOfType<CardChart>().Series.ShouldBeNull();

    private static CardChart Kept(CardChart chart) =>
        (CardChart)JsonSerializer.Deserialize(JsonSerializer.Serialize(new Card(CardKind.Calls, "Calls") { Sections = [chart] }, CardJson.Default.Card), CardJson.Default.Card)!.Sections[0];
}
