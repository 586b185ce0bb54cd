using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence.Calls;
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
        if ((ask.Relation == CallRelation.Made ? TrailMatch.For(question.Entity) : TrailMatch.Assuming(question.Entity)) is not { } isOfEntity)
            return new(null, scan.Without(CoverageState.NotAsked, NotNamed(question.Entity, ask.Relation)));
        if (await scan.OpenAsync(cancellationToken) is { } refusal) return new(null, refusal);

        var identities = new CallIdentities();
        var needle = TrailMatch.NeedleOf(question.Entity);
        var unreadable = scan.Unreadable; // of the objects the index knows
        var folds = await scan.ReadAsync(
            scan.Selection.Unread,
            () => new TrailFold(question, isOfEntity, needle, new CallTally(ask, question, identities)),
            static (fold, log, text, token) => fold.ReadAsync(log, text, token),
            cancellationToken);
        if (scan.Failed() is { } failure) return new(null, failure);

        var tally = folds[0].Tally;
        foreach (var fold in folds.Skip(1)) tally.Merge(fold.Tally);
        unreadable += folds.Sum(static fold => fold.Reader.Unreadable);
        var notes = unreadable > 0 ? [$"{Amount.Of(unreadable, "record")} passed over: no time, no operation or no JSON"] : Array.Empty<string>();
        var figures = tally.ToFigures(scan.Hours());
        return new(tally.Calls > 0 ? figures : null, scan.Answered(tally.Calls > 0, $"no call in {Amount.Of(scan.Objects, "object")}", notes));
    }

    private static string NotNamed(EntityRef entity, CallRelation relation) => relation == CallRelation.Made
        ? $"CloudTrail does not name entities of the kind {entity.Kind}"
        : $"only roles are assumed, no entities of the kind {entity.Kind}";
}
