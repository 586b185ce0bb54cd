using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Teams;

/// <summary>A channel or chat and what happens in it.</summary>
internal sealed class TeamsPlace(TeamsDouble teams, TeamsConversationState state)
{
    public string Id => state.Id;

    /// <summary>As people see it.</summary>
    public string Name => Read(static place => place.Name ?? "General");

    /// <summary>channel, groupChat or personal.</summary>
    public string Kind => state.Kind;

    public bool IsDeleted => Read(static place => place.IsDeleted);

    public bool HasBot => Read(static place => place.HasBot);

    public TeamsTeam Team => new(teams, state.Team ?? throw new TeamsExpectation("A chat is in no team."));

    /// <summary>The link Teams copies.</summary>
    public string Link => $"https://teams.microsoft.com/l/channel/{Uri.EscapeDataString(Id)}/{Uri.EscapeDataString(Name)}?groupId={state.Team?.GroupId}&tenantId={teams.TenantId}";

    /// <summary>Every message everybody sees, replies too, oldest first; deleted ones are not there.</summary>
    public IReadOnlyList<TeamsShown> All => Read(place => place.Messages.Values.Where(static message => message is { OnlyFor: null, IsDeleted: false }).Select(message => new TeamsShown(teams, this, message)).ToList());

    /// <summary>Posts in the channel itself, oldest first, each with its thread; deleted ones too while replies hang on them.</summary>
    public IReadOnlyList<TeamsThread> Threads => Read(place => place.Messages.Values
        .Where(message => message.OnlyFor is null && message.Root == message.Id && (!message.IsDeleted || place.Messages.Values.Any(other => other is { OnlyFor: null, IsDeleted: false } && other.Root == message.Id)))
        .Select(message => new TeamsThread(teams, this, message)).ToList());

    /// <summary>Posts in the channel itself, oldest first.</summary>
    public IReadOnlyList<TeamsShown> Roots => [.. All.Where(static shown => shown.IsRoot)];

    /// <summary>What stands below posts, oldest first.</summary>
    public IReadOnlyList<TeamsShown> Replies => [.. All.Where(static shown => !shown.IsRoot)];

    /// <summary>Makes people members, quietly.</summary>
    public TeamsPlace Join(params TeamsTeammate[] people)
    {
        foreach (var person in people) Read(place => (place.Team?.Members ?? place.Members).Add(person.Id));
        return this;
    }

    /// <summary>Waits for a post in the channel itself; its thread hangs on it.</summary>
    public async Task<TeamsThread> ExpectThread(string words) => (await ExpectAsync(words, () => Threads)).Thread;

    /// <summary>Waits for a message, in the channel or in any of its threads, in which the words occur.</summary>
    public Task<TeamsShown> ExpectMessage(string words) => ExpectAsync(words, () => All);

    /// <summary>Somebody gives the channel another name.</summary>
    public Task<TeamsReceipt> Rename(string name, TeamsTeammate by)
    {
        Read(place => place.Name = name);
        return Team.ChannelEventAsync("channelRenamed", this, by);
    }

    public Task<TeamsReceipt> Delete(TeamsTeammate by)
    {
        Read(static place => place.IsDeleted = true);
        return Team.ChannelEventAsync("channelDeleted", this, by);
    }

    public Task<TeamsReceipt> Restore(TeamsTeammate by)
    {
        Read(static place => place.IsDeleted = false);
        return Team.ChannelEventAsync("channelRestored", this, by);
    }

    internal TeamsConversationState State => state;

    internal TeamsThread Thread(string root) => new(teams, this, Read(place => place.Messages[root]));

    internal T Read<T>(Func<TeamsConversationState, T> read) => teams.State.Read(_ => read(state));

    internal Task<TeamsShown> ExpectAsync(string words, Func<IReadOnlyList<TeamsShown>> among) => teams.ExpectAsync(
        () => among().FirstOrDefault(shown => shown.Words.Contains(words, StringComparison.Ordinal)),
        () => $"Nobody said \"{words}\" in {Name}, but:\n{string.Join("\n--\n", All.Select(static shown => shown.Words))}");

    /// <summary>A person's message: kept, and told when the bot may hear it.</summary>
    internal async Task<TeamsShown> SpeakAsync(TeamsTeammate who, string text, string? root, bool mention, Action<JsonArray>? attach = null)
    {
        if (IsDeleted) throw new TeamsExpectation($"{Name} is deleted: {who.Name} cannot write there.");
        Join(who);
        var id = teams.State.NextId();
        var message = new TeamsMessageState(id, Kind == "channel" ? root ?? id : null, who.Id) { Said = new JsonObject { ["text"] = mention ? $"{TeamsState.BotName} {text}" : text }, At = teams.State.Time.GetUtcNow() };
        Read(place => place.Messages[id] = message);
        if (!Hears(mention)) return new TeamsShown(teams, this, message);
        var told = teams.Activities.Message(who.State, state, message.Root, id, text, mention);
        attach?.Invoke((JsonArray)told["attachments"]!);
        await teams.Deliveries.BringAsync(told);
        return new TeamsShown(teams, this, message);
    }

    /// <summary>In a team the bot hears what mentions it, and the rest when the owner allowed it; in a personal chat everything, in a group chat what mentions it.</summary>
    internal bool Hears(bool mention) => Read(place => place.HasBot && (mention || place.Kind == "personal" || place.Team?.HearsAll == true));
}
