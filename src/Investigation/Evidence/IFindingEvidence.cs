using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Timing;

namespace ChatOps.Investigation.Evidence;

/// <summary>Where findings can be asked for, instead of waiting for them.</summary>
public interface IFindingEvidence
{
    /// <summary>Findings by their ids.</summary>
    /// <param name="ids">Ids without account and region.</param>
    /// <param name="account">Account meant; null when unknown.</param>
    /// <param name="region">Region meant; null when unknown.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    Task<FetchedFindings> ByIdAsync(IReadOnlyCollection<string> ids, string? account, string? region, CancellationToken cancellationToken);

    /// <summary>Findings that name an entity and were seen inside the window, as far as the service can be asked for it.</summary>
    Task<FetchedFindings> NamingAsync(EntityRef entity, TimeWindow window, CancellationToken cancellationToken);
}

/// <summary>Findings as a service gave them, and what became of the question in each place.</summary>
/// <param name="Findings">Without repetition.</param>
/// <param name="Places">Every place there is, asked or not.</param>
public sealed record FetchedFindings(IReadOnlyList<FetchedFinding> Findings, IReadOnlyList<PlaceFate> Places);

/// <param name="Finding">The finding.</param>
/// <param name="Document">Its JSON, as an alert would have brought it.</param>
public sealed record FetchedFinding(Finding Finding, string Document);

/// <summary>What became of a question in one place.</summary>
/// <param name="Place">Such as "111122223333 us-east-1".</param>
/// <param name="Coverage">How far its answer can be relied on.</param>
public sealed record PlaceFate(string Place, Coverage Coverage);
