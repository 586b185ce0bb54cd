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
    /// <param name="same">The version that says the same, so that no new one was made; null otherwise.</param>
    public static Card Of(AfterActionReport report, Uri address, string markdown, (int Version, string By, DateTimeOffset MadeAt)? same) => new(CardKind.Report, CardText.Of("After-action report: ", new Literal(report.Title)))
    {
        Sections =
        [
            .. Version(report, same),
            new CardParagraph(ScopeWords.Of(report.Scope)),
            .. report.OwnAddresses.Select(static own => new CardParagraph(OwnAddressWords.Of(own))),
            .. report.Spans.Select(static span => new CardParagraph(Observed(span))),
            new CardFacts(
            [
                new("Findings", CardPhrases.Count(report.Findings.Count, "finding", "findings")),
                new("Alerts", Count(report, ReportEventKind.Alert)),
                new("Questions", Count(report, ReportEventKind.Question)),
                new("Decisions", Count(report, ReportEventKind.Decision)),
                new("Notes", Count(report, ReportEventKind.Note)),
                new("Not learned", NotLearned(report)),
            ]),
        ],
        Links =
        [
            new CardLink("Whole report", new Uri($"{address}?format=html", UriKind.RelativeOrAbsolute)),
            new CardLink("As Markdown", new Uri($"{address}?format=md", UriKind.RelativeOrAbsolute)),
        ],
        Document = same is null ? new CardDocument(FileName(report), "After-action report", markdown) : null,
        Footnote = new CardText([.. State(report), same is null ? ". Made " : ". Looked at ", new Moment(report.MadeAt), "."]),
        IsSample = report.IsSample,
    };

    private static IEnumerable<CardSection> Version(AfterActionReport report, (int Version, string By, DateTimeOffset MadeAt)? same)
    {
        var number = report.Case is { } known ? $" of Case {CardPhrases.Number(known)}" : "";
        if (same is { } last)
            yield return new CardParagraph(CardText.Of(new Strong($"Nothing has changed since version {CardPhrases.Number(last.Version)}"), $"{number}, by ", new Literal(last.By), ", ", new Moment(last.MadeAt), ": it stands, and no new version was made."));
        else if (report.Version is { } version)
            yield return new CardParagraph(CardText.Of(new Strong($"Version {CardPhrases.Number(version.Number)}"), $"{number}, by ", new Literal(version.By)));
    }

    private static string FileName(AfterActionReport report) => report is { Case: { } number, Version: { } version } ? FormattableString.Invariant($"case-{number}-report-{version.Number}.md") : "report.md";

    private static IEnumerable<CardRun> State(AfterActionReport report)
    {
        yield return report.Case is { } number ? $"Case {CardPhrases.Number(number)} {report.State.Words}" : $"Case {report.State.Words}";
        if (report.State.By is not { } by) yield break;
        yield return " by ";
        yield return new Literal(by);
    }

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
