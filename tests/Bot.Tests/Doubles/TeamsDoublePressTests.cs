using System.Text.Json.Nodes;
using ChatOps.TestKit.Teams;

namespace ChatOps.Bot.Doubles;

public sealed class TeamsDoublePressTests : IAsyncLifetime
{
    private TeamsDouble teams = null!;
    private TeamsTalk talk = null!;
    private TeamsEar ear = null!;
    private TeamsTeammate ana = null!;
    private TeamsPlace place = null!;

    public async Task InitializeAsync()
    {
        teams = await TeamsDouble.StartAsync();
        talk = TeamsTalk.Of(teams);
        ear = await TeamsEar.OfAsync(teams);
        ana = teams.Person("ana");
        place = teams.Channel("alerts");
    }

    public async Task DisposeAsync()
    {
        await talk.DisposeAsync();
        await ear.DisposeAsync();
        await teams.DisposeAsync();
    }

    [Fact]
    public async Task Execute_asks_at_once_and_shows_the_answer_to_who_pressed()
    {
        var thread = await ShownAsync(Action("Action.Execute", "Close", new JsonObject { ["press"] = "b1" }, "go"));
        ear.Answer = static _ => (200, new JsonObject { ["statusCode"] = 200, ["type"] = "application/vnd.microsoft.activity.message", ["value"] = "Only a responder may" });
        await ana.Press(thread, "Close", ("why", "done"));
        var told = ear.Last;
        Assert.Equal(("invoke", "adaptiveCard/action", thread.Id, thread.ConversationId), (told["type"]!.ToString(), told["name"]!.ToString(), told["replyToId"]!.ToString(), told["conversation"]!["id"]!.ToString()));
        Assert.Equal("""{"type":"Action.Execute","title":"Close","verb":"go","data":{"press":"b1","why":"done"}}""", told["value"]!["action"]!.ToJsonString());
        Assert.Equal("manual", told["value"]!["trigger"]!.ToString());
        var answer = await ana.ExpectPrivateAnswer("Only a responder");
        Assert.True(answer.IsInvokeAnswer);
        Assert.Equal(200, ana.LastInvoke!.Status);

        ear.Answer = static _ => (200, new JsonObject { ["statusCode"] = 200, ["type"] = "application/vnd.microsoft.card.adaptive", ["value"] = TeamsTalk.Card("Which one?", Action("Action.Submit", "The first", new JsonObject { ["choose"] = "1" })) });
        await ana.Press(thread, "Close");
        var choice = await ana.ExpectPrivateAnswer("Which one?");
        await ana.Press(choice, "The first");
        Assert.Equal(("message", "1"), (ear.Last["type"]!.ToString(), ear.Last["value"]!["choose"]!.ToString()));
        Assert.Empty(teams.Refused);
    }

    [Fact]
    public async Task An_answer_no_client_understands_is_kept_as_such()
    {
        var thread = await ShownAsync(Action("Action.Execute", "Close", []));
        ear.Answer = static _ => (200, new JsonObject { ["type"] = "something" });
        await ana.Press(thread, "Close");
        Assert.Single(teams.Refused);
        ear.Answer = static _ => (501, null);
        await ana.Press(thread, "Close");
        Assert.Equal((501, 1), (ana.LastInvoke!.Status, teams.Refused.Count));
        await Assert.ThrowsAsync<TeamsExpectation>(() => ana.Press(thread, "Open"));
    }

    [Fact]
    public async Task Submit_is_a_message_without_words()
    {
        var thread = await ShownAsync(Action("Action.Submit", "Close", new JsonObject { ["press"] = "b1" }));
        await ana.Press(thread, "Close", ("why", "done"));
        Assert.Equal(("message", thread.Id, null), (ear.Last["type"]!.ToString(), ear.Last["replyToId"]!.ToString(), ear.Last["text"]?.ToString()));
        Assert.Equal("""{"press":"b1","why":"done"}""", ear.Last["value"]!.ToJsonString());
    }

    [Fact]
    public async Task A_dialog_is_opened_filled_and_sent()
    {
        var fetch = new JsonObject { ["press"] = "b1", ["msteams"] = new JsonObject { ["type"] = "task/fetch" } };
        var thread = await ShownAsync(Action("Action.Submit", "Note", fetch));
        ear.Answer = static told => told["name"]!.ToString() == "task/fetch"
            ? (200, new JsonObject { ["task"] = new JsonObject { ["type"] = "continue", ["value"] = new JsonObject { ["title"] = "Note", ["card"] = new JsonObject { ["contentType"] = "application/vnd.microsoft.card.adaptive", ["content"] = Form() } } } })
            : (200, new JsonObject { ["task"] = new JsonObject { ["type"] = "message", ["value"] = "Kept." } });
        await ana.Press(thread, "Note");
        Assert.Equal(("task/fetch", "b1"), (ear.Last["name"]!.ToString(), ear.Last["value"]!["data"]!["press"]!.ToString()));
        var dialog = ana.Dialog!;
        Assert.Equal(("Note", "value"), (dialog.Title, Assert.Single(dialog.Inputs)));
        await Assert.ThrowsAsync<TeamsExpectation>(() => dialog.Submit());
        await dialog.Fill("value", "reset the keys").Submit();
        Assert.Equal("""{"press":"b1","value":"reset the keys"}""", ear.Last["value"]!["data"]!.ToJsonString());
        Assert.Equal("task/submit", ear.Last["name"]!.ToString());
        Assert.Null(ana.Dialog);
        await ana.ExpectPrivateAnswer("Kept.");
    }

    [Fact]
    public async Task A_message_is_handed_over_whole_by_its_own_menu()
    {
        var said = await teams.Person("bob").Post(place, "I saw <something>");
        ear.Answer = static told => told["name"]!.ToString() == "composeExtension/fetchTask"
            ? (200, new JsonObject { ["task"] = new JsonObject { ["type"] = "continue", ["value"] = new JsonObject { ["title"] = "Add", ["card"] = new JsonObject { ["contentType"] = "application/vnd.microsoft.card.adaptive", ["content"] = Form() } } } })
            : (200, null);
        await ana.MessageAction(said, "add");
        var payload = ear.Last["value"]!["messagePayload"]!;
        Assert.Equal((said.Id, "<p>I saw &lt;something&gt;</p>", teams.Person("bob").ObjectId), (payload["id"]!.ToString(), payload["body"]!["content"]!.ToString(), payload["from"]!["user"]!["id"]!.ToString()));
        Assert.Equal(("message", "add"), (ear.Last["value"]!["commandContext"]!.ToString(), ear.Last["value"]!["commandId"]!.ToString()));
        await ana.Dialog!.Fill("value", "x").Submit();
        Assert.Equal(("composeExtension/submitAction", "x", said.Id), (ear.Last["name"]!.ToString(), ear.Last["value"]!["data"]!["value"]!.ToString(), ear.Last["value"]!["messagePayload"]!["id"]!.ToString()));
    }

    [Fact]
    public async Task A_search_is_asked_page_by_page_and_a_link_is_unfolded()
    {
        ear.Answer = static told => (200, new JsonObject { ["composeExtension"] = new JsonObject { ["type"] = "result", ["attachmentLayout"] = "list", ["attachments"] = new JsonArray(Result("Recon", "f1"), Result("Trojan", "f2")) } });
        var found = await ana.Search(place, "findings", "tro", skip: 25);
        Assert.Equal("""[{"name":"query","value":"tro"}]""", ear.Last["value"]!["parameters"]!.ToJsonString());
        Assert.Equal("25", ear.Last["value"]!["queryOptions"]!["skip"]!.ToString());
        Assert.Equal(["Recon\nRecon in full", "Trojan\nTrojan in full"], found.Results);
        await ana.Choose(place, found, "Trojan");
        Assert.Equal(("composeExtension/selectItem", "f2"), (ear.Last["name"]!.ToString(), ear.Last["value"]!["finding"]!.ToString()));
        await ana.Search(place, "findings", "");
        Assert.Equal("""[{"name":"initialRun","value":"true"}]""", ear.Last["value"]!["parameters"]!.ToJsonString());
        await ana.PasteLink(place, "https://console.example/x");
        Assert.Equal(("composeExtension/queryLink", """{"url":"https://console.example/x"}"""), (ear.Last["name"]!.ToString(), ear.Last["value"]!.ToJsonString()));
        Assert.Empty(teams.Refused);
    }

    [Fact]
    public async Task Of_a_row_of_buttons_people_see_six_and_those_behind_the_dots()
    {
        var many = Enumerable.Range(1, 8).Select(static number => Action("Action.Submit", $"b{number}", [])).ToList();
        many.Add(Action("Action.Submit", "more", []));
        many[^1]["mode"] = "secondary";
        var thread = await ShownAsync([.. many]);
        Assert.Equal(["b1", "b2", "b3", "b4", "b5", "b6", "more"], thread.Buttons);
    }

    private static JsonObject Action(string type, string title, JsonObject data, string? verb = null)
    {
        var action = new JsonObject { ["type"] = type, ["title"] = title, ["data"] = data };
        if (verb is not null) action["verb"] = verb;
        return action;
    }

    private static JsonObject Form()
    {
        var card = TeamsTalk.Card("Say it", Action("Action.Submit", "Send", new JsonObject { ["press"] = "b1" }));
        ((JsonArray)card["body"]!).Add(new JsonObject { ["type"] = "Input.Text", ["id"] = "value", ["label"] = "Note", ["isRequired"] = true });
        return card;
    }

    private static JsonObject Result(string title, string id) => new()
    {
        ["contentType"] = "application/vnd.microsoft.card.adaptive",
        ["content"] = TeamsTalk.Card($"{title} in full"),
        ["preview"] = new JsonObject
        {
            ["contentType"] = "application/vnd.microsoft.card.thumbnail",
            ["content"] = new JsonObject { ["title"] = title, ["tap"] = new JsonObject { ["type"] = "invoke", ["value"] = new JsonObject { ["finding"] = id } } },
        },
    };

    private async Task<TeamsThread> ShownAsync(params JsonObject[] actions)
    {
        var card = TeamsTalk.Card("A finding", actions);
        ((JsonArray)card["body"]!).Add(new JsonObject { ["type"] = "Input.Text", ["id"] = "why" });
        return place.Thread(await talk.CreateAsync(place, TeamsTalk.WithCard(card)));
    }
}
