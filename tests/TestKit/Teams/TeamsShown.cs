using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Teams;

/// <summary>A message as it stands now.</summary>
internal class TeamsShown(TeamsDouble teams, TeamsPlace place, TeamsMessageState message) : TeamsSurface
{
    public TeamsPlace Place => place;

    public override string Id => message.Id;

    public override JsonObject Json => teams.State.Read(_ => message.IsDeleted ? [] : (JsonObject)message.Said.DeepClone());

    public bool IsRoot => message.Root == message.Id;

    public bool IsGone => teams.State.Read(_ => message.IsDeleted);

    public bool IsBots => message.From == TeamsState.BotId;

    /// <summary>What a notification says.</summary>
    public string? Summary => Json["summary"]?.ToString();

    /// <summary>How often it was changed.</summary>
    public int Edited => teams.State.Read(_ => message.Versions.Count);

    /// <summary>What it said before each change, oldest first.</summary>
    public IReadOnlyList<string> Versions => teams.State.Read(_ => message.Versions.Select(TeamsWords.Of).ToList());

    /// <summary>Kinds of reactions, the bot's too.</summary>
    public IReadOnlyList<string> Reactions => teams.State.Read(_ => message.Reactions.Select(static one => one.Type).ToList());

    /// <summary>The thread it is in.</summary>
    public TeamsThread Thread => message.Root is { } root ? place.Thread(root) : throw new TeamsExpectation("A chat has no threads.");

    /// <summary>Waits until the message itself says the words.</summary>
    public Task<TeamsShown> ExpectWords(string words) => teams.ExpectAsync(() => Words.Contains(words, StringComparison.Ordinal) ? this : null, () => $"The message never said \"{words}\", but:\n{Words}");

    public Task<TeamsShown> ExpectReaction(string type) => teams.ExpectAsync(() => Reactions.Contains(type) ? this : null, () => $"Nobody reacted with {type}, but: {string.Join(", ", Reactions)}");

    internal TeamsMessageState Message => message;

    internal override TeamsConversationState Conversation => place.State;

    internal override string? Root => message.Root;
}

/// <summary>A post in a channel and what hangs on it.</summary>
internal sealed class TeamsThread(TeamsDouble teams, TeamsPlace place, TeamsMessageState message) : TeamsShown(teams, place, message)
{
    /// <summary>The rest of the thread, oldest first.</summary>
    public IReadOnlyList<TeamsShown> Replies => [.. Place.All.Where(shown => shown.Root == Id && shown.Id != Id)];

    /// <summary>As Teams names it: the channel, ;messageid= and the id of the first message.</summary>
    public string ConversationId => $"{Place.Id};messageid={Id}";

    /// <summary>Waits for a reply in which the words occur.</summary>
    public Task<TeamsShown> ExpectReply(string words) => Place.ExpectAsync(words, () => Replies);
}
