using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence.Calls;
using ChatOps.Investigation.Evidence.Calls.Indexing;
using ChatOps.Investigation.Evidence.CloudTrail.Indexing;
using ChatOps.Investigation.Observations;

namespace ChatOps.Investigation.Evidence.CloudTrail;

/// <summary>API calls from CloudTrail's log objects. A call belongs to a window by its event time; copies of a call count once.
/// An entity's calls are those it made (address, user agent, principal, key, account, instance by its session name) or, for a bucket, those that name
/// it.</summary>
/// <param name="catalog">The trail's objects.</param>
/// <param name="time">Clock for the cost of an answer.</param>
public sealed class CloudTrailSource(LogCatalog catalog, TimeProvider time) : ICallEvidence
{
    /// <summary>Reads every object for every question.</summary>
    /// <param name="logs">Where the trail's objects lie.</param>
    public CloudTrailSource(ILogObjects logs)
        : this(new LogCatalog(logs, LogKind.CloudTrail, null, TimeProvider.System), TimeProvider.System)
    {
    }

    /// <summary>CloudTrail delivers within about 15 minutes of the call (CloudTrail user guide, "How CloudTrail works").</summary>
    public static readonly TimeSpan Delivery = TimeSpan.FromMinutes(15);

    private readonly TrailDigests digests = new(catalog.Logs);
    private readonly CallFiguresCache lately = new();

    /// <inheritdoc/>
    public EvidenceKind Kind => EvidenceKind.ApiCalls;

    /// <inheritdoc/>
    public async Task<EvidenceAnswer<Observation>> ObserveAsync(EvidenceQuestion question, CancellationToken cancellationToken)
    {
        var (figures, coverage) = await CallsAsync(question with { Baseline = null }, CallSpan.Ask, cancellationToken);
        return new(figures is null ? null : CallSpan.Of(figures), coverage);
    }

    /// <inheritdoc/>
    public async Task<EvidenceAnswer<CallFigures>> CallsAsync(EvidenceQuestion question, CallAsk ask, CancellationToken cancellationToken)
    {
        var scan = new LogScan(catalog, question, Delivery, time);
        if (TrailMatch.For(question.Entity, ask.Relation) is not { } isOfEntity || TrailKeys.Of(question.Entity, ask.Relation) is not { } keys)
            return new(null, scan.Without(CoverageState.NotAsked, NotNamed(question.Entity, ask.Relation)));
        if (await scan.OpenAsync(cancellationToken) is { } refusal) return new(null, refusal);

        var key = CallFiguresCache.KeyOf(question, ask, scan.Shelf);
        if (scan.Selection.Unread.Count == 0 && lately.TryFind(key, scan.Shelf, out var before))
        {
            var said = await digests.ApplyAsync(scan, question, cancellationToken);
            return new(before, Answered(scan, before is not null, [.. Notes(scan.Unreadable), .. said]));
        }

        var index = new CallIndexReader(catalog, scan, TrailCoding.Kept, keys);
        var looksAtCaller = ask.Relation == CallRelation.Made && TrailMatch.LooksAtCaller(question.Entity.Kind);
        var (tally, identities, _) = await index.ReadAsync(Begin, static (known, content) => known.Fold.Take(content), cancellationToken);
        var needle = TrailMatch.NeedleOf(question.Entity);
        var unreadable = scan.Unreadable; // of the objects the index knows
        var unread = index.Unread;
        var folds = unread.Count == 0 ? [] : await scan.ReadAsync(
            unread,
            () => new TrailFold(question, isOfEntity, needle, new CallTally(ask, question, identities)),
            static (fold, log, text, token) => fold.ReadAsync(log, text, token),
            cancellationToken);
        if (scan.Failed() is { } failure) return new(null, failure);

        var told = await digests.ApplyAsync(scan, question, cancellationToken);
        foreach (var fold in folds) tally.Merge(fold.Tally);
        var figures = tally.ToFigures(scan.Hours());
        var observed = tally.Calls > 0;
        unreadable += folds.Sum(static fold => fold.Reader.Unreadable);
        if (unread.Count == 0) lately.Keep(key, scan.Shelf, observed ? figures : null);
        return new(observed ? figures : null, Answered(scan, observed, [.. Notes(unreadable), .. index.Notes, .. told]));

        (CallTally Tally, CallIdentities Identities, TrailBlockFold Fold) Begin()
        {
            var once = new CallIdentities();
            var counted = new CallTally(ask, question, once);
            return (counted, once, new TrailBlockFold(question, isOfEntity, looksAtCaller, counted));
        }
    }

    private static Coverage Answered(LogScan scan, bool observed, IEnumerable<string> notes) => scan.Answered(observed, $"no call in {Amount.Of(scan.Objects, "object")}", notes);

    private static IEnumerable<string> Notes(long unreadable)
    {
        if (unreadable > 0) yield return $"{Amount.Of(unreadable, "record")} passed over: no time, no operation or no JSON";
    }

    private static string NotNamed(EntityRef entity, CallRelation relation) => relation == CallRelation.Made
        ? $"CloudTrail does not name entities of the kind {entity.Kind}"
        : $"only roles are assumed, no entities of the kind {entity.Kind}";
}
