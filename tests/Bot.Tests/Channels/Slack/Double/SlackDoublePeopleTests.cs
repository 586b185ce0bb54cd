using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.TestKit.Slack;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Bot.Channels.Slack.Double;

/// <summary>What people do reaches an app as Slack brings it.</summary>
public sealed class SlackDoublePeopleTests : IAsyncLifetime
{
    private SlackDouble slack = null!;
    private SomeSlackApp app = null!;
    private DoubleTalk talk = null!;
    private SlackTeammate ana = null!;
    private SlackPlace sec = null!;

    public async Task InitializeAsync()
    {
        slack = await SlackDouble.StartAsync();
        app = await SomeSlackApp.StartAsync();
        talk = slack.Talk();
        slack.Connect(app.Address);
        ana = slack.Person("ana");
        sec = slack.Channel("sec");
    }

    public async Task DisposeAsync()
    {
        await talk.DisposeAsync();
        await slack.DisposeAsync();
        await app.DisposeAsync();
    }

    [Fact]
    public void The_signature_is_slack_s_own_example() => SlackDouble.Sign(
        "8f742231b10e8888abcd99yyyzzz85a5",
        "1531420618",
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c")
        .ShouldBe("v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503");

    [Fact]
    public async Task A_command_is_signed_and_its_answer_is_private()
    {
        app.Says("""{"text":"on it","blocks":[{"type":"section","text":{"type":"plain_text","text":"looking"}}]}""");

        var told = await ana.Slash(sec, "/investigate ip 198.51.100.23 & more");

        told.Status.ShouldBe(200);
        var heard = app.Heard.Single();
        heard.Path.ShouldBe("/slack/commands");
        (heard.Field("command"), heard.Field("text"), heard.Field("user_id"), heard.Field("channel_id")).ShouldBe(("/investigate", "ip 198.51.100.23 & more", ana.Id, sec.Id));
        heard.Headers["X-Slack-Signature"].ToString().ShouldBe(SlackDouble.Sign(slack.SigningSecret, heard.Headers["X-Slack-Request-Timestamp"].ToString(), heard.Body));
        (await ana.ExpectPrivateAnswer("looking")).Words.ShouldContain("on it");
        sec.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task All_can_go_to_one_path()
    {
        slack.Connect(app.Address, onePath: true);
        await ana.Slash(sec, "/investigate");
        await sec.Say(ana, "hello");

        app.Heard.Select(static heard => heard.Path).ShouldBe(["/slack", "/slack"]);
    }

    [Fact]
    public async Task Who_does_not_answer_in_time_has_not_answered()
    {
        slack.Deadline = TimeSpan.FromMilliseconds(100);
        app.Answer = static (_, http) => Task.Delay(TimeSpan.FromSeconds(20), TimeProvider.System, http.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);

        (await ana.Slash(sec, "/investigate")).Status.ShouldBe(0);
    }

    [Fact]
    public async Task The_address_of_an_app_is_checked()
    {
        app.Answer = static (request, http) => http.Response.WriteAsync(request.Payload["challenge"]!.ToString());
        (await slack.VerifyUrl("abc")).Body.ShouldBe("abc");
    }

    [Fact]
    public async Task Words_arrive_as_events_and_their_changes_too()
    {
        var root = await sec.Say(ana, "one");
        var reply = await root.Reply(ana, "two");
        await root.Broadcast(ana, "three");
        await reply.Edit(ana, "two!");
        await reply.Delete(ana);
        await root.Delete(ana);

        var told = app.Heard.Select(static heard => heard.Event!).ToList();
        told.Select(static one => one["subtype"]?.ToString()).ShouldBe([null, null, "thread_broadcast", "message_changed", "message_deleted", "message_changed"]);
        told[1]["thread_ts"]!.ToString().ShouldBe(root.Ts);
        told[3]["message"]!["text"]!.ToString().ShouldBe("two!");
        told[3]["previous_message"]!["text"]!.ToString().ShouldBe("two");
        told[4]["deleted_ts"]!.ToString().ShouldBe(reply.Ts);
        told[5]["message"]!["subtype"]!.ToString().ShouldBe("tombstone");
        app.Heard.Select(static heard => heard.Payload["event_id"]!.ToString()).Distinct().Count().ShouldBe(6);
        app.Heard.First().Payload["authorizations"]![0]!["user_id"]!.ToString().ShouldBe(slack.BotUserId);
    }

    [Fact]
    public async Task A_mention_arrives_twice_with_one_time()
    {
        var said = await sec.Mention(ana, "take");

        var told = app.Heard.Select(static heard => heard.Event!).ToList();
        told.Select(static one => one["type"]!.ToString()).ShouldBe(["message", "app_mention"]);
        told.Select(static one => one["ts"]!.ToString()).ShouldBe([said.Ts, said.Ts]);
        told[1]["text"]!.ToString().ShouldBe($"<@{slack.BotUserId}> take");
    }

    [Fact]
    public async Task What_the_app_itself_says_comes_back_to_it()
    {
        var ts = await talk.PostAsync(sec, "ours");
        await talk.CallAsync("chat.update", new { channel = sec.Id, ts, text = "ours, changed" });
        await slack.Deliveries.Quiet();

        var told = app.Heard.Select(static heard => heard.Event!).ToList();
        (told[0]["bot_id"]!.ToString(), told[0]["user"]!.ToString()).ShouldBe((slack.BotId, slack.BotUserId));
        told[1]["subtype"]!.ToString().ShouldBe("message_changed");
        told[1]["message"]!["bot_id"]!.ToString().ShouldBe(slack.BotId);
    }

    [Fact]
    public async Task Others_do_what_they_do()
    {
        await sec.BotSays("jenkins", "built");
        await sec.BotSays("other", "new way", isOld: false);
        await sec.FileShare(ana, "trace.log", "see here");
        await sec.PostLink(ana, "https://console.aws.amazon.com/guardduty/");
        await sec.Enter(slack.Person("bo"));
        await slack.Channel("new").WithoutBot().InviteBot(ana);
        await ana.OpenHome();
        await slack.SayEventsAreLimited();
        await slack.Uninstall();
        await slack.Channel("elsewhere").WithoutBot().Say(ana, "unheard");

        app.Heard.Select(static heard => (heard.Payload["event"]?["type"] ?? heard.Payload["type"])!.ToString() + heard.Payload["event"]?["subtype"]).ShouldBe(
        [
            "messagebot_message", "message", "messagefile_share", "message", "link_shared", "messagechannel_join", "member_joined_channel", "app_home_opened", "app_rate_limited", "tokens_revoked", "app_uninstalled",
        ]);
    }

    [Fact]
    public async Task A_link_is_shown_with_what_the_app_makes_of_it()
    {
        var said = await sec.PostLink(ana, "https://console.aws.amazon.com/x");
        var told = app.Heard.Last().Event!;
        var unfurls = new JsonObject { ["https://console.aws.amazon.com/x"] = JsonNode.Parse("""{"blocks":[{"type":"section","text":{"type":"plain_text","text":"a finding"}}]}""") };

        (await talk.CallAsync("chat.unfurl", new { unfurl_id = told["unfurl_id"]!.ToString(), source = told["source"]!.ToString(), unfurls })).Error().ShouldBeNull();
        said.Words.ShouldContain("a finding");
        (await talk.CallAsync("chat.unfurl", new { channel = sec.Id, ts = said.Ts, unfurls = new JsonObject { ["https://other.example"] = new JsonObject() } })).Error().ShouldBe("cannot_unfurl_url");
    }

    [Fact]
    public async Task What_fails_comes_again_at_once_and_then_when_asked()
    {
        app.Fails(3);
        await sec.Say(ana, "again");
        app.Heard.Count.ShouldBe(2);
        slack.Deliveries.AwaitingRetry.Count.ShouldBe(1);
        await slack.Deliveries.Retry();
        await slack.Deliveries.Retry();

        app.Heard.Select(static heard => heard.Headers["X-Slack-Retry-Num"].ToString()).ShouldBe(["", "1", "2", "3"]);
        app.Heard.Select(static heard => heard.Payload["event_id"]!.ToString()).Distinct().Count().ShouldBe(1);
        app.Heard.Last().Headers["X-Slack-Retry-Reason"].ToString().ShouldBe("http_error");
        slack.Deliveries.AwaitingRetry.ShouldBeEmpty();
    }

    [Fact]
    public async Task Events_come_twice_and_out_of_order()
    {
        slack.Faults.DuplicateEvents = 1;
        await sec.Say(ana, "twice");
        slack.Faults.HoldEvents();
        await sec.Say(ana, "first");
        await sec.Say(ana, "second");
        await slack.Faults.ReleaseEvents(backwards: true);
        await slack.Deliveries.All[0].Again();

        app.Heard.Select(static heard => heard.Event!["text"]!.ToString()).ShouldBe(["twice", "twice", "second", "first", "twice"]);
    }

    [Fact]
    public async Task A_button_says_where_it_was_pressed()
    {
        var root = await talk.PostAsync(sec, "root");
        object[] blocks = [new { type = "actions", block_id = "b", elements = new object[] { new { type = "button", action_id = "pivot", text = new { type = "plain_text", text = "Pivot" }, value = "v1" } } }];
        await talk.CallAsync("chat.postMessage", new { channel = sec.Id, text = "card", thread_ts = root, blocks });
        var card = await (await sec.ExpectThread("root")).ExpectReply("card");
        await slack.Deliveries.Quiet();

        card.Buttons.ShouldBe(["Pivot"]);
        await card.Button("Pivot").Click(ana);

        var payload = app.Heard.Last().Payload;
        payload["type"]!.ToString().ShouldBe("block_actions");
        payload["container"]!["thread_ts"]!.ToString().ShouldBe(root);
        payload["message"]!["ts"]!.ToString().ShouldBe(card.Ts);
        var action = payload["actions"]![0]!;
        (action["action_id"]!.ToString(), action["block_id"]!.ToString(), action["value"]!.ToString()).ShouldBe(("pivot", "b", "v1"));
        Should.Throw<SlackExpectation>(() => card.Button("Absent").Click(ana));
    }

    [Fact]
    public async Task A_picker_asks_the_app_and_tells_the_choice()
    {
        object[] blocks = [new { type = "actions", block_id = "b", elements = new object[] { new { type = "external_select", action_id = "finding" }, new { type = "overflow", action_id = "more", options = new object[] { new { text = new { type = "plain_text", text = "Copy" }, value = "copy" } } } } }];
        (await talk.CallAsync("chat.postMessage", new { channel = sec.Id, text = "card", blocks })).Error().ShouldBeNull();
        await slack.Deliveries.Quiet();
        app.Says("""{"options":[{"text":{"type":"plain_text","text":"Recon"},"value":"r1"}]}""");

        (await ana.Suggest("finding", "rec")).ShouldBe([new SlackSuggestion("Recon", "r1")]);
        app.Heard.Last().Path.ShouldBe("/slack/options");
        app.Heard.Last().Payload["value"]!.ToString().ShouldBe("rec");
        await sec.Messages[0].Menu("finding").Choose(ana, "r1");
        app.Heard.Last().Payload["actions"]![0]!["selected_option"]!["value"]!.ToString().ShouldBe("r1");
        await sec.Messages[0].Menu("more").Choose(ana, "Copy");
        app.Heard.Last().Payload["actions"]![0]!["selected_option"]!["value"]!.ToString().ShouldBe("copy");
    }

    [Fact]
    public async Task A_dialog_opens_on_a_trigger_once_and_is_sent_off()
    {
        var said = await sec.Say(ana, "look");
        await said.Shortcut(ana, "add_note");
        var payload = app.Heard.Last().Payload;
        (payload["type"]!.ToString(), payload["callback_id"]!.ToString(), payload["message"]!["text"]!.ToString()).ShouldBe(("message_action", "add_note", "look"));
        var trigger = payload["trigger_id"]!.ToString();

        (await talk.CallAsync("views.open", new { trigger_id = trigger, view = Dialog("Note") })).Error().ShouldBeNull();
        (await talk.CallAsync("views.open", new { trigger_id = trigger, view = Dialog("Note") })).Error().ShouldBe("exchanged_trigger_id");
        (await talk.CallAsync("views.open", new { trigger_id = "nonsense", view = Dialog("Note") })).Error().ShouldBe("invalid_trigger_id");

        var view = await ana.ExpectView("Note");
        await Should.ThrowAsync<SlackExpectation>(view.Submit());
        app.Says("""{"response_action":"errors","errors":{"note":"too short"}}""");
        await view.Fill("note/text", "x").Submit();
        view.Errors["note"].ShouldBe("too short");
        view.IsOpen.ShouldBeTrue();
        app.Answer = static (_, _) => Task.CompletedTask;
        await view.Fill("note/text", "long enough").Submit();
        app.Heard.Last().Payload["view"]!["state"]!["values"]!["note"]!["text"]!["value"]!.ToString().ShouldBe("long enough");
        ana.OpenView.ShouldBeNull();
        slack.Refused.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dialog_is_updated_by_its_newest_hash()
    {
        await ana.GlobalShortcut("investigate_this");
        var opened = await talk.CallAsync("views.open", new { trigger_id = app.Heard.Last().Payload["trigger_id"]!.ToString(), view = Dialog("Loading") });
        var id = opened["view"]!["id"]!.ToString();
        var hash = opened["view"]!["hash"]!.ToString();

        (await talk.CallAsync("views.update", new { view_id = id, hash, view = Dialog("Ready") })).Error().ShouldBeNull();
        (await talk.CallAsync("views.update", new { view_id = id, hash, view = Dialog("Late") })).Error().ShouldBe("hash_conflict");
        (await ana.ExpectView("Ready")).Button("Add").ShouldNotBeNull();
        await ana.OpenView!.Close();
        (await talk.CallAsync("views.update", new { view_id = id, view = Dialog("Gone") })).Error().ShouldBe("not_found");
    }

    [Fact]
    public async Task A_home_is_published_for_one_person()
    {
        object view = new { type = "home", blocks = new object[] { new { type = "actions", elements = new object[] { new { type = "button", action_id = "open", text = new { type = "plain_text", text = "Open" } } } } } };
        (await talk.CallAsync("views.publish", new { user_id = ana.Id, view })).Error().ShouldBeNull();

        await (await ana.ExpectHome("Open")).Button("Open").Click(ana);
        app.Heard.Last().Payload["container"]!["type"]!.ToString().ShouldBe("view");
        slack.Person("bo").Home.ShouldBeNull();
    }

    [Fact]
    public async Task A_response_url_works_five_times()
    {
        await ana.Slash(sec.WithoutBot(), "/investigate");
        var url = new Uri(app.Heard.Last().Field("response_url")!);
        var statuses = new List<int>();
        for (var i = 0; i < 6; i++)
        {
            using var content = new StringContent(JsonSerializer.Serialize(new { text = string.Create(CultureInfo.InvariantCulture, $"answer {i}") }), System.Text.Encoding.UTF8, "application/json");
            using var answer = await talk.Plain.PostAsync(url, content);
            statuses.Add((int)answer.StatusCode);
        }

        statuses.ShouldBe([200, 200, 200, 200, 200, 404]);
        ana.PrivateAnswers.Select(static answer => answer.Words).ShouldBe(["answer 0", "answer 1", "answer 2", "answer 3", "answer 4"]);
        slack.Refused.Single().ShouldContain("used_url");
    }

    [Fact]
    public async Task A_private_answer_is_replaced_and_removed_through_its_button()
    {
        app.Says("""{"blocks":[{"type":"actions","elements":[{"type":"button","action_id":"a","text":{"type":"plain_text","text":"Which?"}}]}]}""");
        await ana.Slash(sec, "/investigate recon");
        await ana.PrivateAnswers.Single().Button("Which?").Click(ana);
        var payload = app.Heard.Last().Payload;
        payload["message"].ShouldBeNull();
        payload["container"]!["is_ephemeral"]!.GetValue<bool>().ShouldBeTrue();
        var url = new Uri(payload["response_url"]!.ToString());

        (await RespondAsync(url, """{"text":"this one","replace_original":true}""")).ShouldBe(200);
        ana.PrivateAnswers.Single().Words.ShouldBe("this one");
        (await RespondAsync(url, """{"text":"to all","response_type":"in_channel"}""")).ShouldBe(200);
        await sec.ExpectMessage("to all");
        (await RespondAsync(url, """{"delete_original":true}""")).ShouldBe(200);
        ana.PrivateAnswers.ShouldBeEmpty();
        (await RespondAsync(url, """{"blocks":[{"type":"nonsense"}]}""")).ShouldBe(404);
    }

    private async Task<int> RespondAsync(Uri url, string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await talk.Plain.PostAsync(url, content);
        return (int)answer.StatusCode;
    }

    private static object Dialog(string title) => new
    {
        type = "modal",
        title = new { type = "plain_text", text = title },
        submit = new { type = "plain_text", text = "Add" },
        blocks = new object[] { new { type = "input", block_id = "note", label = new { type = "plain_text", text = "Words" }, element = new { type = "plain_text_input", action_id = "text" } } },
    };
}
