using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Timing;
using static ChatOps.Investigation.Charts.SomeHours;

namespace ChatOps.Investigation.Charts;

public sealed class HourChartTests
{
    [Fact]
    public void Bars_are_as_high_as_their_figures_demand()
    {
        var bars = Drawn(Of(Panel("Calls", HourUnit.Count, 4, static hour => 1000L * (hour + 1)))).All("rect", "bar");
        bars.Select(bar => bar.Number("height") / bars[0].Number("height")).ShouldBe([1, 2, 3, 4], 0.01);
        bars.Select(static bar => Math.Round(bar.Number("y") + bar.Number("height"), 1)).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public void Failed_calls_stand_on_the_successful_ones_and_are_striped()
    {
        var svg = Drawn(Calls);
        var (bar, second) = (svg.All("rect", "bar")[3], svg.All("rect", "second")[3]);
        (second.Number("height") / bar.Number("height")).ShouldBe(180 / 212.0, 0.01);
        (second.Number("y") + second.Number("height")).ShouldBe(bar.Number("y"), 0.02);
        svg.All("path", "stripes").ShouldAllBe(static stripes => stripes.Attribute("stroke-dasharray") != null);
        svg.Texts().ShouldContain("failed");
    }

    [Fact]
    public void Bars_of_many_hours_keep_the_highest_one_and_say_so()
    {
        var svg = Drawn(FortySixDays);
        var bars = svg.All("rect", "bar");
        bars.Count.ShouldBe(92);
        bars.Max(static bar => bar.Number("height")).ShouldBe(bars[0].Number("height") * 255 / 4, 1.5);
        svg.Texts().ShouldContain("each bar 12 h, its highest hour");
        svg.Texts().ShouldContain("11 Sep 17:00 255 MB");
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(100, 1)]
    [InlineData(101, 2)]
    [InlineData(46 * 24, 12)]
    [InlineData(365 * 24, 96)]
    public void A_bar_holds_as_many_hours_as_the_width_demands(int hours, int each)
    {
        var bins = new HourBins(new HourChart("t", "s", new TimeWindow(Day, Day.AddHours(hours)), [Panel("p", HourUnit.Count, 0, static _ => 0)]));
        bins.HoursPerBar.ShouldBe(each);
        bins.Of(Panel("p", HourUnit.Count, 0, static _ => 0)).Count.ShouldBeLessThanOrEqualTo(102);
    }

    [Fact]
    public void A_highest_hour_keeps_its_own_parts_and_a_partly_known_bar_is_still_a_gap()
    {
        var panel = new HourPanel("Calls", HourUnit.Count, [new HourBar(Day, 90, 0), new HourBar(Day.AddHours(1), 10, 85), new HourBar(Day.AddHours(2), 500, 0, Known: false)]);
        var bin = new HourBins(new HourChart("t", "s", new TimeWindow(Day, Day.AddHours(300)), [panel])).Of(panel)[0];
        (bin.Value, bin.Second, bin.Gap).ShouldBe((10, 85, true));
    }

    [Fact]
    public void An_hour_without_logs_is_a_gap_and_not_a_zero()
    {
        var svg = Drawn(Of(new HourPanel("Calls", HourUnit.Count, [.. Enumerable.Range(0, 23).Where(static hour => hour != 5).Select(static hour => new HourBar(Day.AddHours(hour), 10, 0, hour != 6))])));
        svg.All("rect", "bar").Count.ShouldBe(21);
        svg.All("path", "gap").Count.ShouldBe(3); // 05 and 06 together, 23, and the legend
        svg.Texts().ShouldContain("no logs");
    }

    [Fact]
    public void Silence_and_zero_are_told_apart_in_words()
    {
        Drawn(Of(Panel("Inbound", HourUnit.Bytes, 24, static _ => 0))).Texts().ShouldContain("0 in every hour that logs cover");
        Drawn(Of(Panel("Inbound", HourUnit.Bytes, 0, static _ => 0))).Texts().ShouldContain("no logs cover these hours");
    }

    [Fact]
    public void The_baseline_is_a_dashed_line_at_its_height()
    {
        var svg = Drawn(Of(Panel("Calls", HourUnit.Count, 24, static _ => 400, usual: 200)));
        var bar = svg.All("rect", "bar")[0];
        var line = svg.All("path", "usual")[0];
        line.Attribute("stroke-dasharray").ShouldNotBeNull();
        var y = double.Parse(line.Attribute("d")!.Value.Split(' ')[0].Split(',')[1], System.Globalization.CultureInfo.InvariantCulture);
        y.ShouldBe(bar.Number("y") + (bar.Number("height") / 2), 0.1);
    }

    [Fact]
    public void A_baseline_that_is_no_number_is_left_out() =>
        Drawn(Of(Panel("Calls", HourUnit.Count, 24, static _ => 400, usual: double.NaN))).All("path", "usual").ShouldBeEmpty();

    [Fact]
    public void The_scope_is_a_dashed_box_over_its_hours()
    {
        var chart = new HourChart("t", "s", new TimeWindow(Day.AddHours(6), Day.AddHours(12)), Flow.Panels);
        var frame = Drawn(chart).All("rect", "frame")[0];
        frame.Number("width").ShouldBe((440 - 16 - 66) / 4.0, 0.1);
        frame.Attribute("stroke-dasharray").ShouldNotBeNull();
        Drawn(chart).Texts().ShouldContain("scope 1 Aug 2024 06:00 – 12:00 UTC");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(392)]
    [InlineData(999)]
    [InlineData(1_000_000_000_000_000)]
    [InlineData(long.MaxValue)]
    public void The_scale_has_two_to_four_round_marks(long highest)
    {
        foreach (var unit in Enum.GetValues<HourUnit>())
        {
            var marks = new HourScale(unit, highest, 0, 100).Marks().ToList();
            marks.Count.ShouldBeInRange(2, 4);
            marks.ShouldAllBe(static mark => mark.Y >= 0 && mark.Y < 100);
            marks.Select(static mark => mark.Label).ShouldBeUnique();
        }
    }

    [Theory]
    [InlineData(0, "0 B", "0")]
    [InlineData(999, "999 B", "999")]
    [InlineData(1_600, "1.6 kB", "1.6 k")]
    [InlineData(999_999, "1 MB", "1 M")]
    [InlineData(255_000_000, "255 MB", "255 M")]
    [InlineData(1e15, "1 PB", "1 P")]
    public void Amounts_are_written_in_powers_of_a_thousand(double value, string bytes, string count)
    {
        HourScale.Words(HourUnit.Bytes, value).ShouldBe(bytes);
        HourScale.Words(HourUnit.Count, value).ShouldBe(count);
    }

    [Theory]
    [MemberData(nameof(Names), MemberType = typeof(SomeHours))]
    public void No_words_leave_the_picture_or_stand_on_each_other(string name)
    {
        var svg = System.Xml.Linq.XDocument.Parse(Svg(name)).Root!;
        var texts = svg.Elements().Where(static shape => shape.Name.LocalName == "text").Select(Extent).ToList();
        texts.ShouldAllBe(text => text.From >= 4 && text.To <= 436 && text.Foot < svg.Number("height"));
        for (var a = 0; a < texts.Count; a++)
            for (var b = a + 1; b < texts.Count; b++)
                (Math.Abs(texts[a].Foot - texts[b].Foot) > 9 || texts[a].To < texts[b].From || texts[b].To < texts[a].From).ShouldBeTrue($"{texts[a]} and {texts[b]} of {name}");
    }

    [Theory]
    [InlineData("</text><script>alert(1)</script>")]
    [InlineData("a\0b\u0001\ud83d\u202e\uffff]]>&#0;&lt;")]
    [InlineData("\u202e\u2066<!channel> \" ' @import url(x)")]
    public void Hostile_titles_labels_and_marks_stay_text(string hostile)
    {
        foreach (var text in new[] { hostile, hostile + new string('W', 1_000_000), string.Concat(Enumerable.Repeat(hostile, 40_000)) })
        {
            var panel = Flow.Panels[0] with { Label = text, Marks = [new HourMark(Day.AddHours(2), text)] };
            var drawn = HourChartRenderer.Svg(new HourChart(text, text, Flow.Scope, [panel]));
            drawn.Length.ShouldBeLessThan(800_000);
            var svg = System.Xml.Linq.XDocument.Parse(drawn).Root!;
            svg.Descendants().Select(static element => element.Name.LocalName).Distinct().ShouldBeSubsetOf(["title", "desc", "style", "rect", "line", "text", "path"]);
            svg.Descendants().First(static element => element.Name.LocalName == "desc").Value.ShouldStartWith(VisibleText.Of(hostile));
            svg.Elements().Where(static shape => shape.Name.LocalName == "text").Select(Extent).ShouldAllBe(static extent => extent.From >= 4 && extent.To <= 436);
            ChartPng.Of(drawn).Length.ShouldBeGreaterThan(1000);
        }
    }

    [Fact]
    public void A_chart_has_one_to_four_panels()
    {
        Should.Throw<ArgumentException>(static () => Of());
        Should.Throw<ArgumentException>(static () => Of([.. Enumerable.Repeat(Flow.Panels[0], HourChart.MostPanels + 1)]));
    }
}
