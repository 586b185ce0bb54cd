namespace ChatOps.Investigation.Evidence;

/// <summary>A source of calls: CloudTrail, EKS audit. Any engine may stand behind it; a failed question is a <see cref="Coverage"/> state, never an
/// exception or an empty answer.</summary>
public interface ICallEvidence : IEvidenceSource
{
    /// <summary>Calls per hour and tables of calls.</summary>
    Task<EvidenceAnswer<CallFigures>> CallsAsync(EvidenceQuestion question, CallAsk ask, CancellationToken cancellationToken);
}
