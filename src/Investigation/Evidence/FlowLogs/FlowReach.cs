using System.Runtime.InteropServices;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>How far back a question reaches. Hours of interfaces are held one by one, and a large account has more of them in its baseline than there is
/// memory for. When they are too many the baseline is made shorter for the whole answer: by whole days, the newest are kept. The window never is.</summary>
/// <param name="question">The question.</param>
/// <param name="most">Hours of interfaces held at most.</param>
internal sealed class FlowReach(EvidenceQuestion question, int most)
{
    /// <summary>An interface itself takes as much memory as so many of its hours.</summary>
    public const int HoursOfBook = 3;

    private readonly HashSet<string> interfaces = new(StringComparer.Ordinal);
    private readonly Dictionary<long, int> inHour = [];
    private volatile FlowScope scope = new(question);
    private volatile bool isRefused;
    private TimeWindow? baseline = question.Baseline;

    /// <summary>Hours of interfaces held at most.</summary>
    public int Limit => most;

    /// <summary>Time of the question, as far as it reaches.</summary>
    public FlowScope Scope => scope;

    /// <summary>Whether not even the window fits.</summary>
    public bool IsRefused => isRefused;

    /// <summary>Why there is no answer; null when the window fits.</summary>
    public string? Refusal => !isRefused ? null
        : $"the window alone has more than {Amount.Of(most, "hour")} of interfaces, which is what one question holds, and {Amount.Of(interfaces.Count, "interface")} were met; ask for {Amount.Of(Fitting, "hour")} at a time, or for one instance or interface";

    /// <summary>Whether less is answered than was asked.</summary>
    public bool IsCut => isRefused || baseline != question.Baseline;

    /// <summary>What must be said of the baseline; null when all of it is there.</summary>
    public string? Note => baseline == question.Baseline ? null
        : (baseline is { } left ? $"the baseline reaches back to {TimeWords.Instant(left.Start)} only" : "there is no baseline")
            + $": {Amount.Of(interfaces.Count, "interface")} were met, and one question holds {Amount.Of(most, "hour")} of interfaces at most; an instance or interface by itself has all of it";

    /// <summary>Hours of all interfaces that fit, less one: records of the hour before reach into the window.</summary>
    private int Fitting => Math.Max(1, ((most - (HoursOfBook * interfaces.Count)) / inHour.Values.Max()) - 1);

    /// <summary>Looks how many days of the baseline fit; rows that <see cref="Scope"/> does not take any more are to be dropped then, and all of them when the
    /// question is refused. After that it looks how many there are, for the refusal to tell.</summary>
    public void Shorten(IReadOnlyCollection<FlowBook> books)
    {
        interfaces.UnionWith(books.Select(static book => book.Name.Interface));
        var days = baseline is { } all ? (int)Math.Ceiling(all.Duration.TotalDays) : 0;
        var taken = new long[days + 1]; // how much more each day takes; the first is the window's
        if (!isRefused) inHour.Clear();
        foreach (var book in books)
        {
            var nearest = int.MaxValue;
            foreach (var (_, row) in book.Rows)
            {
                if (!scope.MayTake(row)) continue;
                var day = Math.Min(days, scope.DaysBack(row));
                taken[day]++;
                nearest = Math.Min(nearest, day);
                if (day == 0) CollectionsMarshal.GetValueRefOrAddDefault(inHour, row.Hour, out _)++;
            }

            if (nearest <= days) taken[nearest] += HoursOfBook;
        }

        isRefused |= taken[0] > most;
        if (isRefused) return;
        var (kept, held) = (0, taken[0]);
        while (kept < days && held + taken[kept + 1] <= most) held += taken[++kept];
        if (kept == days) return;
        baseline = kept == 0 ? null : new TimeWindow(baseline!.Value.End.AddDays(-kept), baseline.Value.End);
        scope = new FlowScope(question with { Baseline = baseline });
    }
}
