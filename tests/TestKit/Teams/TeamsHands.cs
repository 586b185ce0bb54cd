using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Teams;

/// <summary>How a person's client does what the person wants, and what it does with the answers.</summary>
internal sealed class TeamsHands(TeamsDouble teams, TeamsPersonState person)
{
    private TeamsState State => teams.State;

    public Task<TeamsReceipt> EditAsync(TeamsShown message, string text, bool mention)
    {
        OwnOnly(message);
        State.Write(_ =>
        {
            message.Message.Versions.Add(message.Message.Said);
            message.Message.Said = new JsonObject { ["text"] = mention ? $"{TeamsState.BotName} {text}" : text };
        });
        var told = Update("messageUpdate", "editMessage", message);
        TeamsActivities.Words(told, text, mention);
        return TellAsync(message, told, mention);
    }

    public Task<TeamsReceipt> DeleteAsync(TeamsShown message)
    {
        OwnOnly(message);
        State.Write(_ => message.Message.IsDeleted = true);
        return TellAsync(message, Update("messageDelete", "softDeleteMessage", message), mention: false);
    }

    public Task<TeamsReceipt> UndeleteAsync(TeamsShown message)
    {
        State.Write(_ => message.Message.IsDeleted = false);
        var told = Update("messageUpdate", "undeleteMessage", message);
        TeamsActivities.Words(told, message.Words, mention: false);
        return TellAsync(message, told, mention: false);
    }

    public Task<TeamsReceipt> ReactAsync(TeamsShown message, string type, bool isAdded)
    {
        State.Write(_ =>
        {
            message.Message.Reactions.RemoveAll(one => one == (type, person.Id));
            if (isAdded) message.Message.Reactions.Add((type, person.Id));
        });
        var told = teams.Activities.Of("messageReaction", person, message.Conversation, message.Root);
        told.Remove("entities");
        told["replyToId"] = message.Id;
        told[isAdded ? "reactionsAdded" : "reactionsRemoved"] = new JsonArray(new JsonObject { ["type"] = type });
        // The bot is told of reactions to what it said itself, and of others when it hears everything.
        return TellAsync(message, told, message.IsBots);
    }

    public async Task<TeamsReceipt> PressAsync(TeamsSurface message, string label, IReadOnlyDictionary<string, string> typed)
    {
        var action = message.Action(label);
        var inputs = TeamsSurface.Filled(message.Card, typed);
        var data = action["data"] is JsonObject own ? (JsonObject)own.DeepClone() : [];
        foreach (var (id, value) in inputs) data[id] = value?.DeepClone();
        var opensDialog = (data["msteams"] as JsonObject)?["type"]?.ToString() is "task/fetch";
        switch (action["type"]!.ToString())
        {
            case "Action.Execute":
                var execute = new JsonObject { ["type"] = "Action.Execute", ["title"] = action["title"]?.DeepClone(), ["verb"] = action["verb"]?.DeepClone(), ["data"] = data };
                if (action["id"] is { } actionId) execute["id"] = actionId.DeepClone();
                return await InvokeAsync("adaptiveCard/action", message.Conversation, message.Root, new JsonObject { ["action"] = execute, ["trigger"] = "manual" }, message.Id);
            case "Action.Submit" when opensDialog:
                return await InvokeAsync("task/fetch", message.Conversation, message.Root, Task(data), message.Id);
            case "Action.Submit":
                data.Remove("msteams");
                var told = teams.Activities.Of("message", person, message.Conversation, message.Root, State.NextId());
                told["value"] = data;
                if (message.Id is not null) told["replyToId"] = message.Id;
                told["channelData"]!["source"] = new JsonObject { ["name"] = "message" };
                return await teams.Deliveries.BringAsync(told);
            default:
                throw new TeamsExpectation($"\"{label}\" is an {action["type"]}, which tells the bot nothing.");
        }
    }

    public Task<TeamsReceipt> SlashAsync(TeamsPlace place, string text, TeamsShown? inThread)
    {
        place.Join(teams.Person(person.Name));
        var id = State.NextId();
        var root = place.Kind == "channel" ? inThread?.Root ?? id : null;
        var told = teams.Activities.Message(person, place.State, root, id, text, mention: false);
        if (place.Kind != "personal") told["recipient"]!["isTargeted"] = true;
        State.Write(_ => place.State.TargetedRoots.Add(id));
        return place.HasBot ? teams.Deliveries.BringAsync(told) : System.Threading.Tasks.Task.FromResult(TeamsReceipt.Nothing);
    }

    public async Task<TeamsReceipt> InstallAsync()
    {
        var chat = State.Chat(person.Id);
        var installation = teams.Activities.Of("installationUpdate", person, chat, null);
        installation["action"] = "add";
        await teams.Deliveries.BringAsync(installation);
        var update = teams.Activities.Of("conversationUpdate", person, chat, null);
        update["membersAdded"] = new JsonArray(new JsonObject { ["id"] = person.Id, ["aadObjectId"] = person.ObjectId }, new JsonObject { ["id"] = TeamsState.BotId });
        return await teams.Deliveries.BringAsync(update);
    }

    /// <param name="extension">The command of a message extension whose dialog may come of it.</param>
    public async Task<TeamsReceipt> InvokeAsync(string name, TeamsConversationState place, string? root, JsonObject value, string? replyToId = null, JsonObject? extension = null)
    {
        var told = await teams.Deliveries.BringAsync(teams.Activities.Invoke(name, person, place, root, value, replyToId));
        State.Write(_ => person.LastInvoke = told);
        new TeamsAnswers(teams, person, this).Take(told, name, place, root, replyToId, extension);
        return told;
    }

    internal static JsonObject Task(JsonObject data) => new() { ["data"] = data, ["context"] = new JsonObject { ["theme"] = "default" } };

    private JsonObject Update(string type, string eventType, TeamsShown message)
    {
        var told = teams.Activities.Of(type, person, message.Conversation, message.Root, message.Id);
        told["channelData"]!["eventType"] = eventType;
        return told;
    }

    private void OwnOnly(TeamsShown message)
    {
        if (message.Message.From != person.Id) throw new TeamsExpectation($"{person.Name} cannot change another's message.");
    }

    private Task<TeamsReceipt> TellAsync(TeamsShown message, JsonObject told, bool mention) =>
        message.Place.Hears(mention) ? teams.Deliveries.BringAsync(told) : System.Threading.Tasks.Task.FromResult(TeamsReceipt.Nothing);
}
