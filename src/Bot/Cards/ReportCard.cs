using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Observations;
using ChatOps.Investigation.Reports;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Cards;

/// <summary>The first lines of an after-action report, with links to all of it.</summary>
internal static class ReportCard
{
    /// <param name="report">The report.</param>
    /// <param name="address">Where the whole report is, without its format.</param>
    /// <param name="markdown">The whole report, for chats from which nobody can reach the address.</param>
    public static Card Of(AfterActionReport report, Uri address, string markdown) => new(CardKind.Report, CardText.Of("After-action report: ", new Literal(report.Title)))
    {
        Sections =
        [
            new CardParagraph(ScopeWords.Of(report.Scope)),
            .. report.OwnAddresses.Select(static own => new CardParagraph(OwnAddressWords.Of(own))),
            .. report.Spans.Select(static span => new CardParagraph(Observed(span))),
            new CardFacts(
            [
                new("Findings", CardPhrases.Count(report.Findings.Count, "finding", "findings")),
                new("Alerts", Count(report, ReportEventKind.Alert)),
                new("Actions", Count(report, ReportEventKind.Action)),
                new("Notes", Count(report, ReportEventKind.Note)),
                new("Not learned", NotLearned(report)),
            ]),
        ],
        Links =
        [
            new CardLink("Whole report", new Uri($"{address}?format=html", UriKind.RelativeOrAbsolute)),
            new CardLink("As Markdown", new Uri($"{address}?format=md", UriKind.RelativeOrAbsolute)),
        ],
        Document = new CardDocument("report.md", "After-action report", markdown),
        Footnote = CardText.Of("Case ", report.State.Words, ". Made ", new Moment(report.MadeAt), "."),
        IsSample = report.IsSample,
    };

    private static CardText Observed(ObservationSpan span)
    {
        var name = new Code(EntityLabel.Name(span.Entity));
        if (span.InScope is not { } union) return CardText.Of(name, " was not observed in this scope by the sources that answered.");
        var counts = string.Join(", ", span.Rows.Where(static row => row.Observed is not null).Select(static row => $"{EvidenceWords.Count(row.Source, row.Observed!.Count)} ({EvidenceWords.Source(row.Source)})"));
        return CardText.Of(name, " was observed for ", new Strong(UtcText.Duration(union.Duration)), ", ", new Interval(union.First, union.Last), $": {counts}.");
    }

    private static CardText NotLearned(AfterActionReport report)
    {
        var silent = report.Spans.SelectMany(static span => span.Rows).Where(static row => !row.Coverage.IsAnswer)
            .Select(static row => $"{EvidenceWords.Source(row.Source)}: {EvidenceWords.Fate(row.Coverage.State)}").Concat(report.NotLearned).Distinct().ToList();
        return silent.Count == 0 ? "nothing that was asked" : CardText.Of(new Literal(string.Join("; ", silent)));
    }

    private static string Count(AfterActionReport report, ReportEventKind kind) => CardPhrases.Number(report.Timeline.Count(one => one.Kind == kind));
}
