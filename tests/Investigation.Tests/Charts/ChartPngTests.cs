using System.Text;
using System.Xml.Linq;
using static ChatOps.Investigation.Charts.SomeHours;

namespace ChatOps.Investigation.Charts;

public sealed class ChartPngTests
{
    [Theory]
    [MemberData(nameof(Names), MemberType = typeof(SomeHours))]
    public void Every_chart_becomes_a_valid_picture_on_white_paper(string name)
    {
        var svg = XDocument.Parse(Svg(name)).Root!;
        var png = new PngPicture(ChartPng.Of(Svg(name)));
        (png.Width / (double)png.Height).ShouldBe(svg.Number("width") / svg.Number("height"), 0.01);
        Math.Max(png.Width, png.Height).ShouldBeLessThanOrEqualTo(ChartPng.LongestSide);
        foreach (var (x, y) in new[] { (0, 0), (png.Width - 1, 0), (0, png.Height - 1), (png.Width - 1, png.Height - 1) }) png[x, y].ShouldBe(0xFFFFFF);
    }

    [Fact]
    public void Bars_have_their_colour_and_stacked_ones_have_stripes()
    {
        var png = new PngPicture(ChartPng.Of(HourChartRenderer.Svg(Calls)));
        var svg = Drawn(Calls);
        var (bar, second) = (svg.All("rect", "bar")[0], svg.All("rect", "second")[0]);
        png[2 * (bar.Number("x") + 4), 2 * (bar.Number("y") + 20)].ShouldBe(0x0072B2);
        var column = Enumerable.Range(0, 40).Select(step => png[2 * (second.Number("x") + 4), (2 * (second.Number("y") + 4)) + step]).ToHashSet();
        column.ShouldContain(0xD55E00);
        column.ShouldContain(0xFBE0CF);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void No_side_is_longer_than_a_chat_takes(double scale)
    {
        var png = new PngPicture(ChartPng.Of(HourChartRenderer.Svg(Crowded), scale));
        Math.Max(png.Width, png.Height).ShouldBeLessThanOrEqualTo(1024);
    }

    [Fact]
    public void A_pixel_covered_in_part_is_shaded_in_part()
    {
        var png = new PngPicture(ChartPng.Of(Picture(20, 20, static svg => svg.Box("bar", 5.5, 5.25, 4, 4, "#000000")), 1));
        png[7, 7].ShouldBe(0x000000);
        png[4, 7].ShouldBe(0xFFFFFF);
        (png[5, 7] & 0xFF).ShouldBeInRange(120, 136);
        (png[7, 5] & 0xFF).ShouldBeInRange(56, 72);
        (png[7, 9] & 0xFF).ShouldBeInRange(183, 199);
    }

    [Fact]
    public void A_slanted_edge_covers_what_lies_on_its_inner_side()
    {
        var png = new PngPicture(ChartPng.Of(Picture(40, 40, static svg => svg.Path("bar", "M10,10 L30,10 L10,30 Z", "#000000")), 1));
        png[12, 12].ShouldBe(0x000000);
        png[28, 28].ShouldBe(0xFFFFFF);
        (png[19, 20] & 0xFF).ShouldBeInRange(112, 144);
        Enumerable.Range(0, 1600).Sum(at => 255 - (png[at % 40, at / 40] & 0xFF)).ShouldBeInRange(49_000, 53_000);
    }

    [Fact]
    public void Dashes_and_widths_of_lines_are_kept()
    {
        var png = new PngPicture(ChartPng.Of(Picture(60, 20, static svg => svg.Path("usual", "M10,10 H50", "none", "#000000", 4, "5 5")), 1));
        Enumerable.Range(0, 40).Select(x => png[10 + x, 10]).ShouldBe(Enumerable.Range(0, 40).Select(static x => x / 5 % 2 == 0 ? 0 : 0xFFFFFF));
        new[] { 7, 8, 11, 12 }.Select(y => png[12, y]).ShouldBe([0xFFFFFF, 0, 0, 0xFFFFFF]);
    }

    [Fact]
    public void Letters_have_accents_and_characters_without_a_letter_have_a_box()
    {
        Ink("é").ShouldBeGreaterThan(Ink("e"));
        Ink("–").ShouldBeGreaterThan(0);
        Ink("Ж").ShouldBeGreaterThan(Ink("–"));
        Ink("漢").ShouldBe(Ink("字"));
        Ink("漢").ShouldBe(Ink("\U0001F600"));
        Ink("漢").ShouldBeGreaterThan(0);
        Ink(" ").ShouldBe(0);
        Ink("W", bold: true).ShouldBeGreaterThan(Ink("W"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(9)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_scale_out_of_range_is_refused(double scale) => Should.Throw<ArgumentException>(() => ChartPng.Of(Svg("flow"), scale));

    [Theory]
    [InlineData("")]
    [InlineData("no picture")]
    [InlineData("<svg/>")]
    [InlineData("<html xmlns=\"http://www.w3.org/1999/xhtml\"/>")]
    [InlineData("<!DOCTYPE svg [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\" viewBox=\"0 0 9 9\">&b;</svg>")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\" viewBox=\"0 0 9 8\"/>")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1e9\" height=\"9\" viewBox=\"0 0 9 9\"/>")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"20000\" height=\"20000\" viewBox=\"0 0 20000 20000\"/>")]
    public void What_is_no_chart_is_refused(string svg) => Should.Throw<ArgumentException>(() => ChartPng.Of(svg));

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<image href=\"http://203.0.113.9/\"/>")]
    [InlineData("<rect x=\"0\" y=\"0\" width=\"NaN\" height=\"1\" fill=\"#000000\"/>")]
    [InlineData("<rect x=\"0\" y=\"0\" width=\"-1\" height=\"1\" fill=\"#000000\"/>")]
    [InlineData("<rect x=\"0\" y=\"0\" width=\"1\" height=\"1\" fill=\"url(#a)\"/>")]
    [InlineData("<rect x=\"0\" y=\"0\" width=\"1\" height=\"1\" fill=\"#000000\"><rect/></rect>")]
    [InlineData("<path d=\"\" fill=\"#000000\"/>")]
    [InlineData("<path d=\"L1,1\" fill=\"#000000\"/>")]
    [InlineData("<path d=\"M1,1 C1,1 2,2 3,3\" fill=\"#000000\"/>")]
    [InlineData("<path d=\"M1,1 H9999999\" fill=\"#000000\"/>")]
    [InlineData("<line x1=\"0\" x2=\"9\" y1=\"0\" y2=\"0\" stroke=\"#000000\" stroke-dasharray=\"0 0\"/>")]
    [InlineData("<text x=\"0\" y=\"0\" fill=\"#000000\" font-size=\"9\"><b>x</b></text>")]
    [InlineData("loose text")]
    public void A_shape_that_we_do_not_write_is_refused(string shape) => Should.Throw<ArgumentException>(() => ChartPng.Of(Wrapped(shape)));

    [Theory]
    [InlineData("<rect x=\"0\" y=\"0\" width=\"440\" height=\"440\" fill=\"#000000\"/>", 19_000)]
    [InlineData("<rect x=\"0\" y=\"0\" width=\"1\" height=\"1\" fill=\"none\"/>", 30_000)]
    [InlineData("<path d=\"M-20000,-20000 L20000,20000 L-20000,19999\" fill=\"none\" stroke=\"#000000\" stroke-width=\"20000\" stroke-dasharray=\"0.5 0.5\"/>", 10_000)]
    [InlineData("<path d=\"M-9000,-9000 H-8000\" fill=\"none\" stroke=\"#000000\" stroke-dasharray=\"0.5 0.5\"/>", 19_000)]
    [InlineData("<text x=\"1\" y=\"0\" fill=\"#000000\" font-size=\"0\">&#233;&#233;&#233;&#233;&#233;&#233;&#233;&#233;&#233;&#233;</text>", 19_000)]
    [InlineData("<!--", 2_000_000)]
    public void A_picture_made_to_keep_us_busy_is_refused(string shape, int times) =>
        Should.Throw<ArgumentException>(() => ChartPng.Of(Wrapped(new StringBuilder().Insert(0, shape, times).ToString())));

    [Theory]
    [MemberData(nameof(Names), MemberType = typeof(SomeHours))]
    public void A_damaged_picture_is_drawn_or_refused_and_nothing_else(string name)
    {
        var random = new Random(20240801);
        var svg = Svg(name);
        svg = svg[..(svg.IndexOf("<style", StringComparison.Ordinal))] + svg[(svg.IndexOf("</style>", StringComparison.Ordinal) + 8)..];
        for (var round = 0; round < 150; round++)
        {
            var damaged = new StringBuilder(svg);
            for (var hit = random.Next(1, 4); hit > 0; hit--) Damage(damaged, random);
            try
            {
                _ = new PngPicture(ChartPng.Of(damaged.ToString(), 0.5));
            }
            catch (ArgumentException)
            {
                // refused, as documented
            }
        }
    }

    private static void Damage(StringBuilder svg, Random random)
    {
        const string Alphabet = "<>\"'/=&;#- .,0123456789eEMLHVZxyrect\0\u202e\ud83d\uffff";
        var at = random.Next(svg.Length - 1);
        switch (random.Next(4))
        {
            case 0: svg[at] = Alphabet[random.Next(Alphabet.Length)]; break;
            case 1: svg.Insert(at, Alphabet[random.Next(Alphabet.Length)]); break;
            case 2: svg.Remove(at, Math.Min(random.Next(1, 40), svg.Length - at)); break;
            default:
                while (at < svg.Length - 1 && !char.IsAsciiDigit(svg[at])) at++;
                svg[at] = (char)('0' + random.Next(10));
                svg.Insert(at, random.Next(0, 99_999));
                break;
        }
    }

    private static string Wrapped(string shapes) => $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"440\" height=\"440\" viewBox=\"0 0 440 440\">{shapes}</svg>";

    private static string Picture(int width, int height, Action<SvgWriter> draw)
    {
        using var svg = new SvgWriter(width, height, "t", "d");
        draw(svg);
        return svg.Finish();
    }

    private static int Ink(string text, bool bold = false) =>
        new PngPicture(ChartPng.Of(Picture(40, 40, svg => svg.Text("ink", 5, 30, text, "#000000", 24, bold: bold)), 1)).Inked();
}
