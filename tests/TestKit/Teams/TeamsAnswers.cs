using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatOps.TestKit.Teams;

/// <summary>What a person's client does with the answer to an invoke: words and cards for this person alone, dialogs, or nothing.</summary>
internal sealed class TeamsAnswers(TeamsDouble teams, TeamsPersonState person, TeamsHands hands)
{
    public void Take(TeamsReceipt told, string name, TeamsConversationState place, string? root, string? replyToId, JsonObject? extension)
    {
        if (!told.IsGood) return;
        if (name == "adaptiveCard/action") TakeCard(told, place, root);
        else if (name is "task/fetch" or "task/submit" or "composeExtension/fetchTask" or "composeExtension/submitAction") TakeTask(told, name, place, root, replyToId, extension);
        else if (name.StartsWith("composeExtension/", StringComparison.Ordinal)) TakeResults(told, name);
    }

    private void TakeCard(TeamsReceipt told, TeamsConversationState place, string? root)
    {
        switch (told.Json?["type"]?.ToString())
        {
            case "application/vnd.microsoft.activity.message" when told.Json["value"] is JsonValue words:
                Show(new JsonObject { ["text"] = words.ToString() }, place, root);
                break;
            case TeamsCards.ContentType when told.Json["value"] is JsonObject card:
                Show(new JsonObject { ["attachments"] = new JsonArray(new JsonObject { ["contentType"] = TeamsCards.ContentType, ["content"] = Checked(card, "adaptiveCard/action") }) }, place, root);
                break;
            case "application/vnd.microsoft.error" when told.Json["value"] is JsonObject error:
                Show(new JsonObject { ["text"] = error["message"]?.ToString() ?? "Something went wrong." }, place, root);
                break;
            default:
                teams.Refused.Enqueue($"adaptiveCard/action was answered what no client understands: {told.Body}");
                break;
        }
    }

    private void TakeTask(TeamsReceipt told, string name, TeamsConversationState place, string? root, string? replyToId, JsonObject? extension)
    {
        teams.State.Write(_ => person.Dialog = null);
        if (told.Body.Length == 0) return;
        if (told.Json?["composeExtension"] is not null) return; // a card for the compose box
        switch (told.Json?["task"]?["type"]?.ToString())
        {
            case "continue" when told.Json["task"]!["value"] is JsonObject task && (task["url"] is not null || task["card"]?["content"] is JsonObject):
                if (task["card"]?["content"] is JsonObject card) Checked(card, name);
                var dialog = new TeamsDialog(task, data => extension is null
                    ? hands.InvokeAsync("task/submit", place, root, TeamsHands.Task(data), replyToId)
                    : hands.InvokeAsync("composeExtension/submitAction", place, root, Submitted(extension, data), extension: extension));
                teams.State.Write(_ => person.Dialog = dialog);
                break;
            case "message" when told.Json["task"]!["value"] is JsonValue words:
                Show(new JsonObject { ["text"] = words.ToString() }, place, root);
                break;
            default:
                teams.Refused.Enqueue($"{name} was answered what no client understands: {told.Body}");
                break;
        }
    }

    private void TakeResults(TeamsReceipt told, string name)
    {
        if (name is not ("composeExtension/query" or "composeExtension/queryLink" or "composeExtension/anonymousQueryLink" or "composeExtension/selectItem")) return;
        if (told.Json?["composeExtension"]?["type"]?.ToString() is not ("result" or "message" or "auth" or "config"))
        {
            if (name != "composeExtension/queryLink" || told.Body.Length > 0 && told.Json is not { Count: 0 }) teams.Refused.Enqueue($"{name} was answered what no client understands: {told.Body}");
            return;
        }

        foreach (var attachment in TeamsCards.Attachments((JsonObject)told.Json["composeExtension"]!).Where(TeamsCards.IsAdaptive)) Checked(attachment["content"] as JsonObject ?? [], name);
    }

    private static JsonObject Submitted(JsonObject extension, JsonObject data)
    {
        var value = (JsonObject)extension.DeepClone();
        value["data"] = data;
        return value;
    }

    private JsonObject Checked(JsonObject card, string name)
    {
        try
        {
            TeamsActivityCheck.CheckCard(card);
        }
        catch (TeamsRefusal refusal)
        {
            teams.Refused.Enqueue($"{name}: {refusal.Message}");
        }

        return (JsonObject)card.DeepClone();
    }

    private void Show(JsonObject said, TeamsConversationState place, string? root) =>
        teams.State.Write(state => person.InvokeAnswers.Add(new TeamsPrivateAnswer(teams, place, root, null, said, long.Parse(state.NextId(), CultureInfo.InvariantCulture))));
}
