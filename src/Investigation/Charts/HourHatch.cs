using System.Text;

namespace ChatOps.Investigation.Charts;

/// <summary>Slanted lines inside a rectangle, all on one lattice, so that neighbours match.</summary>
internal static class HourHatch
{
    private const double Apart = 6;

    public static string Of(double left, double top, double width, double height)
    {
        var steps = new StringBuilder();
        for (var sum = Math.Ceiling((left + top) / Apart) * Apart; sum < left + width + top + height; sum += Apart)
        {
            // On each line x + y is the same; it enters at the left or the bottom side and leaves at the top or the right one.
            var x0 = Math.Max(left, sum - top - height);
            var x1 = Math.Min(left + width, sum - top);
            if (x1 - x0 < 0.5) continue;
            if (steps.Length > 0) steps.Append(' ');
            steps.Append(HourChartRenderer.Step($"M{x0},{sum - x0} L{x1},{sum - x1}"));
        }

        return steps.Length > 0 ? steps.ToString() : HourChartRenderer.Step($"M{left},{top + height} L{left + width},{top + height - width}");
    }
}
