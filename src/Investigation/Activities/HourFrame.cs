using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Activities;

/// <summary>Which hours belong to the scope, which to the baseline, and which of them are known.</summary>
internal sealed class HourFrame(EvidenceQuestion question, Coverage coverage)
{
    /// <summary>Every hour that touches the scope, ascending.</summary>
    public IReadOnlyList<DateTimeOffset> Hours { get; } = [.. HoursOf(question.Window)];

    /// <summary>Whether the scope is so long that an hour needs its day to be told apart.</summary>
    public bool NeedsDay => question.Window.Duration > TimeSpan.FromDays(1);

    /// <summary>Whether records may be missing in an hour that is there: the scope cuts it, or logs for it may still arrive.</summary>
    public bool IsPartial(DateTimeOffset hour) =>
        hour < question.Window.Start || hour.AddHours(1) > question.Window.End || hour.AddHours(1) > question.AsOf || hour.AddHours(1) > coverage.CompleteUpTo;

    /// <summary>Parts figures into those of the scope and those of the baseline. An hour the scope begins in is the scope's; a baseline counts whole hours
    /// only.</summary>
    public SortedHours<T> Sort<T>(IEnumerable<(DateTimeOffset Hour, T Value)> figures, Func<T, T, T> join)
    {
        var scope = new Dictionary<DateTimeOffset, T>();
        var before = new SortedDictionary<DateTimeOffset, T>();
        foreach (var (at, value) in figures)
        {
            var hour = TimeWindow.Floor(at);
            var inScope = hour < question.Window.End && hour > question.Window.Start.AddHours(-1);
            if (!inScope && !IsInBaseline(hour)) continue;
            IDictionary<DateTimeOffset, T> into = inScope ? scope : before;
            into[hour] = into.TryGetValue(hour, out var held) ? join(held, value) : value;
        }

        return new SortedHours<T>(scope, [.. before.Select(static pair => (pair.Key, pair.Value))], this);
    }

    /// <summary>Whether an hour without figures is known to hold nothing: the source answered that there is nothing at all, and objects cover the
    /// hour.</summary>
    public bool IsSilent(DateTimeOffset hour) =>
        coverage.State == CoverageState.Empty
        && hour < question.AsOf
        && !(hour >= coverage.CompleteUpTo)
        && !(hour < coverage.RetainedFrom)
        && !(coverage.Window is { } looked && !looked.Contains(hour))
        && !coverage.Missing.Any(gap => gap.Contains(hour));

    /// <summary>Covered whole hours of the baseline, for figures that do not name them.</summary>
    public int BaselineHours()
    {
        if (question.Baseline is not { } baseline || !coverage.IsAnswer) return 0;
        return HoursOf(baseline).Count(hour =>
            IsInBaseline(hour) && !(hour < coverage.RetainedFrom) && !(hour >= coverage.CompleteUpTo) && !coverage.Missing.Any(gap => gap.Contains(hour)));
    }

    private bool IsInBaseline(DateTimeOffset hour) => question.Baseline is { } baseline && hour >= baseline.Start && hour.AddHours(1) <= baseline.End;

    private static IEnumerable<DateTimeOffset> HoursOf(TimeWindow window)
    {
        for (var hour = TimeWindow.Floor(window.Start); hour < window.End; hour = hour.AddHours(1)) yield return hour;
    }
}

/// <summary>Figures by hour, parted.</summary>
internal sealed class SortedHours<T>(Dictionary<DateTimeOffset, T> scope, IReadOnlyList<(DateTimeOffset Hour, T Value)> before, HourFrame frame)
{
    /// <summary>Hours of the baseline, ascending.</summary>
    public IReadOnlyList<(DateTimeOffset Hour, T Value)> Before => before;

    /// <summary>Whether an hour of the scope is known, and its figures; the default of an hour that is known to hold nothing.</summary>
    public bool TryGet(DateTimeOffset hour, out T? value) => scope.TryGetValue(hour, out value) || frame.IsSilent(hour);
}
