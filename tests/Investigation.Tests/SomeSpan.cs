using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Observations;
using ChatOps.Investigation.Timing;
using static ChatOps.Investigation.SomeFinding;

namespace ChatOps.Investigation;

/// <summary>Observation spans to begin a test with.</summary>
internal static class SomeSpan
{
    public static DateTimeOffset AskedAt { get; } = At("19:10");

    /// <summary>The workshop's: two sources that answer two different questions, one that is silent, one that was not asked.</summary>
    public static ObservationSpan Workshop { get; } = new(
        new EntityRef(EntityKind.IpAddress, PublicAddress),
        new TimeWindow(At("19:00").AddDays(-1), At("19:00")),
        AskedAt,
        [
            Seen(EvidenceKind.Findings, "00:17", "18:42", 25),
            Seen(EvidenceKind.ApiCalls, "00:19", "18:53", 7235),
            Unseen(EvidenceKind.Flows, CoverageState.Empty, "flow logs show private addresses only"),
            Unseen(EvidenceKind.KubernetesAudit, CoverageState.NotAsked, "no source configured for us-east-1"),
        ],
        [new SpanDifference(SpanDifferenceKind.StartsEarlier, EvidenceKind.Findings, EvidenceKind.ApiCalls, "The first finding (RegisterManagedInstance, 00:17) names a call that is not in the trail we read.")],
        []);

    public static SpanRow Seen(EvidenceKind kind, string first, string last, long count) =>
        new(kind, new Observation(At(first), At(last), count, new Dictionary<string, long>()), new Coverage(CoverageState.Answered, AskedAt));

    public static SpanRow Unseen(EvidenceKind kind, CoverageState state, string? reason) => new(kind, null, new Coverage(state, AskedAt, reason));
}
