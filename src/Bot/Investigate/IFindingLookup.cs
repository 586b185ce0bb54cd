using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Investigate;

/// <summary>What the ledger can be asked by those who investigate. Read-only.</summary>
internal interface IFindingLookup
{
    /// <summary>Current state of one finding; null when it never arrived.</summary>
    ValueTask<Finding?> FindAsync(FindingId id, CancellationToken cancellationToken);

    /// <summary>All deliveries of a finding in the order received.</summary>
    ValueTask<IReadOnlyList<FindingDelivery>> DeliveriesAsync(FindingId id, CancellationToken cancellationToken);

    /// <summary>Findings by id, type or words of type and title (all words must occur), last seen in the window; newest first.</summary>
    ValueTask<IReadOnlyList<FindingSummary>> SearchAsync(string words, TimeWindow window, int limit, CancellationToken cancellationToken);

    /// <summary>Findings that name the entity and were seen inside the window, in the order first observed, with the times at which they saw the entity's finding.</summary>
    ValueTask<IReadOnlyList<FindingSummary>> AssociatedAsync(EntityRef entity, TimeWindow window, int limit, CancellationToken cancellationToken);

    /// <summary>What the ledger knows of entities with this kind and id (any account): mentions with first and last times over all deliveries.</summary>
    ValueTask<IReadOnlyList<EntityMention>> MentionsAsync(EntityKind kind, string id, CancellationToken cancellationToken);

    /// <summary>Known entities whose id starts with the text, for completion; most recently seen first.</summary>
    ValueTask<IReadOnlyList<EntityMention>> CompleteAsync(EntityKind? kind, string prefix, int limit, CancellationToken cancellationToken);
}
