namespace ChatOps.Investigation.Charts;

/// <summary>The PNG form of a chart, for chats that show no SVG. It is made from the SVG itself, so a card needs to keep only that. Always the light look on white paper, which reads in a light and in a dark chat.</summary>
public static class ChartPng
{
    /// <summary>The longest side of the picture, in pixels: what every chat shows.</summary>
    public const int LongestSide = 1024;

    // The families that a browser takes are about a tenth narrower than DejaVu, and the charts are laid out for them.
    private const double Narrowing = 0.9;

    /// <summary>Draws a chart.</summary>
    /// <param name="svg">What one of our renderers wrote.</param>
    /// <param name="scale">Pixels to each unit of the picture; made smaller when a side would be longer than <see cref="LongestSide"/>.</param>
    /// <returns>A PNG of 8-bit red, green and blue.</returns>
    /// <exception cref="ArgumentException">It is not such an SVG, has more in it than a chart has, or is so large that its words could not be read; or the scale is not between 0.1 and 8.</exception>
    public static byte[] Of(string svg, double scale = 2)
    {
        if (!(scale is >= 0.1 and <= 8)) throw new ArgumentException($"A scale is 0.1 to 8; got {scale}.", nameof(scale));
        var picture = SvgReader.Read(svg);
        var longest = Math.Max(picture.Width, picture.Height);
        if (longest > LongestSide) throw new ArgumentException($"A chart of {longest} units could not be read in {LongestSide} pixels.", nameof(svg));
        scale = Math.Min(scale, LongestSide / longest);
        var (width, height) = (Pixels(picture.Width * scale), Pixels(picture.Height * scale));
        var canvas = new Canvas(width, height);
        var outline = new Outline();
        foreach (var shape in picture.Shapes) Draw(canvas, outline, shape, scale, width);
        return PngWriter.Write(width, height, canvas.Pixels);
    }

    /// <summary>How wide a text is drawn, in units of the picture.</summary>
    internal static double TextWidth(string text, double size, bool bold = false)
    {
        var font = bold ? TrueTypeFont.Bold : TrueTypeFont.Regular;
        var ems = 0.0;
        foreach (var rune in text.EnumerateRunes()) ems += font.Advance(font.Glyph(rune));
        return ems * size * Narrowing;
    }

    private static int Pixels(double units) => Math.Clamp((int)Math.Round(units), 1, LongestSide);

    private static void Draw(Canvas canvas, Outline outline, SvgShape shape, double scale, int width)
    {
        outline.Clear();
        if (shape is SvgText text)
        {
            DrawText(outline, text, scale, width);
            if (text.Fill is { } ink) canvas.Fill(outline, ink);
            return;
        }

        var contours = shape is SvgPath path ? path.Contours : [Contour((SvgBox)shape)];
        var lines = contours.Select(contour => contour with { Points = [.. contour.Points.Select(point => (point.X * scale, point.Y * scale))] }).ToList();
        if (shape.Fill is { } fill)
        {
            foreach (var line in lines) Area(outline, line);
            canvas.Fill(outline, fill);
        }

        if (shape.Pen is not { } pen) return;
        outline.Clear();
        foreach (var line in lines) Stroke.Along(outline, line.Points, line.Closed, pen.Width * scale, [.. pen.Dashes.Select(dash => dash * scale)]);
        canvas.Fill(outline, pen.Colour);
    }

    private static void Area(Outline outline, SvgContour contour)
    {
        outline.MoveTo(contour.Points[0].X, contour.Points[0].Y);
        foreach (var (x, y) in contour.Points.Skip(1)) outline.LineTo(x, y);
        outline.Close();
    }

    // Clockwise from the end of the upper left corner, as SVG says it for dashes. A quarter circle in five steps is round enough for corners of a few units.
    private static SvgContour Contour(SvgBox box)
    {
        var radius = Math.Min(box.Radius, Math.Min(box.Width, box.Height) / 2);
        var (left, top, right, bottom) = (box.X, box.Y, box.X + box.Width, box.Y + box.Height);
        if (radius <= 0) return new SvgContour([(left, top), (right, top), (right, bottom), (left, bottom)], Closed: true);
        var points = new List<(double X, double Y)> { (left + radius, top) };
        ReadOnlySpan<(double X, double Y)> centers = [(right - radius, top + radius), (right - radius, bottom - radius), (left + radius, bottom - radius), (left + radius, top + radius)];
        for (var step = 0; step < 23; step++)
        {
            var (x, y) = centers[step / 6];
            var angle = ((step / 6) - 1 + (step % 6 / 5.0)) * Math.PI / 2;
            points.Add((x + (radius * Math.Cos(angle)), y + (radius * Math.Sin(angle))));
        }

        return new SvgContour(points, Closed: true);
    }

    private static void DrawText(Outline outline, SvgText text, double scale, int width)
    {
        var font = text.Bold ? TrueTypeFont.Bold : TrueTypeFont.Regular;
        var size = text.Size * scale;
        var pen = text.X * scale;
        if (text.Place != TextPlace.Start) pen -= TextWidth(text.Content, size, text.Bold) / (text.Place == TextPlace.Middle ? 2 : 1);
        foreach (var rune in text.Content.EnumerateRunes())
        {
            if (pen > width) break;
            var glyph = font.Glyph(rune);
            var advance = font.Advance(glyph) * size * Narrowing;
            if (pen + (2 * size) > 0) font.Draw(outline, glyph, pen, text.Y * scale, size, Narrowing);
            pen += advance;
        }
    }
}
