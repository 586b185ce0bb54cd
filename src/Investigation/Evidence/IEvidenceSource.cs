using ChatOps.Investigation.Observations;

namespace ChatOps.Investigation.Evidence;

/// <summary>One source that can say when an entity was observed. A failed question is a <see cref="Coverage"/> state, never an exception or an empty
/// answer.</summary>
public interface IEvidenceSource
{
    /// <summary>What this source counts.</summary>
    EvidenceKind Kind { get; }

    /// <summary>When, how often and with what the entity was observed in the window.</summary>
    Task<EvidenceAnswer<Observation>> ObserveAsync(EvidenceQuestion question, CancellationToken cancellationToken);
}
