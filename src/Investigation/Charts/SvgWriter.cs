using System.Globalization;
using System.Text;
using System.Xml;
using ChatOps.Investigation.Entities;

namespace ChatOps.Investigation.Charts;

/// <summary>Writes the few shapes our charts are made of. Every text passes <see cref="VisibleText"/>, so what comes out is valid XML whatever went in.</summary>
internal sealed class SvgWriter : IDisposable
{
    private const int LongestName = 20_000;
    private const string Namespace = "http://www.w3.org/2000/svg";

    // Presentation attributes give the light look; the style sheet changes all of it at once, paper included, so either is legible wherever the picture is put.
    private const string DarkLook = """
        @media (prefers-color-scheme: dark) {
        .paper { fill: #1c2024 } .ink { fill: #e3e7ea } .soft { fill: #a9b3bd } .grid { stroke: #343b42 } .guide { stroke: #a9b3bd }
        .scope { fill: #272e35; stroke: #6a747e } .track { fill: #3b434a } .hollow { stroke: #e3e7ea }
        .bar { fill: #2684c7 } .second { fill: #4d3020 } .stripes { stroke: #f0883e } .axis { stroke: #a9b3bd } .shade { fill: #272e35 } .frame { stroke: #a9b3bd } .usual { stroke: #e3e7ea } .gap { stroke: #6a747e }
        .findings { fill: #56b4e9 } .calls { fill: #e69f00 } .flows { fill: #2fbf97 } .kubernetes { fill: #dd9ac0 }
        }
        """;

    private readonly StringBuilder text = new();
    private readonly XmlWriter xml;

    public SvgWriter(int width, int height, string title, string description)
    {
        xml = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true });
        xml.WriteStartElement("svg", Namespace);
        Attribute("width", width);
        Attribute("height", height);
        xml.WriteAttributeString("viewBox", FormattableString.Invariant($"0 0 {width} {height}"));
        xml.WriteAttributeString("role", "img");
        xml.WriteAttributeString("aria-labelledby", "title desc");
        xml.WriteAttributeString("font-family", "-apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif");
        Named("title", title);
        Named("desc", description);
        xml.WriteElementString("style", Namespace, DarkLook);
        Box("paper", 0, 0, width, height, "#ffffff", radius: 6);
    }

    public void Box(string look, double x, double y, double width, double height, string fill, string? stroke = null, string? dashes = null, double radius = 0)
    {
        xml.WriteStartElement("rect", Namespace);
        xml.WriteAttributeString("class", look);
        Attribute("x", x);
        Attribute("y", y);
        Attribute("width", width);
        Attribute("height", height);
        if (radius > 0) Attribute("rx", radius);
        xml.WriteAttributeString("fill", fill);
        Stroke(stroke, dashes);
        xml.WriteEndElement();
    }

    public void UprightLine(string look, double x, double from, double to, string stroke)
    {
        xml.WriteStartElement("line", Namespace);
        xml.WriteAttributeString("class", look);
        Attribute("x1", x);
        Attribute("x2", x);
        Attribute("y1", from);
        Attribute("y2", to);
        Stroke(stroke, null);
        xml.WriteEndElement();
    }

    /// <summary>Straight lines and areas; steps M and L with "x,y", H, V and Z, with one space between them.</summary>
    public void Path(string look, string steps, string fill, string? stroke = null, double width = 1, string? dashes = null)
    {
        xml.WriteStartElement("path", Namespace);
        xml.WriteAttributeString("class", look);
        xml.WriteAttributeString("d", steps);
        xml.WriteAttributeString("fill", fill);
        if (width != 1) Attribute("stroke-width", width);
        Stroke(stroke, dashes);
        xml.WriteEndElement();
    }

    public void Text(string look, double x, double y, string content, string fill, double size, TextPlace place = TextPlace.Start, bool bold = false)
    {
        xml.WriteStartElement("text", Namespace);
        xml.WriteAttributeString("class", look);
        Attribute("x", x);
        Attribute("y", y);
        xml.WriteAttributeString("fill", fill);
        Attribute("font-size", size);
        if (bold) xml.WriteAttributeString("font-weight", "600");
        if (place != TextPlace.Start) xml.WriteAttributeString("text-anchor", place == TextPlace.End ? "end" : "middle");
        xml.WriteString(VisibleText.Of(content));
        xml.WriteEndElement();
    }

    public string Finish()
    {
        xml.WriteEndElement();
        xml.Flush();
        return text.ToString();
    }

    public void Dispose() => xml.Dispose();

    // A name of a megabyte would make the card as large; what is cut is said by the figures of the card itself.
    private void Named(string element, string content)
    {
        if (content.Length > LongestName) content = $"{content[..LongestName]}…";
        xml.WriteStartElement(element, Namespace);
        xml.WriteAttributeString("id", element);
        xml.WriteString(VisibleText.Of(content));
        xml.WriteEndElement();
    }

    private void Stroke(string? stroke, string? dashes)
    {
        if (stroke is not null) xml.WriteAttributeString("stroke", stroke);
        if (dashes is not null) xml.WriteAttributeString("stroke-dasharray", dashes);
    }

    private void Attribute(string name, double value) => xml.WriteAttributeString(name, value.ToString("0.##", CultureInfo.InvariantCulture));
}

/// <summary>Which end of a text stands at its x.</summary>
internal enum TextPlace
{
    Start,
    Middle,
    End,
}
