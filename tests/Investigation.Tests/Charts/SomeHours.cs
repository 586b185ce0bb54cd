using System.Globalization;
using System.Xml.Linq;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Charts;

/// <summary>Hour charts as the sample day has them, and what was drawn, read back.</summary>
internal static class SomeHours
{
    public static readonly DateTimeOffset Day = new(2024, 8, 1, 0, 0, 0, TimeSpan.Zero);

    public static HourChart Flow => Of(
        Panel("Inbound", HourUnit.Bytes, 24, static hour => hour == 2 ? 255_000_000 : 4_000_000 + (hour * 10_000), usual: 4_000_000) with { Marks = [new HourMark(Day.AddHours(2), "02:00 255 MB")] },
        Panel("Outbound", HourUnit.Bytes, 24, static _ => 1_100_000, usual: 1_000_000));

    public static HourChart Calls => Of(
        new HourPanel("Calls", HourUnit.Count, [.. Enumerable.Range(0, 24).Select(static hour => new HourBar(Day.AddHours(hour), 212, 180, hour < 20, 206))]) { ValueWord = "successful", SecondWord = "failed" });

    public static HourChart FortySixDays => Of(
        Panel("Inbound", HourUnit.Bytes, 46 * 24, static hour => hour == 1001 ? 255_000_000 : 4_000_000, usual: 4_000_000) with { Marks = [new HourMark(Day.AddHours(1001), "11 Sep 17:00 255 MB")] });

    public static HourChart Crowded => Of([.. Enumerable.Range(0, HourChart.MostPanels).Select(static panel =>
        Panel($"Panel {panel}", HourUnit.Count, 96, static hour => 1_000_000_000_000_000 + (hour * 7_919_000_000_000 % 1_000_000_000_000), usual: 1e15) with
        {
            Marks = [.. Enumerable.Range(0, 96).Select(static hour => new HourMark(Day.AddHours(hour), $"spike {hour} of many"))],
            ValueWord = "a",
            SecondWord = "b",
        })]);

    public static TheoryData<string> Names => ["flow", "calls", "days", "crowded", "hour", "zero", "silent", "single", "span"];

    public static HourPanel Panel(string label, HourUnit unit, int hours, Func<int, long> value, double? usual = null) =>
        new(label, unit, [.. Enumerable.Range(0, hours).Select(hour => new HourBar(Day.AddHours(hour), value(hour), Usual: usual))]);

    public static HourChart Of(params HourPanel[] panels) => new("Flow volume of i-0123456789abcdef0", "In all 351 MB.", new TimeWindow(Day, Day.AddHours(24)), panels);

    public static string Svg(string name) => name switch
    {
        "flow" => HourChartRenderer.Svg(Flow),
        "calls" => HourChartRenderer.Svg(Calls),
        "days" => HourChartRenderer.Svg(FortySixDays),
        "crowded" => HourChartRenderer.Svg(Crowded),
        "hour" => HourChartRenderer.Svg(new HourChart("One hour", "s", new TimeWindow(Day, Day.AddHours(1)), [Panel("Calls", HourUnit.Count, 1, static _ => 7)])),
        "zero" => HourChartRenderer.Svg(Of(Panel("Inbound", HourUnit.Bytes, 24, static _ => 0))),
        "silent" => HourChartRenderer.Svg(Of(Panel("Inbound", HourUnit.Bytes, 0, static _ => 0))),
        "single" => HourChartRenderer.Svg(Of(new HourPanel("Calls", HourUnit.Count, [new HourBar(Day.AddHours(12), 1)]))),
        _ => SpanChartRenderer.Svg(SpanChart.Of(SomeSpan.Workshop)),
    };

    public static XElement Drawn(HourChart chart) => XDocument.Parse(HourChartRenderer.Svg(chart)).Root!;

    public static List<XElement> All(this XElement svg, string element, string look) =>
        [.. svg.Elements().Where(shape => shape.Name.LocalName == element && shape.Attribute("class")!.Value == look)];

    public static double Number(this XElement shape, string name) => double.Parse(shape.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    public static List<string> Texts(this XElement svg) => [.. svg.Elements().Where(static shape => shape.Name.LocalName == "text").Select(static shape => shape.Value)];

    /// <summary>Where a text begins and ends, and its foot, as the PNG draws it.</summary>
    public static (double From, double To, double Foot) Extent(XElement text)
    {
        var width = ChartPng.TextWidth(text.Value, text.Number("font-size"), text.Attribute("font-weight") is not null);
        var before = text.Attribute("text-anchor")?.Value switch { "end" => width, "middle" => width / 2, _ => 0 };
        return (text.Number("x") - before, text.Number("x") - before + width, text.Number("y"));
    }
}
