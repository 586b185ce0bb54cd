using System.Net;
using System.Text;
using ChatOps.Investigation.Charts;
using ChatOps.Investigation.Entities;

namespace ChatOps.Investigation.Reports;

/// <summary>The report as one self-contained HTML page: no script, nothing loaded from elsewhere, every text encoded.</summary>
public static class AfterActionHtml
{
    private const string Look = """
        :root { color-scheme: light dark }
        body { font: 15px/1.5 system-ui, sans-serif; max-width: 76rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere }
        h1 { font-size: 1.6rem; line-height: 1.25 } h2 { font-size: 1.2rem; margin-top: 2.2rem } h3 { font-size: 1.02rem }
        table { border-collapse: collapse; width: 100%; font-size: .87em; margin: .8rem 0 1.2rem }
        th { font-weight: 600; color: #6b747c; white-space: nowrap; border-bottom-color: #8a939b }
        th, td { text-align: left; vertical-align: top; padding: .35rem .9rem .35rem 0; border-bottom: 1px solid #8a939b66 }
        td:first-child { min-width: 9rem }
        @media print { body { margin: 0; max-width: none } }
        code { font-family: ui-monospace, monospace; font-size: .92em }
        bdi { white-space: pre-wrap }
        img { max-width: 100%; height: auto }
        """;

    /// <summary>The whole page.</summary>
    public static string Render(AfterActionReport report)
    {
        var text = new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        text.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        text.Append("<title>").Append(Encode(report.Title)).Append("</title>\n<style>\n").Append(Look).Append("\n</style>\n</head>\n<body>\n");
        foreach (var block in ReportStory.Of(report)) Add(text, block);
        return text.Append("</body>\n</html>\n").ToString();
    }

    private static void Add(StringBuilder text, ReportBlock block)
    {
        switch (block)
        {
            case Heading heading:
                text.Append($"<h{heading.Level}>{Line(heading.Runs)}</h{heading.Level}>\n");
                break;
            case Paragraph paragraph:
                text.Append($"<p>{Line(paragraph.Runs)}</p>\n");
                break;
            case BulletList list:
                text.Append("<ul>\n");
                foreach (var item in list.Items) text.Append($"<li>{Line(item)}</li>\n");
                text.Append("</ul>\n");
                break;
            case Table table:
                text.Append("<table>\n<tr>").AppendJoin("", table.Heads.Select(static head => $"<th scope=\"col\">{Encode(head)}</th>")).Append("</tr>\n");
                foreach (var row in table.Rows) text.Append("<tr>").AppendJoin("", row.Select(static cell => $"<td>{Run(cell)}</td>")).Append("</tr>\n");
                text.Append("</table>\n");
                break;
            case Picture picture:
                var chart = SpanChart.Of(picture.Span);
                text.Append(Image(SpanChartRenderer.Svg(chart), chart.Sentence));
                break;
            case Drawing drawing:
                text.Append(Image(drawing.Svg, drawing.Sentence));
                break;
        }
    }

    private static string Image(string svg, string sentence) =>
        $"<p><img src=\"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(svg))}\" alt=\"{Encode(sentence)}\"></p>\n";

    private static string Line(IEnumerable<ReportRun> runs) => string.Concat(runs.Select(Run));

    private static string Run(ReportRun run) => run switch
    {
        Ours ours => Encode(ours.Text),
        Strong strong => $"<strong>{Encode(strong.Text)}</strong>",
        Theirs theirs => $"<bdi>{string.Join('\n', theirs.Text.ReplaceLineEndings("\n").Split('\n').Select(Encode))}</bdi>",
        Name name => $"<code><bdi>{Encode(name.Text)}</bdi></code>",
        Link link => $"<a href=\"{Encode(link.Url.AbsoluteUri)}\" rel=\"noreferrer\">{Encode(link.Label)}</a>",
        _ => throw new ArgumentException($"Unknown run {run.GetType().Name}.", nameof(run)),
    };

    private static string Encode(string text) => WebUtility.HtmlEncode(VisibleText.Of(text));
}
