namespace ChatOps.Investigation.Charts;

/// <summary>Pixels that shapes are filled into, each with the share of it that the shape covers.</summary>
internal sealed class Canvas
{
    /// <summary>About ten times what a full chart of ours takes; beyond it, drawing would hold up the host.</summary>
    private const long MostWork = 30_000_000;

    /// <summary>Steps from outside to inside of an edge: no eye asks for more, and fewer shades pack smaller.</summary>
    private const int Shades = 16;

    private readonly int width, height;
    private readonly byte[] pixels;
    private float[] cover = [];
    private long work;

    public Canvas(int width, int height)
    {
        (this.width, this.height) = (width, height);
        pixels = new byte[3 * width * height];
        pixels.AsSpan().Fill(0xFF);
    }

    /// <summary>Red, green and blue, row by row from the top.</summary>
    public byte[] Pixels => pixels;

    /// <summary>Fills the outline with a colour 0xRRGGBB.</summary>
    public void Fill(Outline outline, int colour)
    {
        if (Bounds(outline) is not { } box) return;
        var stride = box.Width + 2;
        var cells = stride * box.Height;
        Spend(cells);
        if (cover.Length < cells) cover = new float[cells];
        cover.AsSpan(0, cells).Clear();
        foreach (var edge in outline.Edges) Accumulate(edge, box, stride);
        for (var row = 0; row < box.Height; row++) Blend(cover.AsSpan(row * stride, box.Width), pixels.AsSpan(3 * (((box.Top + row) * width) + box.Left)), colour);
    }

    private void Spend(long cells)
    {
        work += cells;
        if (work > MostWork) throw new ArgumentException("The picture takes more drawing than a chart does.");
    }

    private Box? Bounds(Outline outline)
    {
        var (left, top, right, bottom) = (float.MaxValue, float.MaxValue, float.MinValue, float.MinValue);
        foreach (var edge in outline.Edges)
        {
            left = Math.Min(left, Math.Min(edge.X0, edge.X1));
            right = Math.Max(right, Math.Max(edge.X0, edge.X1));
            top = Math.Min(top, Math.Min(edge.Y0, edge.Y1));
            bottom = Math.Max(bottom, Math.Max(edge.Y0, edge.Y1));
        }

        if (!(right > 0 && bottom > 0 && left < width && top < height)) return null;
        var (x, y) = ((int)Math.Max(0, left), (int)Math.Max(0, top));
        return new Box(x, y, (int)Math.Ceiling(Math.Min(width, right)) - x, (int)Math.Ceiling(Math.Min(height, bottom)) - y);
    }

    // Each edge adds, in every row it crosses, the signed area between itself and the pixels to its right; summed from the left
    // that is the cover of each pixel. An edge left of the box counts at its first pixel, one right of it counts nowhere.
    private void Accumulate(Edge edge, Box box, int stride)
    {
        var (x0, y0, x1, y1) = (edge.X0 - box.Left, edge.Y0 - box.Top, edge.X1 - box.Left, edge.Y1 - box.Top);
        if (y0 == y1) return;
        var direction = 1f;
        if (y0 > y1) (x0, y0, x1, y1, direction) = (x1, y1, x0, y0, -1f);
        var slope = (x1 - x0) / (y1 - y0);
        var from = (int)Math.Max(0, y0);
        var to = (int)Math.Min(box.Height, Math.Ceiling(y1));
        Spend(4 + (4 * Math.Max(0, to - from)));
        for (var row = from; row < to; row++)
        {
            var (above, below) = (Math.Max(row, y0), Math.Min(row + 1, y1));
            var a = Math.Clamp(x0 + ((above - y0) * slope), 0, box.Width);
            var b = Math.Clamp(x0 + ((below - y0) * slope), 0, box.Width);
            Spread(cover.AsSpan(row * stride, stride), Math.Min(a, b), Math.Max(a, b), (below - above) * direction);
        }
    }

    private void Spread(Span<float> row, float left, float right, float rise)
    {
        var first = (int)left;
        var last = (int)Math.Ceiling(right);
        if (last <= first + 1)
        {
            var share = ((left + right) / 2) - first;
            row[first] += rise * (1 - share);
            row[first + 1] += rise * share;
            return;
        }

        Spend(last - first);
        var perPixel = 1 / (right - left);
        var before = 0f;
        for (var at = first; at < last; at++)
        {
            // What the stretch left of this pixel adds in full, and the stretch inside of it in part.
            var (enter, leave) = (Math.Max(left, at), Math.Min(right, at + 1));
            var area = perPixel * (enter - left + ((leave - enter) * (at + 1 - ((enter + leave) / 2))));
            row[at] += rise * (area - before);
            before = area;
        }

        row[last] += rise * (1 - before);
    }

    private static void Blend(ReadOnlySpan<float> cover, Span<byte> row, int colour)
    {
        var (red, green, blue) = (colour >> 16, (colour >> 8) & 0xFF, colour & 0xFF);
        var sum = 0f;
        for (var x = 0; x < cover.Length; x++)
        {
            sum += cover[x];
            var share = (int)((Math.Min(Math.Abs(sum), 1f) * Shades) + 0.5f) * (256 / Shades);
            if (share == 0) continue;
            var at = 3 * x;
            row[at] = (byte)(row[at] + (((red - row[at]) * share) >> 8));
            row[at + 1] = (byte)(row[at + 1] + (((green - row[at + 1]) * share) >> 8));
            row[at + 2] = (byte)(row[at + 2] + (((blue - row[at + 2]) * share) >> 8));
        }
    }

    private readonly record struct Box(int Left, int Top, int Width, int Height);
}
