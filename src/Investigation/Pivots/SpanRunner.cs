using System.Data.Common;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Observations;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Pivots;

/// <summary>Asks every source for one entity at the same time and puts the answers together. A source that fails or is slow costs its own row only.</summary>
/// <param name="sources">The sources that are configured; a kind without one gets a row that says so.</param>
/// <param name="time">Clock for the deadline of one answer.</param>
public sealed class SpanRunner(IEnumerable<IEvidenceSource> sources, TimeProvider time)
{
    /// <summary>How long one source may take for one answer before its row says that it gave none.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>How far before the scope the sources are asked: as far as Detective's scope time can reach.</summary>
    public static readonly TimeSpan LookBack = TimeSpan.FromDays(365);

    private readonly IReadOnlyList<IEvidenceSource> sources =
    [
        .. Enum.GetValues<EvidenceKind>().SelectMany(kind => sources.Where(source => source.Kind == kind).DefaultIfEmpty(new UnaskedSource(kind))),
    ];

    /// <summary>The span of one entity: in the window asked about, before it, and after it up to the question's as-of time.</summary>
    /// <param name="question">Entity, scope and as-of time.</param>
    /// <param name="findingSays">First and last seen of the finding the question comes from, as GuardDuty gave them; null without one.</param>
    /// <param name="cancellationToken">Ends the whole question.</param>
    public async Task<ObservationSpan> RunAsync(EvidenceQuestion question, ObservedInterval? findingSays, CancellationToken cancellationToken)
    {
        var scope = question.Window;
        var inScope = AskAllAsync(question, cancellationToken);
        var before = AskAllAsync(question with { Window = new TimeWindow(scope.Start - LookBack, scope.Start) }, cancellationToken);
        var after = question.AsOf > scope.End
            ? AskAllAsync(question with { Window = new TimeWindow(scope.End, question.AsOf) }, cancellationToken)
            : Task.FromResult<SpanRow[]>([]);
        await Task.WhenAll(inScope, before, after);

        var rows = await inScope;
        var (rowsBefore, rowsAfter) = (AlsoAsked(rows, await before), AlsoAsked(rows, await after));
        var tails = await TailsAsync(question, rows, cancellationToken);
        return new ObservationSpan(
            question.Entity,
            scope,
            question.AsOf,
            rows,
            ObservationSpans.Differences(rows, tails, [.. rowsBefore, .. rowsAfter]),
            rowsBefore)
        {
            After = rowsAfter,
            FindingSays = findingSays,
        };
    }

    private Task<SpanRow[]> AskAllAsync(EvidenceQuestion question, CancellationToken cancellationToken) =>
        Task.WhenAll(sources.Select(source => AskAsync(source, question, cancellationToken)));

    private async Task<SpanRow> AskAsync(IEvidenceSource source, EvidenceQuestion question, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            // a source may work for long before it first waits; the others are not to wait for that
            var answer = await Task.Run(() => source.ObserveAsync(question, either.Token), either.Token).WaitAsync(either.Token);
            return new SpanRow(source.Kind, answer.Value, answer.Coverage);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed($"no answer within {UtcText.Duration(Deadline)}");
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException or HttpRequestException or TimeoutException or InvalidDataException or DbException)
        {
            return Failed(failed.Message);
        }

        SpanRow Failed(string reason) => new(source.Kind, null, new Coverage(CoverageState.Unavailable, question.AsOf, reason));
    }

    /// <summary>Counts what one source holds before the first and after the last observation of the row all are held against, by asking for just that
    /// window.</summary>
    private async Task<SpanTail[]> TailsAsync(EvidenceQuestion question, SpanRow[] rows, CancellationToken cancellationToken)
    {
        if (ObservationSpans.Yardstick(rows) is not { Observed: { } yardstick } held) return [];
        var asked = new List<Task<SpanTail>>();
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i].Observed is not { } observed || rows[i] == held) continue;
            Ask(sources[i], SpanDifferenceKind.StartsEarlier, observed.First, yardstick.First);
            Ask(sources[i], SpanDifferenceKind.EndsLater, yardstick.Last.AddTicks(1), observed.Last.AddTicks(1));
        }

        return await Task.WhenAll(asked);

        void Ask(IEvidenceSource source, SpanDifferenceKind kind, DateTimeOffset start, DateTimeOffset end)
        {
            if (end > start && new TimeWindow(start, end).Intersect(question.Window) is { } window)
                asked.Add(TailAsync(source, question with { Window = window }, held.Source, kind, cancellationToken));
        }
    }

    private async Task<SpanTail> TailAsync(IEvidenceSource source, EvidenceQuestion question, EvidenceKind beside, SpanDifferenceKind kind, CancellationToken cancellationToken)
    {
        var row = await AskAsync(source, question, cancellationToken);
        return new SpanTail(source.Kind, beside, kind, row.Coverage.IsAnswer ? row.Observed?.Count ?? 0 : null);
    }

    /// <summary>Rows from outside of the scope, of the sources that were asked there and in the scope: a source that cannot know the entity is not called silent for lack of logs.</summary>
    private static IReadOnlyList<SpanRow> AlsoAsked(SpanRow[] inScope, SpanRow[] outside) =>
        [.. outside.Where((row, i) => row.Coverage.State != CoverageState.NotAsked && inScope[i].Coverage.State != CoverageState.NotAsked)];
}
