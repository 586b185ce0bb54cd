namespace ChatOps.Investigation.Evidence;

/// <summary>A source of network flows. Any engine may stand behind it; a failed question is a <see cref="Coverage"/> state, never an exception or an
/// empty answer.</summary>
public interface IFlowEvidence : IEvidenceSource
{
    /// <summary>Volume, distinct counts and tables of an address, interface, instance or account.</summary>
    Task<EvidenceAnswer<FlowFigures>> FlowsAsync(EvidenceQuestion question, FlowAsk ask, CancellationToken cancellationToken);

    /// <summary>The addresses the interfaces of an instance, interface or account used; for an address: the interfaces that used it.</summary>
    Task<EvidenceAnswer<AddressAssignments>> AddressesAsync(EvidenceQuestion question, CancellationToken cancellationToken);
}
