namespace ChatOps.Investigation.Charts;

/// <summary>Turns a line with a width, dashed or not, into an outline: butt ends, square corners, dashes that begin anew with every contour, as SVG has them.</summary>
internal static class Stroke
{
    public static void Along(Outline outline, IReadOnlyList<(double X, double Y)> line, bool closed, double width, IReadOnlyList<double> dashes)
    {
        var count = closed ? line.Count : line.Count - 1;
        if (dashes.Count > 0)
        {
            Dashed(outline, line, count, width, dashes);
            return;
        }

        for (var at = 0; at < count; at++)
        {
            var (from, to) = (line[at], line[(at + 1) % line.Count]);
            var before = at > 0 ? line[at - 1] : closed ? line[^1] : from;
            var after = at + 2 < line.Count ? line[at + 2] : closed ? line[(at + 2) % line.Count] : to;
            outline.Bar(Longer(from, to, before, width), Longer(to, from, after, width), width);
        }
    }

    // A corner is filled by letting both of its lines run on to its outer side.
    private static (double X, double Y) Longer((double X, double Y) end, (double X, double Y) other, (double X, double Y) next, double width)
    {
        var (ax, ay, bx, by) = (end.X - other.X, end.Y - other.Y, next.X - end.X, next.Y - end.Y);
        var (a, b) = (Math.Sqrt((ax * ax) + (ay * ay)), Math.Sqrt((bx * bx) + (by * by)));
        var turns = a > 0 && b > 0 && ((ax * bx) + (ay * by)) / (a * b) < 0.7;
        return turns ? (end.X + (ax / a * width / 2), end.Y + (ay / a * width / 2)) : end;
    }

    private static void Dashed(Outline outline, IReadOnlyList<(double X, double Y)> line, int count, double width, IReadOnlyList<double> dashes)
    {
        var (dash, left) = (0, dashes[0]);
        for (var at = 0; at < count; at++)
        {
            var (from, to) = (line[at], line[(at + 1) % line.Count]);
            var (dx, dy) = (to.X - from.X, to.Y - from.Y);
            var length = Math.Sqrt((dx * dx) + (dy * dy));
            for (var done = 0.0; done < length;)
            {
                var step = Math.Min(left, length - done);
                if (dash % 2 == 0) outline.Bar(Part(done), Part(done + step), width);
                done += step;
                left -= step;
                if (left <= 0) left = dashes[++dash % dashes.Count];
                if (step <= 0) break;
            }

            (double X, double Y) Part(double along) => (from.X + (dx * along / length), from.Y + (dy * along / length));
        }
    }
}
