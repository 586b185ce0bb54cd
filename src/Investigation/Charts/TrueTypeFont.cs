using System.Buffers.Binary;
using System.Text;

namespace ChatOps.Investigation.Charts;

/// <summary>Reads glyph outlines and widths of the two fonts embedded here. Tables and flags: learn.microsoft.com/typography/opentype/spec.</summary>
internal sealed class TrueTypeFont
{
    private const int DeepestComposite = 6;

    private readonly byte[] bytes;
    private readonly int cmap, glyf, hmtx, loca;
    private readonly int glyphs, widths;
    private readonly bool longLoca, segmented;
    private readonly double unitsPerEm;

    private TrueTypeFont(byte[] bytes)
    {
        this.bytes = bytes;
        (glyf, loca, hmtx) = (Table("glyf"), Table("loca"), Table("hmtx"));
        unitsPerEm = U16(Table("head") + 18);
        longLoca = U16(Table("head") + 50) != 0;
        glyphs = U16(Table("maxp") + 4);
        widths = U16(Table("hhea") + 34);
        (cmap, segmented) = CharacterMap(Table("cmap"));
    }

    public static TrueTypeFont Regular { get; } = Embedded("DejaVuSans.ttf");

    public static TrueTypeFont Bold { get; } = Embedded("DejaVuSans-Bold.ttf");

    /// <summary>The glyph of a character; 0, a box, for a character that the font lacks.</summary>
    public int Glyph(Rune rune) => segmented ? Segmented(rune.Value) : Grouped(rune.Value);

    /// <summary>How far the pen moves on, as a share of the font's size.</summary>
    public double Advance(int glyph) => U16(hmtx + (4 * Math.Min(glyph, widths - 1))) / unitsPerEm;

    /// <summary>Adds the glyph's contours, its origin at x and y, <paramref name="size"/> pixels to the em and narrowed across.</summary>
    public void Draw(Outline outline, int glyph, double x, double y, double size, double narrowing)
    {
        var scale = size / unitsPerEm;
        Draw(outline, glyph, new Affine(scale * narrowing, 0, 0, -scale, x, y), 0);
    }

    private static TrueTypeFont Embedded(string name)
    {
        using var stream = typeof(TrueTypeFont).Assembly.GetManifestResourceStream($"{typeof(TrueTypeFont).Namespace}.Fonts.{name}")
            ?? throw new InvalidOperationException($"The font {name} is not embedded.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new TrueTypeFont(bytes);
    }

    private void Draw(Outline outline, int glyph, Affine affine, int depth)
    {
        var (at, end) = (Offset(glyph), Offset(glyph + 1));
        if (at == end || depth > DeepestComposite) return;
        var contours = I16(glyf + at);
        if (contours >= 0) DrawSimple(outline, glyf + at + 10, contours, affine);
        else DrawComposite(outline, glyf + at + 10, affine, depth);
    }

    private void DrawComposite(Outline outline, int at, Affine affine, int depth)
    {
        const int Words = 1, Offsets = 2, OneScale = 8, More = 0x20, TwoScales = 0x40, Matrix = 0x80;
        int flags;
        do
        {
            flags = U16(at);
            var glyph = U16(at + 2);
            at += 4;
            var (dx, dy) = (flags & Words) != 0 ? (I16(at), I16(at + 2)) : ((short)(sbyte)bytes[at], (short)(sbyte)bytes[at + 1]);
            at += (flags & Words) != 0 ? 4 : 2;
            var (a, b, c, d) = (1.0, 0.0, 0.0, 1.0);
            if ((flags & OneScale) != 0) (a, d, at) = (F2Dot14(at), F2Dot14(at), at + 2);
            else if ((flags & TwoScales) != 0) (a, d, at) = (F2Dot14(at), F2Dot14(at + 2), at + 4);
            else if ((flags & Matrix) != 0) (a, b, c, d, at) = (F2Dot14(at), F2Dot14(at + 2), F2Dot14(at + 4), F2Dot14(at + 6), at + 8);
            var place = (flags & Offsets) != 0 ? (dx, dy) : ((short)0, (short)0);
            Draw(outline, glyph, affine.After(a, b, c, d, place.Item1, place.Item2), depth + 1);
        }
        while ((flags & More) != 0);
    }

    // Flags, then all x, then all y: the three runs are as long as the flags say, so each is walked in turn.
    private void DrawSimple(Outline outline, int at, int contours, Affine affine)
    {
        const int Short = 2, Repeat = 8, SameOrPositive = 16;
        if (contours == 0) return;
        var ends = at;
        var points = U16(at + (2 * (contours - 1))) + 1;
        at += (2 * contours) + 2 + U16(at + (2 * contours));
        var flags = new byte[points];
        for (var point = 0; point < points;)
        {
            var flag = bytes[at++];
            var times = (flag & Repeat) != 0 ? bytes[at++] + 1 : 1;
            while (times-- > 0 && point < points) flags[point++] = flag;
        }

        var xs = Coordinates(flags, ref at, Short, SameOrPositive);
        var ys = Coordinates(flags, ref at, Short << 1, SameOrPositive << 1);
        for (int contour = 0, start = 0; contour < contours; contour++)
        {
            var end = U16(ends + (2 * contour));
            DrawContour(outline, affine, flags, xs, ys, start, end - start + 1);
            start = end + 1;
        }
    }

    private int[] Coordinates(byte[] flags, ref int at, int isShort, int sameOrPositive)
    {
        var result = new int[flags.Length];
        var value = 0;
        for (var point = 0; point < flags.Length; point++)
        {
            var same = (flags[point] & sameOrPositive) != 0;
            if ((flags[point] & isShort) != 0) value += same ? bytes[at++] : -bytes[at++];
            else if (!same)
            {
                value += I16(at);
                at += 2;
            }

            result[point] = value;
        }

        return result;
    }

    // Points off the curve are controls of quadratic curves; between two of them lies an implied point on the curve.
    private static void DrawContour(Outline outline, Affine affine, byte[] flags, int[] xs, int[] ys, int start, int count)
    {
        if (count < 2) return;
        (double X, double Y) Point(int index) => affine.Of(xs[start + (index % count)], ys[start + (index % count)]);
        bool On(int index) => (flags[start + (index % count)] & 1) != 0;
        var first = 0;
        while (first < count && !On(first)) first++;
        var from = first < count ? Point(first) : Middle(Point(0), Point(count - 1));
        outline.MoveTo(from.X, from.Y);
        for (var step = first < count ? first + 1 : 0; step <= (first < count ? first + count : count - 1); step++)
        {
            var point = Point(step);
            if (On(step)) outline.LineTo(point.X, point.Y);
            else
            {
                var to = On(step + 1) ? Point(step + 1) : Middle(point, Point(step + 1));
                outline.CurveTo(point.X, point.Y, to.X, to.Y);
                if (On(step + 1)) step++;
            }
        }

        outline.Close();
    }

    private static (double X, double Y) Middle((double X, double Y) a, (double X, double Y) b) => ((a.X + b.X) / 2, (a.Y + b.Y) / 2);

    private int Segmented(int code)
    {
        var count = U16(cmap + 6) / 2;
        var (ends, starts, deltas, offsets) = (cmap + 14, cmap + 16 + (2 * count), cmap + 16 + (4 * count), cmap + 16 + (6 * count));
        for (var segment = 0; segment < count; segment++)
        {
            if (code > U16(ends + (2 * segment))) continue;
            var start = U16(starts + (2 * segment));
            if (code < start) return 0;
            var offset = U16(offsets + (2 * segment));
            var glyph = offset == 0 ? code : U16(offsets + (2 * segment) + offset + (2 * (code - start)));
            return offset != 0 && glyph == 0 ? 0 : (glyph + U16(deltas + (2 * segment))) & 0xFFFF;
        }

        return 0;
    }

    private int Grouped(int code)
    {
        var count = I32(cmap + 12);
        for (var at = cmap + 16; at < cmap + 16 + (12 * count); at += 12)
            if (code >= I32(at) && code <= I32(at + 4)) return I32(at + 8) + code - I32(at);
        return 0;
    }

    private (int At, bool Segmented) CharacterMap(int at)
    {
        var offers = Enumerable.Range(0, U16(at + 2)).Select(index => at + I32(at + 8 + (8 * index))).ToList();
        foreach (var offer in offers) if (U16(offer) == 12) return (offer, false);
        foreach (var offer in offers) if (U16(offer) == 4) return (offer, true);
        throw new InvalidOperationException("The font has no character map that is read here.");
    }

    private int Offset(int glyph) => glyph > glyphs ? 0 : longLoca ? I32(loca + (4 * glyph)) : 2 * U16(loca + (2 * glyph));

    private int Table(string tag)
    {
        for (var at = 12; at < 12 + (16 * U16(4)); at += 16)
            if (bytes.AsSpan(at, 4).SequenceEqual(Encoding.ASCII.GetBytes(tag))) return I32(at + 8);
        throw new InvalidOperationException($"The font has no table {tag}.");
    }

    private double F2Dot14(int at) => I16(at) / 16384.0;

    private int U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at));

    private short I16(int at) => BinaryPrimitives.ReadInt16BigEndian(bytes.AsSpan(at));

    private int I32(int at) => BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));

    private readonly record struct Affine(double A, double B, double C, double D, double X, double Y)
    {
        public (double X, double Y) Of(double x, double y) => ((A * x) + (C * y) + X, (B * x) + (D * y) + Y);

        public Affine After(double a, double b, double c, double d, double x, double y)
        {
            var place = Of(x, y);
            return new Affine((A * a) + (C * b), (B * a) + (D * b), (A * c) + (C * d), (B * c) + (D * d), place.X, place.Y);
        }
    }
}
