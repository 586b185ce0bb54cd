using ChatOps.Investigation.Evidence.Calls;
using ChatOps.Investigation.Evidence.Calls.Indexing;
using ChatOps.Investigation.Evidence.EksAudit.Indexing;
using ChatOps.Investigation.Observations;

namespace ChatOps.Investigation.Evidence.EksAudit;

/// <summary>Requests to Kubernetes API servers, from the audit logs of EKS. A request belongs to a window by the time it was received and counts once, at
/// its last stage; it failed when its status is 400 or more or the authorizer forbade it. An entity's requests are those it made (address, subject, user
/// agent, IAM role, user, session, key or instance that EKS mapped to the subject), those that act upon it (pod), or those to it (cluster, account).
/// <see cref="CallRelation.Assumed"/> of a subject: requests of others that impersonate it.</summary>
/// <param name="catalog">The audit logs' objects.</param>
/// <param name="time">Clock for the cost of an answer.</param>
public sealed class EksAuditSource(LogCatalog catalog, TimeProvider time) : ICallEvidence
{
    /// <summary>Control plane logs are delivered "within a few minutes", on a best effort (Amazon EKS user guide, "Send control plane logs to CloudWatch
    /// Logs"); a subscription and Firehose buffer some more.</summary>
    public static readonly TimeSpan Delivery = TimeSpan.FromMinutes(15);

    private static readonly CallAsk Span = new() { Hours = true, Groupings = [new([CallColumn.Call], int.MaxValue), new([CallColumn.Principal], int.MaxValue)] };

    private readonly CallFiguresCache lately = new();

    /// <summary>Reads every object for every question.</summary>
    /// <param name="logs">Where the audit logs' objects lie.</param>
    public EksAuditSource(ILogObjects logs)
        : this(new LogCatalog(logs, LogKind.EksAudit, null, TimeProvider.System), TimeProvider.System)
    {
    }

    /// <inheritdoc/>
    public EvidenceKind Kind => EvidenceKind.KubernetesAudit;

    /// <inheritdoc/>
    public async Task<EvidenceAnswer<Observation>> ObserveAsync(EvidenceQuestion question, CancellationToken cancellationToken)
    {
        var (figures, coverage) = await CallsAsync(question with { Baseline = null }, Span, cancellationToken);
        return new(figures is null ? null : CallSpan.Of(figures), coverage);
    }

    /// <inheritdoc/>
    public async Task<EvidenceAnswer<CallFigures>> CallsAsync(EvidenceQuestion question, CallAsk ask, CancellationToken cancellationToken)
    {
        var scan = new LogScan(catalog, question, Delivery, time);
        if (AuditMatch.For(question.Entity, ask.Relation) is not { } match || AuditKeys.Of(question.Entity, ask.Relation) is not { } keys)
            return new(null, scan.Without(CoverageState.NotAsked, $"EKS audit logs do not name entities of the kind {question.Entity.Kind}{(ask.Relation == CallRelation.Made ? "" : " as assumed by others")}"));
        if (await scan.OpenAsync(cancellationToken) is { } refusal) return new(null, refusal);
        var key = CallFiguresCache.KeyOf(question, ask, scan.Shelf);
        if (scan.Selection.Unread.Count == 0 && lately.TryFind(key, scan.Shelf, out var before)) return Answer(scan, before, []);

        var index = new CallIndexReader(catalog, scan, AuditCoding.Kept, keys);
        var (tally, identities, _) = await index.ReadAsync(Begin, static (known, content) => known.Fold.Take(content), cancellationToken);
        var unread = index.Unread;
        var read = unread.Count == 0 ? [] : await scan.ReadAsync(unread, () => new AuditTally(new CallTally(ask, question, identities)), ReadAsync, cancellationToken);
        if (scan.Failed() is { } failure) return new(null, failure);

        foreach (var other in read) tally.Merge(other);
        var figures = tally.ToFigures(scan.Hours());
        var told = tally.Calls > 0 ? figures : null;
        if (unread.Count == 0) lately.Keep(key, scan.Shelf, told);
        return Answer(scan, told, index.Notes);

        (AuditTally Tally, CallIdentities Identities, AuditBlockFold Fold) Begin()
        {
            var once = new CallIdentities();
            var calls = new CallTally(ask, question, once);
            var counted = new AuditTally(calls);
            return (counted, once, new AuditBlockFold(question, match.IsOfEntity, calls, counted));
        }

        Task<ObjectReading> ReadAsync(AuditTally counted, LogObject log, Stream text, CancellationToken token) =>
            // an object whose key tells no time is read in full, to learn what it covers
            new AuditReader(log.Slot is null ? default : match.Needle).ReadAsync(log, text, audited => Take(counted, audited), token);

        void Take(AuditTally counted, AuditEvent audited)
        {
            if (AuditMatch.IsAsked(question, audited) && match.IsOfEntity(audited)) counted.Add(audited);
        }
    }

    private static EvidenceAnswer<CallFigures> Answer(LogScan scan, CallFigures? figures, IEnumerable<string> more)
    {
        IEnumerable<string> unreadable = scan.Unreadable > 0 ? [$"{Amount.Of(scan.Unreadable, "record")} passed over: no time, no request, no JSON, or larger than any event"] : [];
        return new(figures, scan.Answered(figures is not null, $"no call in {Amount.Of(scan.Objects, "object")}", [.. unreadable, .. more]));
    }
}
