using ChatOps.Bot.Access;

namespace ChatOps.Bot.Threads;

/// <summary>Keeps what is said to the bot and is no verb: a note like any other.</summary>
internal interface INoteTaker
{
    /// <summary>What became of it, in words for the person.</summary>
    /// <param name="once">The chat's own name of this telling, where it may tell twice: it is one note. Null where it cannot.</param>
    Task<string> TakeAsync(ThreadId thread, Person author, string text, string? once, CancellationToken cancellationToken);
}
