using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Activities;

/// <summary>The baseline of one series: what is usual at each hour of the day, and how much it wavers.</summary>
internal sealed class UsualHours
{
    /// <summary>With fewer values of the same hour of the day all hours are compared with; with fewer than these of all hours nothing is.</summary>
    public const int Fewest = 5;

    /// <summary>A normal distribution's standard deviation in units of its median absolute deviation.</summary>
    private const double MedianDeviation = 1.4826;

    /// <summary>The same in units of its mean absolute deviation: sqrt(pi / 2).</summary>
    private const double MeanDeviation = 1.253314;
    private const double BusyShare = 0.99;
    private readonly double[] all;
    private readonly double[][] byHour = new double[24][];
    private readonly Usual?[] usual = new Usual?[24];
    private readonly double busyLevel;

    public UsualHours(IEnumerable<(DateTimeOffset Hour, double Value)> baseline)
    {
        List<(DateTimeOffset Hour, double Value)> hours = [.. baseline];
        all = [.. hours.Select(static hour => hour.Value).Order()];
        busyLevel = Quantile.At([.. all.Where(static value => value > 0)], BusyShare);
        var days = hours.ToLookup(static hour => hour.Hour.UtcDateTime.Hour, static hour => hour.Value);
        for (var hour = 0; hour < 24; hour++)
        {
            byHour[hour] = [.. days[hour].Order()];
            usual[hour] = Of(byHour[hour]);
        }
    }

    /// <summary>Covered hours in all.</summary>
    public int Count => all.Length;

    /// <summary>What is usual at the hour; null when too little is held to say.</summary>
    public Usual? At(DateTimeOffset hour) => usual[hour.UtcDateTime.Hour];

    /// <summary>Modified z-score on ln(1 + value / scale); null when the hours compared with are all alike.</summary>
    public double? Score(DateTimeOffset hour, double value, double scale)
    {
        var same = byHour[hour.UtcDateTime.Hour];
        var compared = Array.ConvertAll(same.Length >= Fewest ? same : all, held => Log(held, scale));
        var median = Quantile.Median(compared);
        double[] deviations = [.. compared.Select(held => Math.Abs(held - median)).Order()];
        if (deviations.Length == 0) return null;
        var spread = MedianDeviation * Quantile.Median(deviations);
        if (spread == 0) spread = MeanDeviation * deviations.Average();
        return spread == 0 ? null : (Log(value, scale) - median) / spread;
    }

    /// <summary>Mean and median of all hours.</summary>
    public Baseline ToBaseline(TimeWindow? window) => Baseline.Of(window, all);

    private Usual? Of(double[] same)
    {
        var (compared, basis) = same.Length >= Fewest ? (same, UsualBasis.SameHour) : (all, UsualBasis.AllHours);
        if (compared.Length < Fewest) return null;
        var silent = compared.Count(static value => value <= 0) * 2 > compared.Length;
        return new Usual(Quantile.Median(compared), basis, compared.Length, silent ? busyLevel : null);
    }

    private static double Log(double value, double scale) => Math.Log(1 + (Math.Max(value, 0) / scale));
}
