using System.Globalization;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Reports;

/// <summary>What happened in a case, in order of time.</summary>
internal static class TimelineBlocks
{
    public static IEnumerable<ReportBlock> Of(AfterActionReport report)
    {
        if (report.Timeline.Count == 0) yield break;
        yield return new Heading(2, "Timeline");
        IReadOnlyList<ReportEvent> all = [.. report.Timeline.OrderBy(static one => one.At)];
        var shown = ReportLimits.Shorten(all);
        if (shown.Count < all.Count) yield return new Paragraph(LeftOut(report, all, shown));
        yield return new BulletList([.. shown.Select(Line)]);
    }

    private static string LeftOut(AfterActionReport report, IReadOnlyList<ReportEvent> all, IReadOnlyList<ReportEvent> shown)
    {
        var left = all.CountBy(static one => one.Kind).Select(kind => (kind.Key, Count: kind.Value - shown.Count(one => one.Kind == kind.Key))).Where(static kind => kind.Count > 0)
            .OrderBy(static kind => kind.Key).Select(static kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Count:N0} of kind {Word(kind.Key)}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Of {all.Count:N0} entries {shown.Count:N0} stand here: the first, the last, and first of all decisions, marks and recurrences. Left out are {string.Join(", ", left)}; all of them stand in {report.TimelineAt}.");
    }

    private static ReportRun[] Line(ReportEvent one)
    {
        List<ReportRun> runs = [$"{TimeWords.Instant(one.At)} · {Word(one.Kind)}"];
        if (one.Author is { } author) runs.AddRange([" · ", new Theirs(author)]);
        if (one.Where is { } where) runs.AddRange([" in ", new Theirs(where)]);
        runs.AddRange([": ", new Theirs(ReportLimits.Cut(one.Text, ReportLimits.LongestEvent))]);
        if (one.Marks.Length > 0) runs.Add($" ({one.Marks})");
        return [.. runs];
    }

    private static string Word(ReportEventKind kind) => kind.ToString().ToLowerInvariant();
}
