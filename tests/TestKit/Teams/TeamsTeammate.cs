using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Teams;

/// <summary>A person of the tenant and what they do.</summary>
internal sealed class TeamsTeammate : IEquatable<TeamsTeammate>
{
    private readonly TeamsDouble teams;
    private readonly TeamsPersonState state;
    private readonly TeamsHands hands;
    private readonly TeamsCompose compose;

    internal TeamsTeammate(TeamsDouble teams, TeamsPersonState state)
    {
        this.teams = teams;
        this.state = state;
        hands = new TeamsHands(teams, state);
        compose = new TeamsCompose(teams, hands);
    }

    /// <summary>29:…, as this bot knows the person.</summary>
    public string Id => state.Id;

    /// <summary>The person in Entra ID.</summary>
    public string ObjectId => state.ObjectId;

    public string Name => state.Name;

    /// <summary>The personal chat between the person and the bot.</summary>
    public TeamsPlace Chat => new(teams, teams.State.Chat(Id));

    /// <summary>What only this person was shown, oldest first: targeted messages, and what invokes were answered.</summary>
    public IReadOnlyList<TeamsPrivateAnswer> PrivateAnswers => teams.State.Read(all => all.Conversations.Values
        .SelectMany(place => place.Messages.Values.Where(message => message.OnlyFor == Id && !all.IsGone(message)).Select(message => new TeamsPrivateAnswer(teams, place, message.Root, message, message.Said, long.Parse(message.Id, CultureInfo.InvariantCulture))))
        .Concat(state.InvokeAnswers).OrderBy(static answer => answer.Order).ToList());

    /// <summary>What the last invoke of this person was answered.</summary>
    public TeamsReceipt? LastInvoke => teams.State.Read(_ => state.LastInvoke);

    /// <summary>The dialog in front of the person; null when none is open.</summary>
    public TeamsDialog? Dialog => teams.State.Read(_ => state.Dialog);

    /// <summary>Whether the person keeps the bot from writing to the personal chat.</summary>
    public bool HasBlocked
    {
        get => teams.State.Read(_ => state.HasBlocked);
        set => teams.State.Write(_ => state.HasBlocked = value);
    }

    /// <summary>Adds the app to the personal chat, which the bot is told twice.</summary>
    public Task<TeamsReceipt> Install() => hands.InstallAsync();

    /// <summary>A new post in a channel, or a message in a chat.</summary>
    public Task<TeamsShown> Post(TeamsPlace place, string text) => place.SpeakAsync(this, text, null, mention: false);

    /// <summary>The same, with the bot mentioned.</summary>
    public Task<TeamsShown> Mention(TeamsPlace place, string text) => place.SpeakAsync(this, text, null, mention: true);

    /// <summary>Writes below a post, or after a message in a chat.</summary>
    public Task<TeamsShown> Reply(TeamsShown message, string text, bool mention = false) => message.Place.SpeakAsync(this, text, message.Root, mention);

    /// <summary>Writes below a post, with a picture in the text and a file of the team.</summary>
    /// <param name="change">What Teams tells otherwise than it is.</param>
    public Task<TeamsShown> Reply(TeamsShown message, string text, byte[] picture, Action<JsonArray>? change = null) => message.Place.SpeakAsync(this, text, message.Root, mention: false, attachments =>
    {
        var id = teams.State.NextId();
        teams.State.Write(state => state.Pictures[id] = picture);
        attachments.Add((JsonNode)new JsonObject { ["contentType"] = "image/*", ["contentUrl"] = new Uri(teams.ServiceUrl, $"v3/attachments/{id}/views/original").AbsoluteUri });
        attachments.Add((JsonNode)new JsonObject { ["contentType"] = "reference", ["name"] = "flows.csv", ["contentUrl"] = "https://contoso.sharepoint.com/sites/sec/flows.csv" });
        change?.Invoke(attachments);
    });

    /// <summary>The author changes the words.</summary>
    public Task<TeamsReceipt> Edit(TeamsShown message, string text, bool mention = false) => hands.EditAsync(message, text, mention);

    public Task<TeamsReceipt> Delete(TeamsShown message) => hands.DeleteAsync(message);

    /// <summary>Takes the deletion back.</summary>
    public Task<TeamsReceipt> Undelete(TeamsShown message) => hands.UndeleteAsync(message);

    /// <summary>like, heart, laugh, surprised, sad, angry or the name of another.</summary>
    public Task<TeamsReceipt> React(TeamsShown message, string type) => hands.ReactAsync(message, type, isAdded: true);

    public Task<TeamsReceipt> Unreact(TeamsShown message, string type) => hands.ReactAsync(message, type, isAdded: false);

    /// <summary>Presses what has that title on a card, with what was typed into the card's inputs.</summary>
    public Task<TeamsReceipt> Press(TeamsSurface message, string label, params (string Id, string Value)[] typed) => hands.PressAsync(message, label, typed.ToDictionary(static one => one.Id, static one => one.Value));

    /// <summary>Types a command that nobody else sees. In a personal chat it is an ordinary message: nothing is targeted there.</summary>
    public Task<TeamsReceipt> Slash(TeamsPlace place, string text, TeamsShown? inThread = null) => hands.SlashAsync(place, text, inThread);

    /// <summary>Takes a command of the app from a message's own menu; what it opens is <see cref="Dialog"/>.</summary>
    public Task<TeamsReceipt> MessageAction(TeamsShown message, string commandId) => compose.MessageActionAsync(message, commandId);

    /// <summary>Searches with the app from the compose box.</summary>
    /// <param name="words">Empty as before anything is typed.</param>
    public Task<TeamsReceipt> Search(TeamsPlace place, string commandId, string words, string parameter = "query", int skip = 0) => compose.SearchAsync(place, commandId, words, parameter, skip);

    /// <summary>Takes the result in which the words occur; the bot is asked what it becomes when its preview says so.</summary>
    public Task<TeamsReceipt> Choose(TeamsPlace place, TeamsReceipt results, string words) => compose.ChooseAsync(place, results, words);

    /// <summary>Pastes a link into the compose box, of a domain the app unfolds.</summary>
    public Task<TeamsReceipt> PasteLink(TeamsPlace place, string url) => hands.InvokeAsync("composeExtension/queryLink", place.State, null, new JsonObject { ["url"] = url });

    /// <summary>Any invoke.</summary>
    public Task<TeamsReceipt> Invoke(string name, TeamsPlace place, JsonObject value, TeamsShown? on = null) => hands.InvokeAsync(name, place.State, on?.Root, value, on?.Id);

    /// <summary>Waits for a private answer in which the words occur; the newest when there are several.</summary>
    public Task<TeamsPrivateAnswer> ExpectPrivateAnswer(string words) => teams.ExpectAsync(
        () => PrivateAnswers.LastOrDefault(answer => answer.Words.Contains(words, StringComparison.Ordinal)),
        () => $"{Name} was never told \"{words}\" privately, but:\n{string.Join("\n--\n", PrivateAnswers.Select(static answer => answer.Words))}");

    public bool Equals(TeamsTeammate? other) => other?.Id == Id;

    public override bool Equals(object? obj) => Equals(obj as TeamsTeammate);

    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);

    internal TeamsPersonState State => state;
}
