using ChatOps.Investigation.Observations;

namespace ChatOps.Investigation.Evidence.CloudTrail;

/// <summary>API calls from CloudTrail's log objects. A call belongs to a window by its event time; copies of a call count once.
/// An entity's calls are those it made (address, user agent, principal, key, account, instance by its session name) or, for a bucket, those that name
/// it.</summary>
/// <param name="catalog">The trail's objects.</param>
/// <param name="time">Clock for the cost of an answer.</param>
public sealed class CloudTrailSource(LogCatalog catalog, TimeProvider time) : IEvidenceSource
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
        var scan = new LogScan(catalog, question, Delivery, time);
        if (TrailMatch.For(question.Entity) is not { } isOfEntity)
            return new(null, scan.Without(CoverageState.NotAsked, $"CloudTrail does not name entities of the kind {question.Entity.Kind}"));

        var needle = EntityNeedle.Of(question.Entity);
        var tally = new TrailTally();
        var unreadable = 0L;
        if (await scan.OpenAsync(cancellationToken) is { } refusal) return new(null, refusal);
        await scan.ReadAsync(
            scan.Selection.Unread,
            () => tally,
            async (_, log, text, token) =>
            {
                // an object whose key tells no time is read in full, to learn what it covers
                var reader = new TrailReader(log.Slot is null ? default : needle);
                try
                {
                    return await reader.ReadAsync(text, Take, token);
                }
                finally
                {
                    Interlocked.Add(ref unreadable, reader.Unreadable);
                }
            },
            cancellationToken);
        if (scan.Failed() is { } failure) return new(null, failure);

        var observed = tally.ToObservation();
        var notes = unreadable > 0 ? [$"{Amount.Of(unreadable, "record")} passed over: no time, no operation or no JSON"] : Array.Empty<string>();
        return new(observed, scan.Answered(observed is not null, $"no call in {Amount.Of(scan.Objects, "object")}", notes));

        void Take(TrailEvent call)
        {
            if (scan.Window is { } window && window.Contains(call.Time) && IsAsked(question, call) && isOfEntity(call)) tally.Add(call);
        }
    }

    private static bool IsAsked(EvidenceQuestion question, TrailEvent call) =>
        (question.Account is null || call.Recipient is null || call.Recipient == question.Account)
        && (question.Region is null || call.Region is null || call.Region == question.Region);
}
