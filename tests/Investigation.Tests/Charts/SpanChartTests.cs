using System.Globalization;
using System.Xml.Linq;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using static ChatOps.Investigation.SomeFinding;

namespace ChatOps.Investigation.Charts;

public sealed class SpanChartTests
{
    [Fact]
    public void The_sentence_holds_every_figure() => SpanChart.Of(SomeSpan.Workshop).Sentence.ShouldBe(
        "198.51.100.23 was observed 1 Aug 2024 00:17 – 18:53 UTC (18 h 36 min) in the scope 31 Jul 2024 19:00 – 1 Aug 2024 19:00 UTC: "
        + "GuardDuty findings 1 Aug 2024 00:17 – 18:42 UTC, 18 h 25 min, 25 findings; API calls (CloudTrail) 1 Aug 2024 00:19 – 18:53 UTC, 18 h 34 min, 7,235 calls; "
        + "network flows none; Kubernetes audit not asked.");

    [Fact]
    public void The_picture_shows_durations_counts_the_union_and_what_differs()
    {
        var texts = Texts(SpanChart.Of(SomeSpan.Workshop));
        texts.ShouldContain("18 h 25 min · 25 findings");
        texts.ShouldContain("18 h 34 min · 7,235 calls");
        texts.ShouldContain("18 h 36 min");
        texts.ShouldContain("ends 11 min earlier");
        texts.ShouldContain("starts 2 min later");
        texts.ShouldContain("not asked");
        texts.ShouldContain("no source configured for us-east-1");
    }

    [Fact]
    public void The_picture_names_itself_for_readers_who_do_not_see_it()
    {
        var svg = Drawn(SpanChart.Of(SomeSpan.Workshop));
        svg.Attribute("role")!.Value.ShouldBe("img");
        svg.Elements().First().Name.LocalName.ShouldBe("title");
        svg.Elements().ElementAt(1).Value.ShouldBe(SpanChart.Of(SomeSpan.Workshop).Sentence);
    }

    [Fact]
    public void The_union_is_as_long_as_its_ends_demand()
    {
        var svg = Drawn(SpanChart.Of(SomeSpan.Workshop));
        var scope = Number(Box(svg, "scope"), "width");
        var union = Number(Box(svg, "hollow"), "width");
        (union / scope).ShouldBe((18 + (36 / 60.0)) / 24, 0.001);
    }

    [Fact]
    public void A_single_instant_at_the_end_of_the_scope_still_shows_inside_the_picture()
    {
        var span = SomeSpan.Workshop with { Rows = [SomeSpan.Seen(EvidenceKind.Findings, "18:59:59", "18:59:59", 1)] };
        var bar = Box(Drawn(SpanChart.Of(span)), "findings");
        Number(bar, "width").ShouldBeGreaterThanOrEqualTo(3);
        (Number(bar, "x") + Number(bar, "width")).ShouldBeLessThanOrEqualTo(440 - 16);
    }

    [Fact]
    public void An_entity_nobody_observed_is_drawn_too()
    {
        var span = SomeSpan.Workshop with { Rows = [SomeSpan.Unseen(EvidenceKind.Findings, CoverageState.Empty, null)] };
        var chart = SpanChart.Of(span);
        chart.Sentence.ShouldStartWith("198.51.100.23 was not observed in the scope");
        Texts(chart).ShouldContain("not observed");
    }

    [Theory]
    [InlineData("</text><script>alert(1)</script>")]
    [InlineData("a\0b\u0001\ud83d\u202e\uffff]]>&#0;&lt;")]
    [InlineData("<!channel> \" ' @import url(x)")]
    public void Hostile_names_and_reasons_stay_text(string hostile)
    {
        var span = SomeSpan.Workshop with
        {
            Entity = new EntityRef(EntityKind.UserAgent, hostile + new string('x', 10_000)),
            Rows = [SomeSpan.Unseen(EvidenceKind.ApiCalls, CoverageState.Refused, hostile)],
        };
        var svg = Drawn(SpanChart.Of(span));
        svg.Descendants().Select(static element => element.Name.LocalName).Distinct().ShouldBeSubsetOf(["title", "desc", "style", "rect", "line", "text"]);
        svg.Descendants().First(static element => element.Name.LocalName == "desc").Value.ShouldContain(VisibleText.Of(hostile));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(24)]
    [InlineData(45 * 24)]
    [InlineData(20 * 365 * 24)]
    public void Any_scope_has_a_few_round_marks(int hours)
    {
        var axis = new TimeAxis(At("00:20"), At("00:20").AddHours(hours), 0, 400);
        axis.Marks().Count().ShouldBeInRange(2, 21);
        axis.Marks().ShouldAllBe(mark => axis.X(mark.At) >= 0 && axis.X(mark.At) <= 400);
    }

    private static XElement Drawn(SpanChart chart) => XDocument.Parse(SpanChartRenderer.Svg(chart)).Root!;

    private static List<string> Texts(SpanChart chart) => [.. Drawn(chart).Elements().Where(static element => element.Name.LocalName == "text").Select(static element => element.Value)];

    private static XElement Box(XElement svg, string look) => svg.Elements().Single(element => element.Name.LocalName == "rect" && element.Attribute("class")!.Value == look);

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
