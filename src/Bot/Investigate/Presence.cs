using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Investigate;

/// <summary>Which present a question has: that of the sample day for what the sample day brought, the real one for all else.</summary>
internal sealed class Presence(IFindingLookup lookup, IAsOfClock clock, TimeProvider time)
{
    /// <summary>Road by which the bundled day's findings come.</summary>
    private const string SampleSource = "sample";

    private static readonly EntityRef SampleAccount = new(EntityKind.Account, "111122223333");

    /// <summary>The latest present there is.</summary>
    public DateTimeOffset Latest => clock.AsOf > time.GetUtcNow() ? clock.AsOf : time.GetUtcNow();

    /// <summary>Whether the sample day is played: its clock is not the real one.</summary>
    public bool HasSampleDay => clock.AsOf < time.GetUtcNow().AddDays(-1);

    /// <summary>All findings that can have been received.</summary>
    public TimeWindow AllTime => new(DateTimeOffset.UnixEpoch, Latest.AddDays(1));

    public DateTimeOffset AsOf(bool isSampleDay) => isSampleDay ? clock.AsOf : time.GetUtcNow();

    public async ValueTask<bool> IsSampleDayAsync(FindingId finding, CancellationToken cancellationToken) =>
        (await lookup.DeliveriesAsync(finding, cancellationToken)).Any(static delivery => delivery.Source == SampleSource);

    /// <summary>Whether the findings that name the entity are the sample day's. An entity that no finding names belongs to it where the sample day is loaded.</summary>
    public async ValueTask<bool> IsSampleDayAsync(EntityRef entity, CancellationToken cancellationToken)
    {
        var naming = await lookup.AssociatedAsync(entity, AllTime, 1, cancellationToken);
        if (naming.Count == 0) naming = await lookup.AssociatedAsync(SampleAccount, AllTime, 1, cancellationToken);
        return naming is [var finding, ..] && await IsSampleDayAsync(finding.Id, cancellationToken);
    }
}
