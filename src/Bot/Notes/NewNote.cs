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
}
