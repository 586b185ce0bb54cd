using ChatOps.Bot.Access;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Cases;
using ChatOps.Bot.Threads;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Findings;

namespace ChatOps.Bot.Investigate;

/// <summary>What our own ledger remembers of entities: it reaches back further than GuardDuty's 90 days. Read-only, and bounded however much there is.</summary>
internal interface IEntityHistory
{
    /// <summary>All of it: counts, and of each kind the newest.</summary>
    ValueTask<EntityHistory> OfAsync(EntityRef entity, OwnCase own, CancellationToken cancellationToken);

    /// <summary>In short, for a line on a card: findings, closed cases, notes. One read for all entities.</summary>
    /// <param name="before">Only findings that were last seen before count; null for all.</param>
    ValueTask<IReadOnlyList<SeenBefore>> BrieflyAsync(IReadOnlyList<EntityRef> entities, OwnCase own, DateTimeOffset? before, CancellationToken cancellationToken);
}

/// <summary>What is no past of an entity: the finding and the case in which it is asked for. Both null outside of any.</summary>
internal sealed record OwnCase(FindingId? Finding, CaseNumber? Case)
{
    public static OwnCase None { get; } = new(null, null);

    public static OwnCase Of(InvestigationThread thread) => new(thread.Finding, thread.Case);
}

/// <summary>What is remembered of an entity.</summary>
/// <param name="Entity">Whom it is about.</param>
internal sealed record EntityHistory(EntityRef Entity)
{
    /// <summary>Of each kind so many are told in full.</summary>
    public const int Newest = 10;

    /// <summary>Types of the findings that name it, the most frequent first, with the times over their findings.</summary>
    public IReadOnlyList<PastType> Types { get; init; } = [];

    /// <summary>Whether only the newest findings were counted, for there are too many.</summary>
    public bool AreMore { get; init; }

    public int FindingCount => Types.Sum(static type => type.Findings);

    /// <summary>When the first finding saw it; null when none did.</summary>
    public DateTimeOffset? First { get; init; }

    public DateTimeOffset? Last { get; init; }

    /// <summary>The newest findings, newest first.</summary>
    public IReadOnlyList<FindingSummary> Findings { get; init; } = [];

    public int CaseCount { get; init; }

    /// <summary>The cases that changed last, newest first.</summary>
    public IReadOnlyList<Case> Cases { get; init; } = [];

    public int NoteCount { get; init; }

    /// <summary>The newest notes, newest first.</summary>
    public IReadOnlyList<PastNote> Notes { get; init; } = [];

    /// <summary>When the oldest finding of the whole ledger was seen last; null while it is empty.</summary>
    public DateTimeOffset? LedgerFrom { get; init; }

    public bool IsNothing => FindingCount == 0 && CaseCount == 0 && NoteCount == 0;
}

internal sealed record PastType(string Type, int Findings);

/// <param name="Text">Untrusted text.</param>
/// <param name="Link">Where it can be seen in its chat; null where that is not known.</param>
/// <param name="Case">The case it belongs to; null for none.</param>
internal sealed record PastNote(Person Author, DateTimeOffset WrittenAt, string Text, ChannelRef Channel, Uri? Link, CaseNumber? Case);
