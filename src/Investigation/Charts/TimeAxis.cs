using System.Globalization;

namespace ChatOps.Investigation.Charts;

/// <summary>Places instants between two edges and chooses round times to mark.</summary>
internal sealed class TimeAxis(DateTimeOffset from, DateTimeOffset to, double left, double right)
{
    private const int MostMarks = 7;

    private static readonly int[] StepMinutes = [1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1440, 2880, 7200, 14400, 43200, 86400, 172800, 525600];

    public double X(DateTimeOffset at) => left + ((right - left) * ((at - from) / (to - from)));

    /// <summary>Round times inside the axis, UTC, with their labels: the day at midnight, otherwise the time.</summary>
    public IEnumerable<(DateTimeOffset At, string Label)> Marks()
    {
        var minutes = (to - from).TotalMinutes;
        var step = TimeSpan.FromMinutes(StepMinutes.FirstOrDefault(step => minutes / step <= MostMarks, StepMinutes[^1]));
        var ticks = (from.UtcTicks + step.Ticks - 1) / step.Ticks * step.Ticks;
        for (var at = new DateTimeOffset(ticks, TimeSpan.Zero); at <= to; at += step) yield return (at, at.ToString(at.TimeOfDay == TimeSpan.Zero ? "d MMM" : "HH:mm", CultureInfo.InvariantCulture));
    }
}
