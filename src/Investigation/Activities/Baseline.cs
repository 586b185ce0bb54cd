using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Activities;

/// <summary>What was typical before the scope, per hour of the clock that some log object covers. An hour nothing covers does not count as zero.</summary>
/// <param name="Window">The time compared with; null when nothing was.</param>
/// <param name="CoveredHours">Whole hours of it that are covered.</param>
/// <param name="Mean">Average per covered hour; 0 without any.</param>
/// <param name="Median">Median per covered hour; 0 without any.</param>
public sealed record Baseline(TimeWindow? Window, int CoveredHours, double Mean, double Median)
{
    /// <summary>How far back a baseline reaches: the 45 days before the scope.</summary>
    public const int Days = 45;

    /// <summary>Below this many covered days nothing is called new: the baseline is in training.</summary>
    public const int TrainingDays = 14;

    /// <summary>Covered days: 24 covered hours are one, wherever they lie; rounded down.</summary>
    public int DaysCovered => CoveredHours / 24;

    /// <summary>Whether too little is held to call anything new.</summary>
    public bool InTraining => DaysCovered < TrainingDays;

    /// <summary>The window a scope is compared with: the <see cref="Days"/> days before it. Null for a scope at the beginning of time.</summary>
    /// <param name="scope">The window asked about.</param>
    /// <param name="incident">When what is investigated began, such as the finding's first seen: a scope narrowed to a later hour is still compared with the
    /// time before that, or the incident's own first hours would make its later ones look usual. Null when only the scope is known.</param>
    public static TimeWindow? Before(TimeWindow scope, DateTimeOffset? incident = null)
    {
        var end = incident is { } began && TimeWindow.Floor(began) < scope.Start ? TimeWindow.Floor(began) : scope.Start;
        var reach = end - DateTimeOffset.MinValue;
        if (reach <= TimeSpan.Zero) return null;
        var days = TimeSpan.FromDays(Days);
        return new TimeWindow(end - (reach < days ? reach : days), end);
    }

    internal static Baseline Of(TimeWindow? window, IReadOnlyCollection<double> values) =>
        values.Count == 0 ? new Baseline(window, 0, 0, 0) : new Baseline(window, values.Count, values.Average(), Quantile.Median([.. values.Order()]));
}
