using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Slack;

/// <summary>A dialog in front of a person.</summary>
internal sealed class SlackOpenView(SlackDouble slack, SlackTeammate person, string id)
{
    private readonly Dictionary<(string Block, string Action), JsonObject> filled = [];

    public string Id => id;

    public JsonObject Json => slack.State.Read(state => (JsonObject)state.Views[id].View.DeepClone());

    public string Words => SlackWords.Of(Json);

    public bool IsOpen => slack.State.Read(state => state.People[person.Id].OpenViews.Contains(id));

    /// <summary>What the app complained about at the last submission, by block.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; private set; } = new Dictionary<string, string>();

    public IReadOnlyList<string> Buttons => SurfaceOf().Labels;

    public SlackPressable Button(string label) => new(slack, _ => SurfaceOf(), label);

    public SlackPressable Menu(string actionId) => new(slack, _ => SurfaceOf(), actionId);

    /// <summary>Fills a field; <paramref name="field"/> is <c>block_id/action_id</c> or either of them alone.</summary>
    public SlackOpenView Fill(string field, params string[] entries)
    {
        var (element, block) = SurfaceOf().Find(static element => element["action_id"] is not null)
            .FirstOrDefault(found => field == $"{found.Block}/{found.Element["action_id"]}" || field == found.Block || field == found.Element["action_id"]!.ToString());
        if (element is null) throw new SlackExpectation($"The dialog has no field {field}: {Json["blocks"]!.ToJsonString()}");
        var state = new JsonObject { ["type"] = element["type"]!.ToString() };
        SlackEntries.Choose(state, element, entries);
        filled[(block!, element["action_id"]!.ToString())] = state;
        return this;
    }

    /// <summary>A client that was tampered with: it sends an entry the select does not have.</summary>
    public SlackOpenView Forge(string block, string value)
    {
        var (element, id) = SurfaceOf().Find(static element => element["action_id"] is not null).First(found => found.Block == block);
        filled[(id!, element["action_id"]!.ToString())] = new JsonObject { ["type"] = element["type"]!.ToString(), ["selected_option"] = SlackEntries.Forged(value) };
        return this;
    }

    /// <summary>Sends the dialog off; what the app answers happens to the dialog. Slack itself refuses when a required field is empty.</summary>
    public async Task<SlackReceipt> Submit()
    {
        var view = WithState();
        foreach (var block in ((JsonArray)view["blocks"]!).Where(static block => block!["type"]!.ToString() == "input" && block["optional"]?.ToString() != "true"))
        {
            var state = view["state"]!["values"]![block!["block_id"]!.ToString()]?.AsObject().First().Value as JsonObject;
            if (state is null || SlackEntries.IsEmpty(state)) throw new SlackExpectation($"Please complete this required field: {block["label"]!["text"]}");
        }

        var payload = person.Interaction("view_submission");
        payload["view"] = view;
        payload["response_urls"] = new JsonArray();
        var told = await slack.Deliveries.SendAsync(new SlackParcel(SlackParcelKind.Interaction, payload));
        if (told.IsGood) After(told.Json);
        return told;
    }

    /// <summary>Closes the dialog; the app is told only if it asked to be.</summary>
    public async Task<SlackReceipt> Close()
    {
        Leave();
        if (Json["notify_on_close"]?.ToString() != "true") return SlackReceipt.Nothing;
        var payload = person.Interaction("view_closed");
        payload["view"] = WithState();
        payload["is_cleared"] = false;
        return await slack.Deliveries.SendAsync(new SlackParcel(SlackParcelKind.Interaction, payload));
    }

    internal SlackSurface SurfaceOf() => new(Json, type =>
    {
        var payload = person.Interaction(type);
        payload["container"] = new JsonObject { ["type"] = "view", ["view_id"] = id };
        payload["view"] = WithState();
        return payload;
    });

    private JsonObject WithState()
    {
        var view = Json;
        var values = new JsonObject();
        foreach (var (element, block) in SurfaceOf().Find(static element => element["action_id"] is not null && element["type"]!.ToString() is not ("button" or "overflow")))
        {
            var action = element["action_id"]!.ToString();
            values[block!] ??= new JsonObject();
            values[block!]![action] = filled.TryGetValue((block!, action), out var state) ? state.DeepClone() : SlackEntries.Untouched(element);
        }

        view["state"] = new JsonObject { ["values"] = values };
        return view;
    }

    private void After(JsonObject? answer) => slack.State.Write(state =>
    {
        Errors = new Dictionary<string, string>();
        var person1 = state.People[person.Id];
        switch (answer?["response_action"]?.ToString())
        {
            case "errors":
                Errors = ((JsonObject)answer["errors"]!).ToDictionary(static error => error.Key, static error => error.Value!.ToString());
                var unknown = Errors.Keys.Except(((JsonArray)Json["blocks"]!).Select(static block => block!["block_id"]!.ToString())).ToList();
                if (unknown.Count > 0) slack.Refused.Enqueue($"view_submission: errors for blocks that are not there: {string.Join(", ", unknown)}");
                break;
            case "update":
                Take(() => state.Views[id].View = ViewMethods.Made(slack, answer["view"] as JsonObject, "modal", id));
                break;
            case "push":
                Take(() =>
                {
                    var view = ViewMethods.Made(slack, answer["view"] as JsonObject, "modal", state.NewId('V'));
                    state.Views[view["id"]!.ToString()] = new SlackViewState(view["id"]!.ToString(), person.Id, view);
                    person1.OpenViews.Add(view["id"]!.ToString());
                });
                break;
            case "clear":
                person1.OpenViews.Clear();
                break;
            default:
                person1.OpenViews.Remove(id);
                break;
        }
    });

    private void Take(Action view)
    {
        try
        {
            view();
        }
        catch (SlackRefusal refusal)
        {
            slack.Refused.Enqueue($"view_submission: {refusal.Error} {string.Join("; ", refusal.Messages)}");
        }
    }

    private void Leave() => slack.State.Write(state => state.People[person.Id].OpenViews.Remove(id));
}
