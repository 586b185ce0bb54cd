using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Investigate;

/// <summary>Looks through all that is kept: findings, entities, notes, cases. Read-only.</summary>
internal interface ISearch
{
    /// <summary>Newest first; a case that is called by its number stands before all.</summary>
    ValueTask<IReadOnlyList<FoundItem>> FindAsync(SearchQuery query, CancellationToken cancellationToken);

    /// <summary>All channels that have threads.</summary>
    ValueTask<IReadOnlyList<ChannelRef>> ChannelsAsync(CancellationToken cancellationToken);
}

/// <param name="Words">All of them must occur; capitals are the same as small letters, of other alphabets than ours only where the database knows them.</param>
/// <param name="Hidden">Channels the person may not see: what has threads only there is not found.</param>
internal sealed record SearchQuery(IReadOnlyList<string> Words, IReadOnlyCollection<ChannelRef> Hidden, int Limit)
{
    /// <summary>The case that is meant by its number; null for none.</summary>
    public CaseNumber? Number { get; init; }

    /// <summary>The id an entity is kept under, or how it begins; null when no one word could be one.</summary>
    public string? EntityId { get; init; }
}

/// <param name="Kind">Of what it is.</param>
/// <param name="Title">What it is called; untrusted text.</param>
/// <param name="Detail">What else tells it apart; untrusted text.</param>
/// <param name="Thread">Where it can be read; null when it has no thread.</param>
/// <param name="Case">The case it belongs to; null for none.</param>
/// <param name="Time">When it was seen, written or changed last.</param>
internal sealed record FoundItem(FoundKind Kind, string Title, string Detail, ThreadId? Thread, CaseNumber? Case, DateTimeOffset Time);

/// <summary>Wire words are the lower-cased names.</summary>
internal enum FoundKind
{
    Finding,
    Entity,
    Note,
    Case,
}
