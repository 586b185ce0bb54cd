using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Teams;

/// <summary>Something only one person was shown: a targeted message, or the answer to an invoke.</summary>
/// <param name="message">Null for the answer to an invoke.</param>
internal sealed class TeamsPrivateAnswer(TeamsDouble teams, TeamsConversationState conversation, string? root, TeamsMessageState? message, JsonObject said, long order) : TeamsSurface
{
    public override string? Id => message?.Id;

    public override JsonObject Json => (JsonObject)teams.State.Read(_ => message?.Said ?? said).DeepClone();

    /// <summary>Whether it came as the answer to an invoke, not as a message.</summary>
    public bool IsInvokeAnswer => message is null;

    /// <summary>Grows with each, also while the clock stands.</summary>
    public long Order => order;

    internal override TeamsConversationState Conversation => conversation;

    internal override string? Root => root;
}
