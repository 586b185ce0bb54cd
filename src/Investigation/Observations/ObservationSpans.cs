using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Observations;

/// <summary>Why the rows of a span differ, in sentences with figures. Pure: the rows in, the reasons out.</summary>
public static class ObservationSpans
{
    /// <summary>Every difference between the rows, with its reason. Rows with observations are held against the findings, or without findings against the
    /// first of them;
    /// then come the sources that were silent, then those that gave no answer.</summary>
    /// <param name="rows">One row per source, of one scope.</param>
    /// <param name="tails">How much of one source lies before or after another, as far as asked.</param>
    /// <param name="elsewhere">Rows of the same entity outside of the scope: a call named there is not missing from the trail.</param>
    public static IReadOnlyList<SpanDifference> Differences(IReadOnlyList<SpanRow> rows, IReadOnlyList<SpanTail> tails, IReadOnlyList<SpanRow> elsewhere)
    {
        var differences = new List<SpanDifference>();
        if (Yardstick(rows) is { } yardstick)
        {
            foreach (var row in rows.Where(row => row.Observed is not null && row != yardstick))
            {
                if (Start(yardstick, row, tails, elsewhere) is { } start) differences.Add(start);
                if (End(yardstick, row, tails) is { } end) differences.Add(end);
            }
        }

        var left = Yardstick(rows)?.Source;
        differences.AddRange(rows.Where(static row => row.Coverage.State == CoverageState.Empty).Select(row => Silent(left ?? row.Source, row)));
        differences.AddRange(rows.Where(static row => !row.Coverage.IsAnswer).Select(row => Unknown(left ?? row.Source, row)));
        return [.. differences.Select(static difference => difference with { Sentence = $"{char.ToUpperInvariant(difference.Sentence[0])}{difference.Sentence[1..]}." })];
    }

    /// <summary>The row all others are held against: findings where they saw the entity, else the first source that did; null when none did.</summary>
    public static SpanRow? Yardstick(IReadOnlyList<SpanRow> rows) =>
        rows.FirstOrDefault(static row => row is { Source: EvidenceKind.Findings, Observed: not null }) ?? rows.FirstOrDefault(static row => row.Observed is not null);

    private static SpanDifference? Start(SpanRow yardstick, SpanRow row, IReadOnlyList<SpanTail> tails, IReadOnlyList<SpanRow> elsewhere)
    {
        var (a, b) = (yardstick.Observed!, row.Observed!);
        if (a.First == b.First) return null;
        if (b.First < a.First)
            return new(SpanDifferenceKind.StartsEarlier, row.Source, yardstick.Source, Preceded(row, yardstick, tails));
        if (MissingCall(yardstick, row, elsewhere) is { } missing)
            return new(SpanDifferenceKind.StartsEarlier, yardstick.Source, row.Source, missing);
        var (from, to) = UtcText.Pair(a.First, b.First);
        var what = a.FirstWhat is null ? from : $"{a.FirstWhat}, {from}";
        return new(
            SpanDifferenceKind.StartsEarlier,
            yardstick.Source,
            row.Source,
            $"the first {EvidenceWords.One(yardstick.Source)} ({what}) came {UtcText.Duration(b.First - a.First)} before the first {EvidenceWords.One(row.Source)} ({to})");
    }

    private static SpanDifference? End(SpanRow yardstick, SpanRow row, IReadOnlyList<SpanTail> tails)
    {
        var (a, b) = (yardstick.Observed!, row.Observed!);
        if (a.Last == b.Last) return null;
        if (b.Last > a.Last)
            return new(SpanDifferenceKind.EndsLater, row.Source, yardstick.Source, Followed(row, yardstick, tails));
        var (from, to) = UtcText.Pair(b.Last, a.Last);
        var late = row.Coverage.CompleteUpTo is { } complete && complete <= a.Last ? $"; {EvidenceWords.Many(row.Source)} are complete until {UtcText.Pair(a.Last, complete).To} only" : "";
        return new(
            SpanDifferenceKind.EndsLater,
            yardstick.Source,
            row.Source,
            $"the last {EvidenceWords.One(yardstick.Source)} ({to}) came {UtcText.Duration(a.Last - b.Last)} after the last {EvidenceWords.One(row.Source)} ({from}){late}");
    }

    /// <summary>The first finding may name a call that the trail does not hold; then the trail is not late, it lacks the call.</summary>
    private static string? MissingCall(SpanRow findings, SpanRow calls, IReadOnlyList<SpanRow> elsewhere)
    {
        if (findings is not { Source: EvidenceKind.Findings, Observed.FirstWhat: { } named } || calls.Source != EvidenceKind.ApiCalls) return null;
        var trail = elsewhere.Where(static row => row.Source == EvidenceKind.ApiCalls).Append(calls).Select(static row => row.Observed).OfType<Observation>();
        if (trail.Any(observed => observed.Names.Keys.Any(name => Operation(name).Equals(Operation(named), StringComparison.OrdinalIgnoreCase)))) return null;
        var at = UtcText.Pair(findings.Observed.First, calls.Observed!.First).From;
        return $"the first finding ({Operation(named)}, {at}) names a call that is not in the trail we read";
    }

    private static string Preceded(SpanRow row, SpanRow yardstick, IReadOnlyList<SpanTail> tails)
    {
        var (from, to) = UtcText.Pair(row.Observed!.First, yardstick.Observed!.First);
        var amount = Tail(row, yardstick, SpanDifferenceKind.StartsEarlier, tails);
        return $"{amount} preceded the first {EvidenceWords.One(yardstick.Source)} ({from} \u2192 {to})";
    }

    private static string Followed(SpanRow row, SpanRow yardstick, IReadOnlyList<SpanTail> tails)
    {
        var (from, to) = UtcText.Pair(yardstick.Observed!.Last, row.Observed!.Last);
        var amount = Tail(row, yardstick, SpanDifferenceKind.EndsLater, tails);
        return $"{amount} followed the last {EvidenceWords.One(yardstick.Source)} ({from} \u2192 {to})";
    }

    private static string Tail(SpanRow row, SpanRow yardstick, SpanDifferenceKind kind, IReadOnlyList<SpanTail> tails)
    {
        var count = tails.FirstOrDefault(tail => tail.Source == row.Source && tail.Beside == yardstick.Source && tail.Kind == kind)?.Count;
        return count is null ? EvidenceWords.Many(row.Source) : EvidenceWords.Count(row.Source, count.Value);
    }

    private static SpanDifference Silent(EvidenceKind left, SpanRow row)
    {
        var reason = row.Coverage.Reason is { } said ? $": {said}" : "";
        return new(SpanDifferenceKind.Silent, left, row.Source, $"{EvidenceWords.Source(row.Source)} {EvidenceWords.Were(row.Source)} asked and silent{reason}");
    }

    private static SpanDifference Unknown(EvidenceKind left, SpanRow row)
    {
        var became = row.Coverage.State switch
        {
            CoverageState.Refused => "refused",
            CoverageState.NotAsked => $"{EvidenceWords.Were(row.Source)} not asked",
            _ => $"{EvidenceWords.Were(row.Source)} asked but gave no answer",
        };
        var reason = row.Coverage.Reason is { } said ? $": {said}" : "";
        return new(SpanDifferenceKind.Unknown, left, row.Source, $"{EvidenceWords.Source(row.Source)} {became}{reason}");
    }

    private static string Operation(string what) => what[(what.LastIndexOf(':') + 1)..];
}
