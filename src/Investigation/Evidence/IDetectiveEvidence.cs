namespace ChatOps.Investigation.Evidence;

/// <summary>Amazon Detective's own investigations and indicators. A failed question is a <see cref="Coverage"/>, never an exception: <see cref="CoverageState.Unavailable"/> may
/// pass by itself, <see cref="CoverageState.Refused"/> does not.</summary>
public interface IDetectiveEvidence
{
    /// <summary>Regions in which it can be asked; empty when nothing is configured.</summary>
    IReadOnlyList<string> Regions { get; }

    /// <summary>The behavior graphs of a region and all their members.</summary>
    Task<RegionGraphs> GraphsAsync(string region, CancellationToken cancellationToken);

    /// <summary>Whether one account's activity is in a behavior graph of the region, and in which.</summary>
    Task<DetectiveMembership> MembershipAsync(string account, string region, CancellationToken cancellationToken);

    /// <summary>The newest investigation of the same entity and scope that did not fail, whoever started it.</summary>
    Task<EvidenceAnswer<DetectiveRun>> FindAsync(BehaviorGraph graph, DetectiveAsk ask, CancellationToken cancellationToken);

    /// <summary>Starts an investigation; asked once. After <see cref="CoverageState.Unavailable"/> it may have been started all the same: look with
    /// <see cref="FindAsync"/>, when the request can no longer arrive, before starting again.</summary>
    Task<EvidenceAnswer<DetectiveRun>> StartAsync(BehaviorGraph graph, DetectiveAsk ask, CancellationToken cancellationToken);

    /// <summary>How an investigation stands.</summary>
    Task<EvidenceAnswer<DetectiveRun>> RunAsync(BehaviorGraph graph, string id, CancellationToken cancellationToken);

    /// <summary>What a finished investigation found; answered with an empty list when it found nothing.</summary>
    Task<EvidenceAnswer<IReadOnlyList<DetectiveIndicator>>> IndicatorsAsync(BehaviorGraph graph, string id, CancellationToken cancellationToken);
}

/// <summary>What is known of behavior graphs at this moment, without asking anybody.</summary>
public interface IGraphKnowledge
{
    /// <summary>Whether the account's activity is in a behavior graph of the region; null while that is not known.</summary>
    DetectiveMembership? Of(string account, string region);
}
