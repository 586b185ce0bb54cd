using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>How far back a question reaches. Hours of interfaces are held one by one, and a large account has more of them in its baseline than there is
/// memory for. When they are too many the baseline is made shorter for the whole answer: by whole days, the newest are kept. The window never is.</summary>
/// <param name="question">The question.</param>
/// <param name="most">Hours of interfaces held at most.</param>
internal sealed class FlowReach(EvidenceQuestion question, int most)
{
    private volatile FlowScope scope = new(question);
    private TimeWindow? baseline = question.Baseline;
    private int interfaces;

    /// <summary>Hours of interfaces held at most.</summary>
    public int Limit => most;

    /// <summary>Time of the question, as far as it reaches.</summary>
    public FlowScope Scope => scope;

    /// <summary>Why there is no answer; null when the window fits.</summary>
    public string? Refusal { get; private set; }

    /// <summary>What must be said of the baseline; null when all of it is there.</summary>
    public string? Note => baseline == question.Baseline ? null
        : (baseline is { } left ? $"the baseline reaches back to {TimeWords.Instant(left.Start)} only" : "there is no baseline")
            + $": {Amount.Of(interfaces, "interface")} were met, and one question holds {Amount.Of(most, "hour")} of interfaces at most; an instance or interface by itself has all of it";

    /// <summary>Looks how many days of the baseline fit; rows that <see cref="Scope"/> does not take any more are to be dropped then.</summary>
    /// <returns>Whether the time became shorter, or the question is refused.</returns>
    public bool Shorten(IReadOnlyCollection<FlowBook> books)
    {
        if (Refusal is not null) return false;
        interfaces = Math.Max(interfaces, books.Select(static book => book.Name.Interface).Distinct(StringComparer.Ordinal).Count());
        var days = baseline is { } all ? (int)Math.Ceiling(all.Duration.TotalDays) : 0;
        var rows = new long[days + 1]; // how many more each day takes; the first are the window's
        foreach (var (_, row) in books.SelectMany(static book => book.Rows))
        {
            if (scope.MayTake(row)) rows[Math.Min(days, scope.DaysBack(row))]++;
        }

        if (rows[0] > most)
        {
            var fitting = Math.Max(1, (most / Math.Max(1, interfaces)) - 1); // records of the hour before reach into the window
            Refusal = $"the window alone has more than {Amount.Of(most, "hour")} of interfaces, which is what one question holds, and {Amount.Of(interfaces, "interface")} were met; "
                + $"ask for {Amount.Of(fitting, "hour")} at a time, or for one instance or interface";
            return true;
        }

        var (kept, held) = (0, rows[0]);
        while (kept < days && held + rows[kept + 1] <= most) held += rows[++kept];
        if (kept == days) return false;
        baseline = kept == 0 ? null : new TimeWindow(baseline!.Value.End.AddDays(-kept), baseline.Value.End);
        scope = new FlowScope(question with { Baseline = baseline });
        return true;
    }
}
