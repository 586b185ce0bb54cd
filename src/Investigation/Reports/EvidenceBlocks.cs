using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Reports;

/// <summary>What people marked: notes as key evidence, and the answers they pinned.</summary>
internal static class EvidenceBlocks
{
    public static IEnumerable<ReportBlock> Of(AfterActionReport report)
    {
        if (report.Key.Count + report.Pinned.Count == 0) yield break;
        yield return new Heading(2, "Key evidence");
        if (report.Key.Count > 0) yield return new BulletList([.. report.Key.Take(ReportLimits.MostKey).Select(Line)]);
        if (report.Key.Count > ReportLimits.MostKey)
            yield return new Paragraph(FormattableString.Invariant($"{report.Key.Count - ReportLimits.MostKey:N0} more notes marked as key evidence are left out here; all of them stand in {report.TimelineAt}."));
        foreach (var block in AnswerBlocks.Of(report.Pinned)) yield return block;
    }

    private static ReportRun[] Line(ReportNote note) =>
    [
        $"{TimeWords.Instant(note.At)} · ", new Theirs(note.Author), " in ", new Theirs(note.Where), note.IsEdited ? " (edited): " : ": ",
        new Theirs(ReportLimits.Cut(note.Text, ReportLimits.LongestKey)),
    ];
}
