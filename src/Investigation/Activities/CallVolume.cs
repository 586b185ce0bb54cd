using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Activities;

/// <summary>Calls of an entity per hour, successful and failed, against what is usual. A count is a spike when its modified z-score on ln(1 + count) is at
/// least 3.5, and it is at least twice the usual, and at least 20 more.</summary>
/// <param name="Entity">Who was asked about.</param>
/// <param name="Scope">The window asked about.</param>
/// <param name="Source">API calls or Kubernetes calls.</param>
/// <param name="Hours">Every hour that touches the scope, ascending, known or not.</param>
/// <param name="Total">Calls of the known hours.</param>
/// <param name="BaselineTotal">Calls of the covered hours of the baseline.</param>
/// <param name="Succeeded">What was typical before: successful calls per hour.</param>
/// <param name="Failed">What was typical before: failed calls per hour.</param>
/// <param name="Spikes">Hours far above the usual, the highest multiple first.</param>
public sealed record CallVolume(
    EntityRef Entity,
    TimeWindow Scope,
    EvidenceKind Source,
    IReadOnlyList<CallVolumeHour> Hours,
    CallCount Total,
    CallCount BaselineTotal,
    Baseline Succeeded,
    Baseline Failed,
    IReadOnlyList<Spike> Spikes)
{
    /// <summary>Makes the answer of the figures of one pass; needs <see cref="CallAsk.Hours"/>. A source that gave no answer leaves every hour
    /// unknown.</summary>
    public static CallVolume Of(EvidenceQuestion question, EvidenceAnswer<CallFigures> answer, EvidenceKind source = EvidenceKind.ApiCalls)
    {
        var frame = new HourFrame(question, answer.Coverage);
        var hours = frame.Sort((answer.Value?.Hours ?? []).Select(static hour => (hour.Hour, hour.Count)), static (a, b) => a + b);
        UsualHours Usual(Func<CallCount, long> count) => new(hours.Before.Select(hour => (hour.Hour, (double)count(hour.Value))));
        var (succeeded, failed, all) = (Usual(static count => count.Succeeded), Usual(static count => count.Failed), Usual(static count => count.All));
        List<CallVolumeHour> shown = [.. frame.Hours.Select(hour => new CallVolumeHour(
            hour,
            hours.TryGet(hour, out var count) ? count : null,
            succeeded.At(hour),
            failed.At(hour),
            all.At(hour)) { IsPartial = frame.IsPartial(hour) })];
        List<Spike> spikes = [];
        foreach (var hour in shown)
        {
            if (hour.Count is not { } count) continue;
            SpikeRule.Counts.Judge(spikes, ActivitySeries.SucceededCalls, frame, succeeded, hour.Hour, count.Succeeded);
            SpikeRule.Counts.Judge(spikes, ActivitySeries.FailedCalls, frame, failed, hour.Hour, count.Failed);
        }

        return new CallVolume(
            question.Entity,
            question.Window,
            source,
            shown,
            shown.Aggregate(default(CallCount), static (sum, hour) => sum + (hour.Count ?? default)),
            hours.Before.Aggregate(default(CallCount), static (sum, hour) => sum + hour.Value),
            succeeded.ToBaseline(question.Baseline),
            failed.ToBaseline(question.Baseline),
            SpikeRule.Counts.Ordered(spikes));
    }

    /// <summary>Hours of the scope that are known.</summary>
    public int KnownHours => Hours.Count(static hour => hour.Count is not null);

    /// <summary>Share of successful calls in the scope, 0 to 1; null without calls.</summary>
    public double? SucceededShare => Share(Total);

    /// <summary>Share of successful calls in the baseline, 0 to 1; null without calls.</summary>
    public double? TypicalSucceededShare => Share(BaselineTotal);

    /// <summary>Successful calls per known hour against the average per covered hour before: 0.0082 is 0.82 % more than typical activity. Null when there
    /// is nothing to compare.</summary>
    public double? SucceededChange => Change(Total.Succeeded, Succeeded);

    /// <summary>The same for failed calls.</summary>
    public double? FailedChange => Change(Total.Failed, Failed);

    /// <summary>What is usual in the known hours of the scope together, successful and failed: the sums of their medians; null when any of them cannot be
    /// told.</summary>
    public (double Succeeded, double Failed)? UsualTotal
    {
        get
        {
            var known = Hours.Where(static hour => hour.Count is not null).ToList();
            if (known.Count == 0 || known.Any(static hour => hour.UsualSucceeded is null || hour.UsualFailed is null)) return null;
            return (known.Sum(static hour => hour.UsualSucceeded!.Level), known.Sum(static hour => hour.UsualFailed!.Level));
        }
    }

    /// <summary>Totals against the usual, in one sentence: "212 successful · 180 failed; usual at this hour 206 and 0."</summary>
    public string TotalSentence => CallWords.Totals(this);

    /// <summary>How many calls succeed, against before: "54.1 % of the calls succeed (before: 100 %)." Null without calls.</summary>
    public string? ShareSentence => CallWords.Share(this);

    /// <summary>Calls per hour against the average before: "206 successful calls an hour, 0.82 % more than typical (204)." Null when there is nothing to
    /// compare.</summary>
    public string? TypicalSentence => CallWords.Typical(this);

    /// <summary>Totals, share, difference to typical activity, spikes, and what is unknown.</summary>
    /// <param name="most">Spikes of an outcome named one by one at most.</param>
    public IReadOnlyList<string> Sentences(int most = 3) => CallWords.All(this, most);

    private static double? Share(CallCount count) => count.All == 0 ? null : (double)count.Succeeded / count.All;

    private double? Change(long calls, Baseline baseline) =>
        KnownHours == 0 || baseline.Mean <= 0 ? null : (calls / (double)KnownHours / baseline.Mean) - 1;
}

/// <summary>One hour of the scope.</summary>
/// <param name="Hour">Start of the hour, UTC.</param>
/// <param name="Count">Its calls; null when no log object covers it: unknown, not zero.</param>
/// <param name="UsualSucceeded">Successful calls usual at this hour; null when too little is held to say.</param>
/// <param name="UsualFailed">Failed calls usual at this hour; null as before.</param>
/// <param name="UsualAll">Calls usual at this hour, successful or not; null as before.</param>
public sealed record CallVolumeHour(DateTimeOffset Hour, CallCount? Count, Usual? UsualSucceeded, Usual? UsualFailed, Usual? UsualAll)
{
    /// <summary>Whether calls may be missing: the scope cuts the hour, or logs for it may still arrive.</summary>
    public bool IsPartial { get; init; }
}
