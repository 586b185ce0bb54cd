using System.Text;

namespace ChatOps.Investigation.Reports;

/// <summary>The report as Markdown (CommonMark with tables). Untrusted text cannot become a link, a mention, HTML or a heading. The same report always gives the same text.</summary>
public static class AfterActionMarkdown
{
    /// <summary>The whole report; lines end with a line feed.</summary>
    public static string Render(AfterActionReport report)
    {
        var text = new StringBuilder();
        foreach (var block in ReportStory.Of(report))
        {
            if (block is Picture or Drawing) continue;
            if (text.Length > 0) text.Append('\n');
            Add(text, block);
        }

        return text.ToString();
    }

    private static void Add(StringBuilder text, ReportBlock block)
    {
        switch (block)
        {
            case Heading heading:
                text.Append('#', heading.Level).Append(' ').Append(Line(heading.Runs)).Append('\n');
                break;
            case Paragraph paragraph:
                text.Append(Line(paragraph.Runs)).Append('\n');
                break;
            case BulletList list:
                foreach (var item in list.Items) text.Append("- ").Append(Line(item)).Append('\n');
                break;
            case Table table:
                text.Append("| ").AppendJoin(" | ", table.Heads).Append(" |\n");
                text.Append('|').Insert(text.Length, "---|", table.Heads.Count).Append('\n');
                foreach (var row in table.Rows) text.Append("| ").AppendJoin(" | ", row.Select(static cell => Run(cell, inTable: true))).Append(" |\n");
                break;
        }
    }

    private static string Line(IEnumerable<ReportRun> runs) => string.Concat(runs.Select(static run => Run(run, inTable: false)));

    private static string Run(ReportRun run, bool inTable) => run switch
    {
        Ours ours => ours.Text,
        Strong strong => $"**{strong.Text}**",
        Theirs theirs => MarkdownText.Prose(theirs.Text, inTable),
        Name name => MarkdownText.Name(name.Text, inTable),
        Link link => $"[{link.Label}](<{link.Url.AbsoluteUri}>)",
        _ => throw new ArgumentException($"Unknown run {run.GetType().Name}.", nameof(run)),
    };
}
