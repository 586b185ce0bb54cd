namespace ChatOps.Investigation.Reports;

/// <summary>An answer from logs in a report.</summary>
internal static class AnswerBlocks
{
    /// <summary>Several, each under its title; what is too much is counted.</summary>
    public static IEnumerable<ReportBlock> Of(IReadOnlyList<ReportAnswer> answers)
    {
        foreach (var block in answers.Take(ReportLimits.MostAnswers).SelectMany(Of)) yield return block;
        if (answers.Count > ReportLimits.MostAnswers)
            yield return new Paragraph(FormattableString.Invariant($"{answers.Count - ReportLimits.MostAnswers:N0} more answers are left out here; they stand in the thread."));
    }

    private static IEnumerable<ReportBlock> Of(ReportAnswer answer) => [new Heading(3, new Theirs(answer.Title)), .. answer.Parts.SelectMany(Of)];

    private static IEnumerable<ReportBlock> Of(ReportPart part)
    {
        switch (part)
        {
            case ReportLine line:
                yield return new Paragraph(new Theirs(line.Text));
                break;
            case ReportLines lines:
                yield return new BulletList([.. lines.Items.Select(static item => new ReportRun[] { new Theirs(item) })]);
                break;
            case ReportTable table:
                yield return new Paragraph(new Theirs(table.More == 0 ? $"{table.Caption}:" : FormattableString.Invariant($"{table.Caption}, {table.Rows.Count:N0} of {table.Rows.Count + table.More:N0} rows:")));
                yield return new Table(table.Heads, [.. table.Rows.Select(static row => row.Select(static cell => (ReportRun)new Theirs(cell)).ToArray())]);
                break;
            case ReportChart chart:
                yield return new Drawing(chart.Svg, chart.Sentence);
                break;
        }
    }
}
