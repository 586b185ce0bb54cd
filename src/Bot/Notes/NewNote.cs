using ChatOps.Bot.Access;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Notes;

/// <summary>Something a person wrote in a thread.</summary>
internal sealed record NewNote(ThreadId Thread, Person Author, string Text)
{
    /// <summary>Made from the chat's own name of the message, so that a message told twice is one note; null for a new id.</summary>
    public MessageId? Id { get; init; }

    /// <summary>Who added it, where that is not its author: the policy decides about them. Null for the author.</summary>
    public Person? AddedBy { get; init; }

    /// <summary>When it was written, as the chat says; null for now.</summary>
    public DateTimeOffset? WrittenAt { get; init; }

    /// <summary>When it got this text, as the chat says; null for its first.</summary>
    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>Where it stands in its chat; null where the chat gives no address.</summary>
    public Uri? Link { get; init; }

    public IReadOnlyList<NewFile> Files { get; init; } = [];

    /// <summary>It was written elsewhere, so that people who look at the thread in their chat do not see it there by itself.</summary>
    public bool IsElsewhere { get; init; }

    /// <summary>It stands in its chat already: what is too long is kept cut, for it can be refused no more.</summary>
    public bool IsSaid { get; init; }
}
