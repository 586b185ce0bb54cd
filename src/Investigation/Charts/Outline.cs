namespace ChatOps.Investigation.Charts;

/// <summary>Edges of a shape in pixels, curves made straight; every contour is closed, and what lies inside is filled.</summary>
internal sealed class Outline
{
    /// <summary>All shapes of a picture together; one of ours has up to a hundred thousand, more is somebody's attempt to keep us busy.</summary>
    private const int MostEdges = 1_000_000;

    private readonly List<Edge> edges = [];
    private (double X, double Y) start, pen;
    private int drawn;

    public IReadOnlyList<Edge> Edges => edges;

    public void Clear()
    {
        edges.Clear();
        start = pen = default;
    }

    public void MoveTo(double x, double y) => start = pen = (x, y);

    public void LineTo(double x, double y)
    {
        if (++drawn > MostEdges) throw new ArgumentException("The picture has more edges than a chart has.");
        edges.Add(new Edge((float)pen.X, (float)pen.Y, (float)x, (float)y));
        pen = (x, y);
    }

    public void CurveTo(double controlX, double controlY, double x, double y)
    {
        // The chord of one of n parts strays from the curve by bend / 4n²; a twentieth of a pixel is not seen.
        var from = pen;
        var bend = Math.Abs(from.X - (2 * controlX) + x) + Math.Abs(from.Y - (2 * controlY) + y);
        var parts = Math.Clamp((int)Math.Ceiling(Math.Sqrt(bend * 5)), 1, 24);
        for (var part = 1; part <= parts; part++)
        {
            var t = (double)part / parts;
            var (a, b, c) = ((1 - t) * (1 - t), 2 * t * (1 - t), t * t);
            LineTo((a * from.X) + (b * controlX) + (c * x), (a * from.Y) + (b * controlY) + (c * y));
        }
    }

    public void Close()
    {
        if (pen != start) LineTo(start.X, start.Y);
    }

    /// <summary>A bar as wide as the pen around a stretch of line. All turn the same way, so that where two overlap nothing cancels.</summary>
    public void Bar((double X, double Y) from, (double X, double Y) to, double width)
    {
        var length = Math.Sqrt(((to.X - from.X) * (to.X - from.X)) + ((to.Y - from.Y) * (to.Y - from.Y)));
        if (length <= 0) return;
        var (x, y) = ((to.Y - from.Y) / length * width / 2, (from.X - to.X) / length * width / 2);
        MoveTo(from.X + x, from.Y + y);
        LineTo(to.X + x, to.Y + y);
        LineTo(to.X - x, to.Y - y);
        LineTo(from.X - x, from.Y - y);
        Close();
    }
}

/// <summary>One straight edge, in pixels.</summary>
internal readonly record struct Edge(float X0, float Y0, float X1, float Y1);
