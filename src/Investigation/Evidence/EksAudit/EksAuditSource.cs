using ChatOps.Investigation.Evidence.Calls;
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
        if (AuditMatch.For(question.Entity, ask.Relation) is not { } match)
            return new(null, scan.Without(CoverageState.NotAsked, $"EKS audit logs do not name entities of the kind {question.Entity.Kind}{(ask.Relation == CallRelation.Made ? "" : " as assumed by others")}"));
        if (await scan.OpenAsync(cancellationToken) is { } refusal) return new(null, refusal);

        var identities = new CallIdentities();
        var objects = scan.Selection.Unread.Concat(scan.Selection.Indexed.Select(static placed => placed.Log)).ToList();
        var tallies = await scan.ReadAsync(objects, () => new AuditTally(new CallTally(ask, question, identities)), ReadAsync, cancellationToken);
        if (scan.Failed() is { } failure) return new(null, failure);

        var tally = tallies[0];
        foreach (var other in tallies.Skip(1)) tally.Merge(other);
        var figures = tally.ToFigures(scan.Hours());
        var notes = scan.Unreadable > 0 ? [$"{Amount.Of(scan.Unreadable, "record")} passed over: no time, no request, no JSON, or larger than any event"] : Array.Empty<string>();
        return new(tally.Calls > 0 ? figures : null, scan.Answered(tally.Calls > 0, $"no call in {Amount.Of(scan.Objects, "object")}", notes));

        Task<ObjectReading> ReadAsync(AuditTally counted, LogObject log, Stream text, CancellationToken token) =>
            // an object whose key tells no time is read in full, to learn what it covers
            new AuditReader(log.Slot is null ? default : match.Needle).ReadAsync(log, text, audited => Take(counted, audited), token);

        void Take(AuditTally counted, AuditEvent audited)
        {
            var isAsked = question.Account is null || audited.Account is null || audited.Account == question.Account;
            if (isAsked && match.IsOfEntity(audited)) counted.Add(audited);
        }
    }
}
