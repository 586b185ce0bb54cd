using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Evidence;

/// <summary>The scope an investigation of Detective's can have: whole hours, at least three, at most thirty days (Amazon Detective User Guide, "Running a Detective
/// investigation"), inside the year it keeps, and nothing of the future.</summary>
/// <param name="Window">The scope to ask for; null when there is none.</param>
/// <param name="Changes">What is different from the scope that was meant, or why there is none; our own words.</param>
public sealed record DetectiveScope(TimeWindow? Window, IReadOnlyList<string> Changes)
{
    /// <summary>Shortest scope.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromHours(3);

    /// <summary>Longest scope.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    /// <summary>The scope nearest to the one meant.</summary>
    /// <param name="meant">The scope meant.</param>
    /// <param name="asOf">The present.</param>
    public static DetectiveScope Of(TimeWindow meant, DateTimeOffset asOf)
    {
        var changes = new List<string>();
        var whole = TimeWindow.OfWholeHours(meant.Start, meant.End);
        if (whole != meant) changes.Add("rounded to whole hours");
        var (start, end) = (whole.Start, whole.End);
        var latest = TimeWindow.Floor(asOf);
        var earliest = latest - Kept;
        if (end <= earliest) return new DetectiveScope(null, ["it lies before the year that Detective keeps"]);
        if (start >= asOf) return new DetectiveScope(null, ["it has not happened yet"]);
        if (end > latest)
        {
            end = latest;
            if (start >= end) start = end.AddHours(-1);
            changes.Add("ended at the last full hour; ask again later for what came after it");
        }

        if (start < earliest)
        {
            start = earliest;
            changes.Add("cut to the year that Detective keeps");
        }

        if (end - start > Longest)
        {
            start = end - Longest;
            changes.Add("cut to its last 30 days, the most Detective investigates at once");
        }

        if (end - start < Shortest)
        {
            // evenly around what was meant, the odd hour and what would lie in the future before it
            var after = (int)((Shortest - (end - start)).TotalHours / 2);
            end = end.AddHours(after) > latest ? latest : end.AddHours(after);
            start = end - Shortest;
            changes.Add("widened to 3 hours, the least Detective investigates");
        }

        return new DetectiveScope(new TimeWindow(start, end), changes);
    }
}
