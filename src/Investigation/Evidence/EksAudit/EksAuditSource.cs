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
        var ask = new CallAsk { Hours = true, Groupings = [new([CallColumn.Call], int.MaxValue), new([CallColumn.Principal], int.MaxValue)] };
        var answer = await CallsAsync(question with { Baseline = null }, ask, cancellationToken);
        return new(answer.Value is null ? null : Observed(answer.Value), answer.Coverage);
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
        var observed = figures.Hours.Any(static hour => hour.Count.All > 0) || figures.Tables.Any(static table => table.RowCount > 0);
        var notes = scan.Unreadable > 0 ? [$"{Amount.Of(scan.Unreadable, "record")} passed over: no time, no request, no JSON, or larger than any event"] : Array.Empty<string>();
        var coverage = scan.Answered(observed, $"no call in {Amount.Of(scan.Objects, "object")}", notes);
        return new(observed ? figures : null, coverage);

        Task<ObjectReading> ReadAsync(AuditTally counted, LogObject log, Stream text, CancellationToken token) =>
            // an object whose key tells no time is read in full, to learn what it covers
            new AuditReader(log.Slot is null ? default : match.Needle).ReadAsync(log, text, audited => Take(counted, audited), token);

        void Take(AuditTally counted, AuditEvent audited)
        {
            var isAsked = question.Account is null || audited.Account is null || audited.Account == question.Account;
            if (isAsked && match.IsOfEntity(audited)) counted.Add(audited);
        }
    }

    private static Observation Observed(CallFigures figures)
    {
        var calls = figures.Tables[0];
        var first = calls.Rows.OrderBy(static row => row.First).ThenBy(static row => row.Values[0], StringComparer.Ordinal).First();
        var last = calls.Rows.OrderByDescending(static row => row.Last).ThenByDescending(static row => row.Values[0], StringComparer.Ordinal).First();
        return new Observation(
            first.First!.Value,
            last.Last!.Value,
            calls.Total.All,
            calls.Rows.ToDictionary(static row => row.Values[0], static row => row.Scope.All, StringComparer.Ordinal),
            [.. figures.Tables[1].Rows.Select(static row => row.Values[0]).Where(static name => name != CallValues.Absent).Order(StringComparer.Ordinal)],
            first.Values[0],
            last.Values[0])
        {
            ActiveHours = figures.Hours.Count(static hour => hour.Count.All > 0),
        };
    }
}
