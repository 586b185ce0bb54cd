using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Access;

/// <summary>People who asked or wrote something, under the names their chats told last.</summary>
internal interface IPersonDirectory
{
    /// <summary>Somebody spoke. Nothing is written while the name is known and they spoke not long ago.</summary>
    ValueTask HeardAsync(IWork work, Person person);

    /// <summary>The people of the channel's chat whose name or id this is, in any case; when nobody's, those whose name begins so. Several when it does not say which: the caller asks, and shows them with their ids.
    /// Their groups are not known.</summary>
    /// <param name="name">As typed, with or without @ before it; untrusted text.</param>
    ValueTask<IReadOnlyList<Person>> FindAsync(string name, ChannelRef channel, CancellationToken cancellationToken);
}
