using ChatOps.Bot.Cards;

namespace ChatOps.Bot.Threads;

/// <summary>Something we say in a thread. It is named by its key: putting a message with the same key again edits it, so work may run twice.</summary>
internal sealed record ThreadMessage
{
    public required MessageId Id { get; init; }

    public required ThreadId Thread { get; init; }

    /// <summary>Unique within the thread: root, pivots, span:…, job:…</summary>
    public required string Key { get; init; }

    public required MessageKind Kind { get; init; }

    public required Card Card { get; init; }

    /// <summary>Grows with every change of the card.</summary>
    public required long Version { get; init; }

    /// <summary>Version the chat has; 0 before the first delivery.</summary>
    public long SentVersion { get; init; }

    /// <summary>The vendor's id of the message; null until delivered.</summary>
    public string? ExternalId { get; init; }

    public required DateTimeOffset At { get; init; }

    public DateTimeOffset? EditedAt { get; init; }

    public MessageDelivery Delivery { get; init; }
}

/// <summary>Wire words are the lower-cased names. Root goes before card and system, posts go before edits.</summary>
internal enum MessageKind
{
    Root,
    Card,
    System,
}

internal enum MessageDelivery
{
    Pending,
    Sent,
    Dead,
}
