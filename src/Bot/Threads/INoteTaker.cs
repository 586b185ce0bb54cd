using ChatOps.Bot.Access;

namespace ChatOps.Bot.Threads;

/// <summary>Keeps what is said to the bot and is no verb: a note like any other.</summary>
internal interface INoteTaker
{
    /// <summary>What became of it, in words for the person.</summary>
    Task<string> TakeAsync(ThreadId thread, Person author, string text, CancellationToken cancellationToken);
}
