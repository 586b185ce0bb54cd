using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Slack;

/// <summary>A person in the workspace and what they do.</summary>
internal sealed class SlackTeammate(SlackDouble slack, string id, string name) : IEquatable<SlackTeammate>
{
    public string Id { get; } = id;

    public string Name { get; } = name;

    public string RealName => slack.State.Read(state => state.People[Id].RealName);

    /// <summary>The person as others mention them.</summary>
    public string Mention => $"<@{Id}>";

    /// <summary>The direct message between the person and the app.</summary>
    public SlackPlace DirectMessage => new(slack, slack.State.DirectMessageId(Id));

    /// <summary>What only this person was shown: ephemeral messages and answers to commands, oldest first.</summary>
    public IReadOnlyList<SlackWhisper> PrivateAnswers => slack.State.Read(state => state.Whispers.Where(whisper => whisper.Person == Id && !whisper.IsDeleted).Select(whisper => new SlackWhisper(slack, this, whisper)).ToList());

    /// <summary>The dialog in front of the person; null when none is open.</summary>
    public SlackOpenView? OpenView => slack.State.Read(state => state.People[Id].OpenViews is [.., var last] ? new SlackOpenView(slack, this, last) : null);

    /// <summary>The Home tab as last published; null before.</summary>
    public SlackHome? Home => slack.State.Read(state => state.People[Id].Home) is { } view ? new SlackHome(slack, this, view) : null;

    public SlackTeammate Named(string realName)
    {
        slack.State.Write(state => state.People[Id].RealName = realName);
        return this;
    }

    public SlackTeammate In(string zone, int offsetSeconds)
    {
        slack.State.Write(state => (state.People[Id].Zone, state.People[Id].ZoneOffset) = (zone, offsetSeconds));
        return this;
    }

    /// <summary>Types a command; what came back in the same breath is shown to the person, or to the channel if it says so.</summary>
    public async Task<SlackReceipt> Slash(SlackPlace place, string typed)
    {
        place.Join(this);
        var space = typed.IndexOf(' ', StringComparison.Ordinal);
        var told = await slack.Deliveries.SendAsync(new SlackParcel(SlackParcelKind.Command, new JsonObject
        {
            ["token"] = "legacy",
            ["team_id"] = SlackState.TeamId,
            ["team_domain"] = SlackState.Domain,
            ["channel_id"] = place.Id,
            ["channel_name"] = place.IsDirect ? "directmessage" : place.IsPrivate ? "privategroup" : place.Name,
            ["user_id"] = Id,
            ["user_name"] = Name,
            ["command"] = space < 0 ? typed : typed[..space],
            ["text"] = space < 0 ? "" : typed[(space + 1)..],
            ["api_app_id"] = SlackState.AppId,
            ["is_enterprise_install"] = "false",
            ["response_url"] = slack.State.NewResponseUrl(slack.Address, Id, place.Id, null, null),
            ["trigger_id"] = slack.State.NewTrigger(Id),
        }));
        Show(place, told);
        return told;
    }

    /// <summary>Waits for a private answer in which the words occur.</summary>
    public Task<SlackWhisper> ExpectPrivateAnswer(string words) => slack.ExpectAsync(
        () => PrivateAnswers.LastOrDefault(answer => answer.Words.Contains(words, StringComparison.Ordinal)),
        () => $"{Name} was never told \"{words}\" privately, but:\n{string.Join("\n--\n", PrivateAnswers.Select(static answer => answer.Words))}");

    /// <summary>Waits for a dialog in which the words occur.</summary>
    public Task<SlackOpenView> ExpectView(string words) => slack.ExpectAsync(() => OpenView is { } view && view.Words.Contains(words, StringComparison.Ordinal) ? view : null, () => $"{Name} has no dialog with \"{words}\", but: {OpenView?.Words}");

    public Task<SlackHome> ExpectHome(string words) => slack.ExpectAsync(() => Home is { } home && home.Words.Contains(words, StringComparison.Ordinal) ? home : null, () => $"{Name}'s Home has no \"{words}\", but: {Home?.Words}");

    /// <summary>Looks at the app's Home tab.</summary>
    public Task<SlackReceipt> OpenHome(string tab = "home")
    {
        var told = new JsonObject { ["type"] = "app_home_opened", ["user"] = Id, ["channel"] = slack.State.DirectMessageId(Id), ["tab"] = tab };
        if (slack.State.Read(state => state.People[Id].Home?.DeepClone()) is { } view) told["view"] = view;
        return slack.Deliveries.EventAsync(told);
    }

    /// <summary>Takes a shortcut from the search field or the plus menu.</summary>
    public Task<SlackReceipt> GlobalShortcut(string callbackId)
    {
        var payload = Interaction("shortcut");
        payload["callback_id"] = callbackId;
        payload["action_ts"] = slack.State.NextTs();
        return slack.Deliveries.SendAsync(new SlackParcel(SlackParcelKind.Interaction, payload));
    }

    /// <summary>Types into a picker that asks the app, in the open dialog, a private answer, or the newest message that has one.</summary>
    public async Task<IReadOnlyList<SlackSuggestion>> Suggest(string actionId, string typed)
    {
        var (surface, block) = Picker(actionId);
        var payload = surface.Base("block_suggestion");
        payload["action_id"] = actionId;
        payload["block_id"] = block;
        payload["value"] = typed;
        payload.Remove("trigger_id");
        var told = await slack.Deliveries.SendAsync(new SlackParcel(SlackParcelKind.Options, payload));
        var groups = (told.Json?["option_groups"] as JsonArray)?.Select(static group => group?["options"]);
        var options = (groups ?? [told.Json?["options"]]).OfType<JsonArray>().SelectMany(static list => list).ToList();
        if (!told.IsGood || options.Count > 100) throw new SlackExpectation($"The picker {actionId} was answered {told.Status} with {options.Count} options: {told.Body}");
        return [.. options.Select(static option => new SlackSuggestion(option!["text"]!["text"]!.ToString(), option["value"]!.ToString()))];
    }

    public bool Equals(SlackTeammate? other) => other?.Id == Id;

    public override bool Equals(object? obj) => Equals(obj as SlackTeammate);

    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);

    /// <summary>What every interaction of this person says.</summary>
    internal JsonObject Interaction(string type) => new()
    {
        ["type"] = type,
        ["token"] = "legacy",
        ["team"] = new JsonObject { ["id"] = SlackState.TeamId, ["domain"] = SlackState.Domain },
        ["user"] = new JsonObject { ["id"] = Id, ["username"] = Name, ["name"] = Name, ["team_id"] = SlackState.TeamId },
        ["api_app_id"] = SlackState.AppId,
        ["enterprise"] = null,
        ["is_enterprise_install"] = false,
        ["trigger_id"] = slack.State.NewTrigger(Id),
    };

    private (SlackSurface Surface, string? Block) Picker(string actionId)
    {
        var places = slack.State.Read(static state => state.Channels.Keys.ToList()).Select(channel => new SlackPlace(slack, channel));
        var surfaces = new List<SlackSurface?> { OpenView?.SurfaceOf(), Home?.SurfaceOf() };
        surfaces.AddRange(PrivateAnswers.Reverse().Select(static answer => answer.SurfaceOf()));
        surfaces.AddRange(places.SelectMany(static place => place.All.Reverse()).Select(message => message.SurfaceFor(this)));
        foreach (var surface in surfaces)
        {
            if (surface?.Find(element => element["action_id"]?.ToString() == actionId) is [var (_, block), ..]) return (surface, block);
        }

        throw new SlackExpectation($"{Name} sees no picker {actionId}.");
    }

    /// <summary>The words of an answer, as Slack shows them.</summary>
    private void Show(SlackPlace place, SlackReceipt told)
    {
        if (!told.IsGood || told.Body.Length == 0) return;
        var said = told.Json ?? new JsonObject { ["text"] = told.Body };
        if (said["text"] is null && said["blocks"] is null && said["attachments"] is null) return;
        slack.State.Write(state =>
        {
            var message = SlackBoard.Own(SlackResponseUrls.Content(said));
            if (said["response_type"]?.ToString() == "in_channel") new SlackBoard(slack).Put(state.Channels[place.Id], message);
            else SlackResponseUrls.Whisper(slack, Id, place.Id, message);
        });
    }
}
