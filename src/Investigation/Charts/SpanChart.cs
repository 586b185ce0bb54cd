using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Observations;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Charts;

/// <summary>A timeline of one entity: one bar per source, their union, and the scope they were asked in.</summary>
/// <param name="Title">What is shown, such as "Observation span of 198.51.100.23"; holds untrusted text.</param>
/// <param name="Sentence">The whole chart in one sentence with its figures; holds untrusted text.</param>
/// <param name="Scope">The window asked about.</param>
/// <param name="Bars">One per source, in the order of the span.</param>
/// <param name="Union">First to last over all sources; null when none observed the entity.</param>
public sealed record SpanChart(string Title, string Sentence, TimeWindow Scope, IReadOnlyList<SpanBar> Bars, ObservedInterval? Union)
{
    /// <summary>The chart of a span.</summary>
    public static SpanChart Of(ObservationSpan span)
    {
        var name = EntityLabel.Name(span.Entity);
        var bars = span.Rows.Select(static row => new SpanBar(
            row.Source,
            row.Observed is { } observed ? new ObservedInterval(observed.First, observed.Last) : null,
            row.Observed?.Count ?? 0,
            row.Coverage.State,
            row.Coverage.Reason)).ToList();
        return new SpanChart($"Observation span of {name}", Words(name, span, bars), span.Scope, bars, span.InScope);
    }

    private static string Words(string name, ObservationSpan span, IEnumerable<SpanBar> bars)
    {
        var seen = span.InScope is { } union
            ? $"was observed {TimeWords.Interval(union.First, union.Last)} ({UtcText.Duration(union.Duration)})"
            : "was not observed";
        return $"{name} {seen} in the scope {TimeWords.Interval(span.Scope.Start, span.Scope.End)}: {string.Join("; ", bars.Select(static bar => bar.Words))}.";
    }
}

/// <summary>One source's bar.</summary>
/// <param name="Source">Which source.</param>
/// <param name="Observed">First to last; null when it observed nothing or gave no answer.</param>
/// <param name="Count">Number of observations; 0 when there are none.</param>
/// <param name="State">What became of the question.</param>
/// <param name="Reason">Why there is nothing to show; may hold untrusted text; null when there is nothing to say.</param>
public sealed record SpanBar(EvidenceKind Source, ObservedInterval? Observed, long Count, CoverageState State, string? Reason)
{
    /// <summary>The bar in words, with its figures.</summary>
    public string Words => Observed is { } observed
        ? $"{EvidenceWords.Source(Source)} {TimeWords.Interval(observed.First, observed.Last)}, {UtcText.Duration(observed.Duration)}, {EvidenceWords.Count(Source, Count)}"
        : $"{EvidenceWords.Source(Source)} {EvidenceWords.Fate(State)}";
}
