namespace ChatOps.Bot.Channels;

/// <summary>Who we are in each workspace, as the chat last said: known even while the chat cannot be reached.</summary>
internal interface IChatIdentities
{
    /// <summary>Those of a vendor, the newest first.</summary>
    ValueTask<IReadOnlyList<ChatIdentity>> OfAsync(string vendor, CancellationToken cancellationToken);

    Task SaveAsync(ChatIdentity identity, CancellationToken cancellationToken);
}

/// <param name="Workspace">The chat's id of the workspace.</param>
/// <param name="Name">Its name; untrusted text.</param>
/// <param name="BotUser">Our user there: what it writes is ours.</param>
/// <param name="BotId">Our bot there; empty where a chat has no such thing.</param>
internal sealed record ChatIdentity(string Vendor, string Workspace, string Name, string BotUser, string BotId);
