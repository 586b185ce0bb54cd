using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Slack;

/// <summary>views.*: dialogs over a trigger that lives three seconds, and each person's Home.</summary>
internal sealed class ViewMethods(SlackDouble slack)
{
    private const int SizeLimit = 250_000;
    private const int StackLimit = 3;
    private static readonly TimeSpan TriggerLife = TimeSpan.FromSeconds(3);

    public void AddTo(Dictionary<string, Func<SlackArguments, JsonObject>> all)
    {
        all["views.open"] = arguments => Open(arguments, isPush: false);
        all["views.push"] = arguments => Open(arguments, isPush: true);
        all["views.update"] = Update;
        all["views.publish"] = Publish;
    }

    /// <summary>Checks a view and gives it what Slack adds; also for views that come as the answer to a submission.</summary>
    public static JsonObject Made(SlackDouble slack, JsonObject? given, string type, string id)
    {
        if (given is null) throw new SlackRefusal("invalid_arguments", "[ERROR] missing required field: view");
        if (given["type"]?.ToString() != type) throw new SlackRefusal("invalid_arguments", $"[ERROR] must be a view of type {type} [json-pointer:/view/type]");
        if (given.ToJsonString().Length > SizeLimit) throw new SlackRefusal("view_too_large");
        var check = new BlockCheck(type == "home" ? "h" : "v", file => slack.State.Files.TryGetValue(file, out var known) && known is { IsReady: true, IsPicture: true });
        check.View(given);
        if (check.Refusal is { } refusal) throw refusal;
        var view = (JsonObject)given.DeepClone();
        foreach (var block in ((JsonArray)view["blocks"]!).OfType<JsonObject>()) block["block_id"] ??= slack.State.NewId('b');
        view["id"] = id;
        view["team_id"] = SlackState.TeamId;
        view["app_id"] = SlackState.AppId;
        view["bot_id"] = SlackState.BotId;
        view["hash"] = slack.State.NextTs();
        view["private_metadata"] ??= "";
        view["callback_id"] ??= "";
        view["state"] = new JsonObject { ["values"] = new JsonObject() };
        view["root_view_id"] = id;
        return view;
    }

    private JsonObject Open(SlackArguments arguments, bool isPush)
    {
        if (!slack.State.Triggers.TryGetValue(arguments.Text("trigger_id") ?? arguments.Text("interactivity_pointer") ?? "", out var trigger)) throw new SlackRefusal("invalid_trigger_id");
        if (trigger.IsUsed) throw new SlackRefusal("exchanged_trigger_id");
        if (slack.State.Time.GetUtcNow() - trigger.Made > TriggerLife) throw new SlackRefusal("expired_trigger_id");
        var view = Made(slack, arguments.Object("view"), "modal", slack.State.NewId('V'));
        if (view["external_id"]?.ToString() is { Length: > 0 } external && slack.State.Views.Values.Any(other => other.View["external_id"]?.ToString() == external)) throw new SlackRefusal("duplicate_external_id");
        var person = slack.State.People[trigger.Person];
        if (isPush && person.OpenViews.Count >= StackLimit) throw new SlackRefusal("push_limit_reached");
        trigger.IsUsed = true;
        if (!isPush) person.OpenViews.Clear();
        return Show(person, view);
    }

    private JsonObject Show(SlackPersonState person, JsonObject view)
    {
        var id = view["id"]!.ToString();
        slack.State.Views[id] = new SlackViewState(id, person.Id, view);
        person.OpenViews.Add(id);
        return new JsonObject { ["view"] = view.DeepClone() };
    }

    private JsonObject Update(SlackArguments arguments)
    {
        var external = arguments.Text("external_id");
        var known = slack.State.Views.Values.FirstOrDefault(view => view.Id == arguments.Text("view_id") || (external is not null && view.View["external_id"]?.ToString() == external));
        if (known is null || !slack.State.People[known.Person].OpenViews.Contains(known.Id)) throw new SlackRefusal("not_found");
        if (arguments.Text("hash") is { } hash && hash != known.View["hash"]!.ToString()) throw new SlackRefusal("hash_conflict");
        known.View = Made(slack, arguments.Object("view"), "modal", known.Id);
        return new JsonObject { ["view"] = known.View.DeepClone() };
    }

    private JsonObject Publish(SlackArguments arguments)
    {
        if (!slack.State.People.TryGetValue(arguments.Need("user_id"), out var person)) throw new SlackRefusal("user_not_found");
        if (arguments.Text("hash") is { } hash && person.Home is not null && hash != person.Home["hash"]!.ToString()) throw new SlackRefusal("hash_conflict");
        person.Home = Made(slack, arguments.Object("view"), "home", person.Home?["id"]?.ToString() ?? slack.State.NewId('V'));
        return new JsonObject { ["view"] = person.Home.DeepClone() };
    }
}
