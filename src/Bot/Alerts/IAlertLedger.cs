using ChatOps.Bot.Cards;
using ChatOps.Bot.Jobs;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;
using ChatOps.Investigation.Timing;

namespace ChatOps.Bot.Alerts;

/// <summary>Every delivery of every finding: what GuardDuty overwrites, the ledger keeps.</summary>
internal interface IAlertLedger
{
    /// <summary>Stores the delivery, the finding's state when the delivery is newer, and the finding's entities with their first and last times.
    /// A redelivery (same updatedAt and count) changes nothing.</summary>
    ValueTask<LedgerEntry> RecordAsync(IWork work, FindingDelivery delivery, IReadOnlyList<EntityMention> mentions);

    /// <summary>The finding was archived or brought back, not by a delivery.</summary>
    ValueTask SetArchivedAsync(IWork work, FindingId finding, bool archived);

    /// <summary>The finding's newest state; null when no delivery of it was taken in.</summary>
    ValueTask<Finding?> CurrentAsync(IWork work, FindingId finding);

    /// <summary>Findings that share one of the entities and were seen inside the window, the finding itself left out, newest first.</summary>
    ValueTask<IReadOnlyList<FindingSummary>> RelatedAsync(IWork work, FindingId finding, IReadOnlyList<EntityRef> entities, TimeWindow window, int limit);

    /// <summary>What is remembered of entities from before a moment, the finding itself and its case left out: one read.</summary>
    ValueTask<IReadOnlyList<SeenBefore>> SeenBeforeAsync(IWork work, FindingId finding, IReadOnlyList<EntityRef> entities, DateTimeOffset before);

    /// <summary>The finding as its stored deliveries told it, last received first: what GuardDuty has overwritten since.</summary>
    ValueTask<IReadOnlyList<Finding>> HistoryAsync(IWork work, FindingId finding, int limit);

    /// <summary>All deliveries of a finding in the order received.</summary>
    ValueTask<IReadOnlyList<FindingDelivery>> DeliveriesAsync(FindingId id, CancellationToken cancellationToken);

    /// <summary>When the newest delivery of a source says it was sent; null when the source never delivered. Lets a replay go on where it stopped.</summary>
    ValueTask<DateTimeOffset?> LastSentAsync(string source, CancellationToken cancellationToken);

    /// <summary>Records that something was refused or ignored, with its reason; operators see it.</summary>
    ValueTask RecordRefusalAsync(IWork work, IntakeRefusal refusal);

    /// <summary>Whether a refusal of that path of that source is kept.</summary>
    ValueTask<bool> IsRefusedAsync(IWork work, string source, string? path);

    ValueTask<IReadOnlyList<IntakeRefusal>> RefusalsAsync(int limit, CancellationToken cancellationToken);
}

/// <param name="Novelty">What the delivery was to us.</param>
/// <param name="Current">The finding's state after it.</param>
/// <param name="Previous">The state before; null when new.</param>
internal sealed record LedgerEntry(DeliveryNovelty Novelty, Finding Current, Finding? Previous)
{
    /// <summary>Whether the finding, or this state of it, was known before only because somebody asked for it: no alert of it was routed.</summary>
    public bool IsFirstAlert { get; init; }
}

internal enum DeliveryNovelty
{
    NewFinding,
    NewerState,

    /// <summary>Older than what we have, but not seen before: extends actor history and spans, the card does not go back.</summary>
    OlderState,

    Redelivery,
}

/// <param name="Source">By which road it came.</param>
/// <param name="Path">JSON path or file and line; null when the whole was refused.</param>
internal sealed record IntakeRefusal(string Source, string? Path, string Reason, DateTimeOffset At);
