using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Threads;

/// <summary>Brings findings into the ledger that nobody delivered: asked of GuardDuty, kept, and no alert.</summary>
internal interface IFindingFetch
{
    /// <summary>Where GuardDuty is asked, such as "111122223333 us-east-1"; empty when nowhere.</summary>
    IReadOnlyList<FetchPlace> Places { get; }

    /// <summary>Findings with that id. Account and region are null when they are not known.</summary>
    Task<KeptFetch> ByIdAsync(string id, string? account, string? region, CancellationToken cancellationToken);

    /// <summary>Findings that name an entity and were seen inside the window.</summary>
    Task<KeptFetch> NamingAsync(EntityRef entity, TimeWindow window, CancellationToken cancellationToken);
}

internal sealed record FetchPlace(string Name, string Region);

/// <param name="Findings">What was found; in the ledger when this is returned.</param>
/// <param name="Places">What each place said.</param>
internal sealed record KeptFetch(IReadOnlyList<Finding> Findings, IReadOnlyList<PlaceFate> Places);
