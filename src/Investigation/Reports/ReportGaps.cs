using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Observations;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Reports;

/// <summary>What spans could not tell: the difference between "not observed" and "not known".</summary>
internal static class ReportGaps
{
    /// <summary>One sentence per gap, without repetition; may hold untrusted text.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<ObservationSpan> spans) => [.. spans.SelectMany(Of).Distinct()];

    private static IEnumerable<string> Of(ObservationSpan span)
    {
        foreach (var row in span.Rows)
        {
            var source = $"{EvidenceWords.Source(row.Source)} of {EntityLabel.Name(span.Entity)}";
            if (!row.Coverage.IsAnswer)
            {
                yield return $"{source}: {EvidenceWords.Fate(row.Coverage.State)}{(row.Coverage.Reason is { } reason ? $" ({reason})" : "")}";
                continue;
            }

            foreach (var limit in Limits(row.Coverage, span.Scope)) yield return $"{source}: {limit}";
        }
    }

    private static IEnumerable<string> Limits(Coverage coverage, TimeWindow scope)
    {
        if (coverage.RetainedFrom > scope.Start) yield return $"nothing is held from before {TimeWords.Instant(coverage.RetainedFrom.Value)}";
        if (coverage.CompleteUpTo < scope.End) yield return $"complete until {TimeWords.Instant(coverage.CompleteUpTo.Value)} only";
        foreach (var note in coverage.Notes ?? []) yield return note;
        if (LogGaps.Missing(coverage) is { } missing) yield return missing;
    }
}
