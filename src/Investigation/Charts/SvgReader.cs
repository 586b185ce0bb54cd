using System.Globalization;
using System.Xml;

namespace ChatOps.Investigation.Charts;

/// <summary>Reads back what <see cref="SvgWriter"/> wrote, in its light look, and refuses everything else: a stored card may come from anywhere.</summary>
internal sealed class SvgReader
{
    private const string Namespace = "http://www.w3.org/2000/svg";
    private const int MostCharacters = 4_000_000;
    private const int MostShapes = 20_000;
    private const int MostPoints = 100_000;
    private const double Farthest = 20_000;

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MostCharacters };

    private readonly List<SvgShape> shapes = [];
    private int points;

    private SvgReader()
    {
    }

    /// <summary>The picture.</summary>
    /// <exception cref="ArgumentException">It is not one that our writer wrote.</exception>
    public static SvgPicture Read(string svg)
    {
        if (svg.Length > MostCharacters) throw Refused($"it is longer than {MostCharacters} characters");
        try
        {
            using var text = new StringReader(svg);
            using var xml = XmlReader.Create(text, Settings);
            return new SvgReader().Picture(xml);
        }
        catch (XmlException broken)
        {
            throw new ArgumentException($"This is not a chart of ours: {broken.Message}", nameof(svg), broken);
        }
    }

    private static ArgumentException Refused(string why) => new($"This is not a chart of ours: {why}.");

    private SvgPicture Picture(XmlReader xml)
    {
        if (xml.MoveToContent() != XmlNodeType.Element || xml.Name != "svg" || xml.NamespaceURI != Namespace) throw Refused("it does not begin with svg");
        var (width, height) = (Size(xml, "width"), Size(xml, "height"));
        if (xml.GetAttribute("viewBox") != FormattableString.Invariant($"0 0 {width} {height}")) throw Refused("viewBox does not equal its size");
        if (!xml.IsEmptyElement) for (xml.Read(); xml.NodeType != XmlNodeType.EndElement;) Child(xml);
        while (xml.Read()) { /* to the end, so that what follows the picture is checked too */ }
        return new SvgPicture(width, height, shapes);
    }

    private void Child(XmlReader xml)
    {
        if (xml.NodeType != XmlNodeType.Element || xml.NamespaceURI != Namespace) throw Refused($"{xml.NodeType} {xml.Name} is not a shape");
        if (xml.Name is "title" or "desc" or "style")
        {
            xml.Skip();
            return;
        }

        if (shapes.Count >= MostShapes) throw Refused($"it has more than {MostShapes} shapes");
        shapes.Add(xml.Name switch
        {
            "rect" => Box(xml),
            "line" => Line(xml),
            "path" => Path(xml),
            "text" => Text(xml),
            _ => throw Refused($"{xml.Name} is not a shape"),
        });
        if (shapes[^1] is SvgText) return;
        if (!xml.IsEmptyElement) throw Refused($"{xml.Name} has content");
        xml.Read();
    }

    private static SvgBox Box(XmlReader xml) => new(
        Number(xml, "x"), Number(xml, "y"), Positive(xml, "width"), Positive(xml, "height"), xml.GetAttribute("rx") is null ? 0 : Positive(xml, "rx"), Colour(xml, "fill"), Pen(xml));

    private static SvgPath Line(XmlReader xml) =>
        new([new SvgContour([(Number(xml, "x1"), Number(xml, "y1")), (Number(xml, "x2"), Number(xml, "y2"))], Closed: false)], null, Pen(xml));

    private static SvgText Text(XmlReader xml)
    {
        var (x, y, size, fill) = (Number(xml, "x"), Number(xml, "y"), Positive(xml, "font-size"), Colour(xml, "fill"));
        var bold = xml.GetAttribute("font-weight") switch { null => false, "600" => true, var other => throw Refused($"font-weight {other}") };
        var place = xml.GetAttribute("text-anchor") switch
        {
            null => TextPlace.Start,
            "middle" => TextPlace.Middle,
            "end" => TextPlace.End,
            var other => throw Refused($"text-anchor {other}"),
        };
        return new SvgText(x, y, xml.ReadElementContentAsString(), size, place, bold, fill);
    }

    private SvgPath Path(XmlReader xml)
    {
        var contours = new List<SvgContour>();
        List<(double X, double Y)>? line = null;
        var tokens = (xml.GetAttribute("d") ?? throw Refused("a path has no d")).AsSpan();
        foreach (var range in tokens.Split(' '))
        {
            var token = tokens[range];
            if (token.IsEmpty) throw Refused("a path has an empty step");
            if (++points > MostPoints) throw Refused($"it has more than {MostPoints} points");
            if (token is "Z")
            {
                if (line is null) throw Refused("a path closes before it begins");
                contours[^1] = contours[^1] with { Closed = true };
                continue;
            }

            var numbers = token[1..];
            if (token[0] == 'M') contours.Add(new SvgContour(line = [], Closed: false));
            else if (line is null) throw Refused("a path does not begin with M");
            line.Add(token[0] switch
            {
                'M' or 'L' when numbers.IndexOf(',') is > 0 and var comma => (Number(numbers[..comma]), Number(numbers[(comma + 1)..])),
                'H' => (Number(numbers), line[^1].Y),
                'V' => (line[^1].X, Number(numbers)),
                _ => throw Refused("a path has a step that we do not write"),
            });
        }

        return new SvgPath(contours, Colour(xml, "fill"), Pen(xml));
    }

    private static SvgPen? Pen(XmlReader xml)
    {
        if (Colour(xml, "stroke") is not { } colour) return null;
        var dashes = (xml.GetAttribute("stroke-dasharray") ?? string.Empty).Split(' ', 9, StringSplitOptions.RemoveEmptyEntries).Select(static dash => Number(dash)).ToList();
        if (dashes.Any(static dash => dash < 0.5) || dashes.Count % 2 != 0) throw Refused("stroke-dasharray");
        return new SvgPen(colour, xml.GetAttribute("stroke-width") is null ? 1 : Positive(xml, "stroke-width"), dashes);
    }

    private static int? Colour(XmlReader xml, string name) => xml.GetAttribute(name) switch
    {
        null or "none" => null,
        { Length: 7 } text when text[0] == '#' && int.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var colour) => colour,
        _ => throw Refused($"{name} of {xml.Name} is not a colour"),
    };

    private static double Size(XmlReader xml, string name) => Positive(xml, name) is >= 1 and var size ? Math.Round(size) : throw Refused($"{name} is too small");

    private static double Positive(XmlReader xml, string name) => Number(xml, name) is >= 0 and var number ? number : throw Refused($"{name} of {xml.Name} is below 0");

    private static double Number(XmlReader xml, string name) => Number(xml.GetAttribute(name) ?? throw Refused($"{xml.Name} has no {name}"));

    private static double Number(ReadOnlySpan<char> text) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= Farthest
            ? number
            : throw Refused("a number is none, or out of all proportion");
}
