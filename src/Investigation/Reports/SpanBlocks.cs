using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Observations;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Reports;

/// <summary>An observation span in a report: one row per source, the union, every difference.</summary>
internal static class SpanBlocks
{
    private static readonly string[] Heads = ["source", "first observed (UTC)", "last observed (UTC)", "duration", "observations", "asked"];

    public static IEnumerable<ReportBlock> Of(ObservationSpan span)
    {
        yield return new Heading(3, $"{EntityLabel.Of(span.Entity.Kind)} ", new Name(EntityLabel.Name(span.Entity)));
        yield return new Paragraph($"Scope {TimeWords.Interval(span.Scope.Start, span.Scope.End)}. Asked {TimeWords.Instant(span.AskedAt)}.");
        yield return new Table(Heads, [.. span.Rows.Select(Row), .. Unions(span)]);
        yield return new Picture(span);
        if (span.Differences.Count > 0)
        {
            yield return new Paragraph("Why the sources differ:");
            yield return new BulletList([.. span.Differences.Select(static difference => new ReportRun[] { new Theirs(difference.Sentence) })]);
        }

        foreach (var naming in span.AlsoNamed) yield return new Paragraph(new Theirs(naming.Sentence));
        if (Outside("Before this scope", span.Before) is { } before) yield return before;
        if (Outside("After this scope", span.After) is { } after) yield return after;
    }

    private static ReportRun[] Row(SpanRow row) => row.Observed is { } observed
        ? [EvidenceWords.Source(row.Source), Minute(observed.First), Minute(observed.Last), UtcText.Duration(observed.Duration), EvidenceWords.Count(row.Source, observed.Count) + EvidenceWords.Active(observed), Fate(row)]
        : [EvidenceWords.Source(row.Source), "–", "–", "–", "–", Fate(row)];

    private static Theirs Fate(SpanRow row) =>
        new Theirs($"{EvidenceWords.Fate(row.Coverage.State)}{(row.Coverage is { Reason: { } reason, State: not CoverageState.Answered } ? $": {reason}" : "")}");

    private static IEnumerable<ReportRun[]> Unions(ObservationSpan span)
    {
        if (span.FindingSays is { } says) yield return Interval("the finding's own first and last seen", says);
        if (span.InScope is { } union) yield return Interval("union of all sources in the scope", union);
        if (span.Retained is { } retained && retained != span.InScope) yield return Interval("union of all that is held", retained);
    }

    private static ReportRun[] Interval(string what, ObservedInterval interval) =>
        [new Strong(what), Minute(interval.First), Minute(interval.Last), new Strong(UtcText.Duration(interval.Duration)), "–", "–"];

    private static Paragraph? Outside(string where, IReadOnlyList<SpanRow> rows)
    {
        if (rows.Count == 0) return null;
        var told = rows.Select(static row => row.Observed is { } observed
            ? $"{EvidenceWords.Source(row.Source)} {TimeWords.Interval(observed.First, observed.Last)} ({EvidenceWords.Count(row.Source, observed.Count)})"
            : $"{EvidenceWords.Source(row.Source)} {EvidenceWords.Fate(row.Coverage.State)}");
        return new Paragraph($"{where}: {string.Join("; ", told)}.");
    }

    private static string Minute(DateTimeOffset at) => UtcText.Minute(at);
}
