using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Channels;

/// <summary>Conversations a chat let us into, and where it is reached for each: known as long as the store lives, for a chat that calls us says it only then.</summary>
internal interface IChatPlaces
{
    /// <summary>Null when nothing was ever heard from there.</summary>
    ValueTask<ChatPlace?> FindAsync(ChannelRef conversation, CancellationToken cancellationToken);

    /// <summary>Those of a workspace that belong to a team, the newest first; of the whole workspace without a team.</summary>
    ValueTask<IReadOnlyList<ChatPlace>> ListAsync(string vendor, string workspace, string? team, CancellationToken cancellationToken);

    /// <summary>Inserts or replaces it.</summary>
    Task SaveAsync(ChatPlace place, CancellationToken cancellationToken);

    /// <summary>Forgets it, as when it was deleted.</summary>
    Task RemoveAsync(ChannelRef conversation, CancellationToken cancellationToken);
}

/// <param name="ServiceUrl">Where the chat is called for it; of an allowed host, for whoever is called there is given a token.</param>
/// <param name="Team">The chat's id of the team the channel belongs to; null for conversations without a team.</param>
/// <param name="Name">As the chat last called it; untrusted text; null when it did not say.</param>
/// <param name="IsClosed">We were removed from it: nothing can be said there until somebody adds us again.</param>
internal sealed record ChatPlace(ChannelRef Conversation, Uri ServiceUrl, string? Team, string? Name, bool IsClosed);
