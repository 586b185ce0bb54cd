using System.Text.Json.Nodes;
using ChatOps.TestKit.Teams;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>Buttons of cards and choices of private answers, pressed in newer clients and in older ones.</summary>
public sealed class TeamsPressesTests
{
    [Fact]
    public async Task A_press_is_answered_in_the_same_breath_and_done_once_however_often_it_is_told()
    {
        await using var on = await TeamsListening.StartAsync();
        var root = await on.FindingAsync();
        var press = await on.Ana.Press(root, FirstButton(root));
        press.Status.ShouldBe(200);
        press.Json!["type"]!.ToString().ShouldBe("application/vnd.microsoft.activity.message");
        press.Json["value"]!.ToString().ShouldContain("Asked");
        await on.QuietAsync();
        var said = root.Replies.Count;
        (await on.Teams.Deliveries.Again()).Body.ShouldBe(press.Body);
        await on.QuietAsync();
        root.Replies.Count.ShouldBe(said);
        on.Teams.Refused.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_older_client_sends_a_message_and_gets_the_same()
    {
        await using var on = await TeamsListening.StartAsync();
        var root = await on.FindingAsync();
        var before = root.Replies.Count;
        await SubmitAsync(on, root, new JsonObject { ["press"] = ButtonId(root) });
        await on.Teams.ExpectAsync(() => root.Replies.Count > before ? on : null, () => "no answer");
        await on.HearAgainAsync();
        on.Notes(root).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"press":"no-such-button"}""", "too old")]
    [InlineData("""{"press":"no-such-button","choose":"/investigate help"}""", "too old")]
    [InlineData("""{"choose":"/help"}""", "What can be asked")]
    [InlineData("""{"choose":"/resend 1"}""", "is for admins")]
    public async Task What_a_button_sends_is_looked_up_and_never_trusted(string data, string words)
    {
        await using var on = await TeamsListening.StartAsync();
        var root = await on.FindingAsync();
        var told = await InvokeAsync(on, root, JsonNode.Parse(data)!.AsObject());
        told.Json!["value"]!.ToString().ShouldContain(words);
        await SubmitAsync(on, root, JsonNode.Parse(data)!.AsObject());
        await root.ExpectReply(words);
        await on.QuietAsync();
        on.Notes(root).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"action":{}}""")]
    [InlineData("""{"action":{"verb":"chatops","data":"text"}}""")]
    [InlineData("""{"action":{"verb":"chatops","data":{"press":7,"choose":[]}}}""")]
    public async Task What_is_none_of_ours_is_an_error_of_the_card_s_own_kind(string value)
    {
        await using var on = await TeamsListening.StartAsync();
        var root = await on.FindingAsync();
        var told = await on.Ana.Invoke("adaptiveCard/action", on.Channel, JsonNode.Parse(value)!.AsObject(), root);
        (told.Status, told.Json!["type"]!.ToString()).ShouldBe((200, "application/vnd.microsoft.error"));
        told.Json["statusCode"]!.GetValue<int>().ShouldBe(400);
    }

    [Fact]
    public async Task A_choice_is_taken_by_its_button_once_whichever_client_presses()
    {
        await using var on = await TeamsListening.StartAsync();
        await on.FindingAsync(1);
        await on.FindingAsync(2);
        await on.Ana.Slash(on.Channel, "investigate Portscan");
        var question = await on.Ana.ExpectPrivateAnswer("Finding 2");
        question.Buttons.Count.ShouldBe(2);
        (await on.Ana.Press(question, "Choose")).Json!["value"]!.ToString().ShouldContain("https://teams.microsoft.com/l/message/");
        var choice = question.Card!["body"]!.AsArray().First(static element => element!["type"]!.ToString() == "ActionSet")!["actions"]![0]!;
        choice["fallback"]!["data"]!.ToJsonString().ShouldBe(choice["data"]!.ToJsonString());

        var post = await on.Ana.Mention(on.Channel, "investigate Portscan");
        var open = await post.Thread.ExpectReply("Finding 2");
        await SubmitAsync(on, post.Thread, open.Card!["body"]!.AsArray().First(static element => element!["type"]!.ToString() == "ActionSet")!["actions"]![0]!["data"]!.DeepClone().AsObject());
        await post.Thread.ExpectReply("Answered in");
        await on.HearAgainAsync();
        post.Thread.Replies.Count.ShouldBe(2);
        on.Teams.Refused.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_choice_that_leads_to_more_choices_shows_them_to_whoever_chose_and_to_nobody_else()
    {
        await using var on = await TeamsListening.StartAsync();
        await on.FindingAsync(1);
        var root = await on.FindingAsync(2);
        await InvokeAsync(on, root, new JsonObject { ["choose"] = "/investigate Portscan" });
        var more = await on.Ana.ExpectPrivateAnswer("Finding 1");
        (more.IsInvokeAnswer, more.Buttons.Count).ShouldBe((true, 2));
        await on.QuietAsync();
        root.Replies.ShouldAllBe(static reply => !reply.Buttons.Contains("Choose"));
        await on.Ana.Press(more, "Choose");
        await on.Ana.ExpectPrivateAnswer("Answered in");
        on.Teams.Refused.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_button_that_asks_for_something_first_tells_how_to_go_on_when_its_dialog_did_not_open()
    {
        await using var on = await TeamsListening.StartAsync();
        var root = await on.FindingAsync();
        var (id, kept) = await PromptAsync(on, root);
        var words = $"write in the thread: @{TeamsListening.BotName} {kept}";
        (await InvokeAsync(on, root, new JsonObject { ["press"] = id })).Json!["value"]!.ToString().ShouldContain(words);
        await SubmitAsync(on, root, new JsonObject { ["press"] = id });
        await root.ExpectReply(words);
        (await InvokeAsync(on, root, new JsonObject { ["press"] = id, ["value"] = "2024-08-01 11:00..12:00" })).Json!["value"]!.ToString().ShouldContain("Asked");
        await root.ExpectReply("1 Aug 2024 11:00");
    }

    [Fact]
    public async Task A_button_below_a_link_where_we_are_no_longer_opens_nothing_and_says_why()
    {
        await using var on = await TeamsListening.StartAsync();
        var post = await on.Ana.Post(on.Channel, "look at this link");
        await on.Channel.Team.Uninstall(on.Ana);
        await on.Teams.ExpectAsync(() => on.Known(on.Channel) is { IsClosed: true } known ? known : null, () => "not closed");
        (await InvokeAsync(on, post, new JsonObject { ["choose"] = "/investigate ip 198.51.100.23" })).Json!["value"]!.ToString().ShouldContain("Add the app to the team");
        await on.QuietAsync();
        on.Threads().ShouldBeEmpty();
    }

    [Fact]
    public async Task Rights_are_those_of_whoever_presses()
    {
        using var folder = new TestKit.TemporaryFolder();
        var policy = Path.Combine(folder.Path, "policy.json");
        await File.WriteAllTextAsync(policy, """{"default":"viewer"}""");
        await using var on = await TeamsListening.StartAsync($"--Policy:File={policy}");
        var root = await on.FindingAsync();
        var (id, _) = await PromptAsync(on, root);
        (await InvokeAsync(on, root, new JsonObject { ["press"] = id, ["value"] = "2024-08-01 11:00..12:00" })).Json!["value"]!.ToString().ShouldContain("is for responders");
    }

    [Fact]
    public async Task A_store_that_fails_is_not_taken_for_an_answer()
    {
        await using var on = await TeamsListening.StartAsync();
        var root = await on.FindingAsync();
        await on.QuietAsync();
        var said = root.Replies.Count;
        await on.RenameTableAsync("receipt", "receipt_gone");
        var told = await on.Ana.Press(root, FirstButton(root));
        told.IsGood.ShouldBeFalse();
        await on.RenameTableAsync("receipt_gone", "receipt");
        (await on.Teams.Deliveries.Again()).IsGood.ShouldBeTrue();
        await on.Teams.ExpectAsync(() => root.Replies.Count == said + 1 ? on : null, () => "not answered once");
    }

    private static string FirstButton(TeamsSurface card) => TeamsActionsOf(card).First(static action => action["type"]!.ToString() == "Action.Execute")["title"]!.ToString();

    private static string ButtonId(TeamsSurface card) => TeamsActionsOf(card).First(static action => action["type"]!.ToString() == "Action.Execute")["data"]!["press"]!.ToString();

    private static IEnumerable<JsonObject> TeamsActionsOf(TeamsSurface card) => card.Buttons.Select(card.Action);

    /// <summary>A button with a question among those of the thread's messages, and what it would have one write.</summary>
    private static async Task<(string Id, string Command)> PromptAsync(TeamsListening on, TeamsShown root)
    {
        var thread = on.Threads().Single(one => one.ExternalId == root.Id);
        var found = await on.Teams.ExpectAsync(Find, () => "no button with a question");
        return (found.Item1, found.Item2);

        Tuple<string, string>? Find() => on.Store.MessagesAsync(thread.Id, default).AsTask().Result
            .SelectMany(static message => message.Card.Buttons).Where(static button => button is { Prompt: not null, Id: not null, Action.Verb: "interval" })
            .Select(static button => Tuple.Create(button.Id!, $"{button.Action.Verb} {button.Action.Argument}".TrimEnd())).FirstOrDefault();
    }

    private static Task<TeamsReceipt> InvokeAsync(TeamsListening on, TeamsShown root, JsonObject data) =>
        on.Ana.Invoke("adaptiveCard/action", on.Channel, new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = "chatops", ["data"] = data }, ["trigger"] = "manual" }, root);

    private static Task<TeamsReceipt> SubmitAsync(TeamsListening on, TeamsShown root, JsonObject data)
    {
        var told = on.Teams.Activities.Of("message", on.Ana.State, on.Channel.State, root.Id, TeamsActivities.NewEventId());
        told["value"] = data;
        told["replyToId"] = root.Id;
        return on.Teams.Deliveries.SendAsync(told);
    }
}
