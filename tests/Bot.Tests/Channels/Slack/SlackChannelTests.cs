using ChatOps.Bot.Jobs;
using ChatOps.Bot.Threads;
using ChatOps.TestKit.Slack;

namespace ChatOps.Bot.Channels.Slack;

/// <summary>What stands in Slack after what Slack and the network can do to a delivery.</summary>
public sealed class SlackChannelTests
{
    [Fact]
    public async Task A_thread_is_a_root_with_replies_and_each_message_names_itself()
    {
        await using var speaking = await Speaking.StartedAsync();
        var root = await speaking.PutAsync("A finding");
        var reply = await speaking.PutAsync("Its pivots", "pivots");

        await speaking.DrainAsync();

        var said = await speaking.Channel.ExpectThread("A finding");
        var replied = said.Replies.ShouldHaveSingleItem();
        replied.Words.ShouldContain("Its pivots");
        said.Metadata!.ToJsonString().ShouldBe($$$"""{"event_type":"chatops_message","event_payload":{"id":"{{{root.Id}}}","part":1,"version":1}}""");
        replied.Metadata!["event_payload"]!["id"]!.ToString().ShouldBe(reply.Id.Value);
        (await speaking.MessageAsync()).ExternalId.ShouldBe(said.Ts);
        (await speaking.Store.Threads.FindAsync(root.Thread, default))!.ExternalId.ShouldBe(said.Ts);
        speaking.Slack.Calls.ShouldAllBe(static call => call.Outcome == "ok");
        var sent = speaking.Slack.Calls.First(static call => call.Method == "chat.postMessage").Arguments;
        (sent["parse"]!.ToString(), sent["unfurl_links"]!.ToString(), sent["unfurl_media"]!.ToString()).ShouldBe(("none", "false", "false"));
        Tidy(speaking);
    }

    [Fact]
    public async Task An_edit_changes_the_message_in_place_and_only_the_newest_state_is_sent()
    {
        await using var speaking = await Speaking.StartedAsync();
        await speaking.PutAsync("one");
        await speaking.DrainAsync();
        await speaking.PutAsync("two");
        await speaking.PutAsync("three");
        await speaking.DrainAsync();

        var said = speaking.Channel.All.ShouldHaveSingleItem();
        said.Words.ShouldContain("three");
        said.Edited.ShouldBe(1);
        said.Metadata!["event_payload"]!["version"]!.ToString().ShouldBe("3");
        Tidy(speaking);
    }

    public static TheoryData<string> Losses => [.. Faults.Keys];

    private static readonly Dictionary<string, Action<SlackFaultPlan>> Faults = new()
    {
        { "cut after it was taken", static plan => plan.AcceptThenDrop() },
        { "cut three times", static plan => plan.AcceptThenDrop().AcceptThenDrop() },
        { "cut before it was taken", static plan => plan.DropBeforeAccepting() },
        { "internal_error though taken", static plan => plan.AcceptThenFail() },
        { "fatal_error, not taken", static plan => plan.Fail("fatal_error") },
        { "a gateway's 502 though taken", static plan => plan.AcceptThenHttp(502) },
        { "503, not taken", static plan => plan.Http(503) },
        { "no JSON though taken", static plan => plan.Garbage(SlackGarbage.NotJson, doesTheWork: true) },
        { "ok without a ts though taken", static plan => plan.Garbage(SlackGarbage.OkWithoutTs, doesTheWork: true) },
        { "wrong types", static plan => plan.Garbage(SlackGarbage.WrongTypes) },
        { "an empty answer", static plan => plan.Garbage(SlackGarbage.Empty, doesTheWork: true) },
        { "a list", static plan => plan.Garbage(SlackGarbage.List) },
        { "half an answer", static plan => plan.Garbage(SlackGarbage.CutInHalf, doesTheWork: true) },
        { "very deep JSON", static plan => plan.Garbage(SlackGarbage.Deep) },
        { "32 MB", static plan => plan.Garbage(SlackGarbage.Huge, doesTheWork: true) },
        { "a word nobody knows", static plan => plan.Fail("the_moon_is_full") },
    };

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task Whatever_became_of_the_answer_the_message_is_there_once(string what)
    {
        await using var speaking = await Speaking.StartedAsync();
        await speaking.PutAsync("A finding");
        await speaking.PutAsync("Its pivots", "pivots");
        Faults[what](speaking.Slack.Faults.On("chat.postMessage"));

        await speaking.DrainAsync();

        speaking.Channel.All.Count.ShouldBe(2, what);
        speaking.Channel.Messages.ShouldHaveSingleItem().Replies.ShouldHaveSingleItem();
        (await speaking.MessageAsync()).ExternalId.ShouldBe(speaking.Channel.Messages[0].Ts);
        speaking.Slack.Faults.Left.ShouldBe(0);
    }

    [Fact]
    public async Task A_lost_answer_to_a_reply_is_looked_up_in_its_thread()
    {
        await using var speaking = await Speaking.StartedAsync();
        await speaking.PutAsync("A finding");
        await speaking.DrainAsync();
        await speaking.PutAsync("Its pivots", "pivots");
        speaking.Slack.Faults.On("chat.postMessage").AcceptThenDrop();

        await speaking.DrainAsync();

        speaking.Channel.Messages.ShouldHaveSingleItem().Replies.ShouldHaveSingleItem();
        speaking.Called("conversations.replies").ShouldBe(["ok"]);
        speaking.Called("chat.postMessage").Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_look_comes_only_when_nothing_can_be_on_its_way_any_more()
    {
        await using var speaking = await Speaking.StartedAsync();
        await speaking.PutAsync("A finding");
        speaking.Slack.Faults.On("chat.postMessage").AcceptThenDrop();
        var sent = speaking.Store.Time.GetUtcNow();

        await speaking.DrainAsync();

        speaking.Slack.Calls.First(static call => call.Method == "conversations.history").At.ShouldBeGreaterThanOrEqualTo(sent + Api.SlackErrors.Settling);
    }

    [Fact]
    public async Task A_message_that_surely_never_arrived_is_sent_again_without_a_look()
    {
        await using var speaking = await Speaking.StartedAsync();
        await speaking.PutAsync("A finding");
        speaking.Slack.Faults.On("chat.postMessage").RateLimit(30);
        var start = speaking.Store.Time.GetUtcNow();

        await speaking.DrainAsync();

        (speaking.Store.Time.GetUtcNow() - start).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(30));
        speaking.Called("conversations.history").ShouldBeEmpty();
        speaking.Called("chat.postMessage").ShouldBe(["ratelimited", "ok"]);
        speaking.Channel.All.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_limit_met_in_one_channel_spares_the_others_from_meeting_it()
    {
        await using var speaking = await Speaking.StartedAsync();
        await speaking.PutAsync("A finding");
        speaking.Slack.Faults.On("chat.postMessage").RateLimit(30);
        await speaking.StepAsync();

        var other = new OutgoingMessage(speaking.Thread("t2") with { Channel = speaking.Place with { Channel = speaking.Slack.Channel("other").Id } }, await speaking.MessageAsync(), 1);
        var outcome = (await speaking.Get<IChatChannel>().DeliverAsync(other, default)).ShouldBeOfType<NotDelivered>();

        outcome.Failure.ShouldBe(DeliveryFailure.RateLimited);
        outcome.RetryAfter.ShouldNotBeNull().ShouldBeGreaterThan(TimeSpan.FromSeconds(20));
        speaking.Called("chat.postMessage").Count.ShouldBe(1, "nobody asked again");
    }

    [Fact]
    public async Task A_process_that_dies_between_sending_and_recording_has_sent_once()
    {
        await using var speaking = await Speaking.StartedAsync();
        await speaking.PutAsync("A finding");

        (await speaking.RunAndDieAsync()).ShouldBeFalse();
        await speaking.DrainAsync();

        var said = speaking.Channel.All.ShouldHaveSingleItem();
        (await speaking.MessageAsync()).ExternalId.ShouldBe(said.Ts);
        speaking.Called("chat.postMessage").ShouldBe(["ok"]);
        said.Edited.ShouldBe(0);
    }

    [Fact]
    public async Task What_changed_while_nobody_knew_whether_it_was_sent_is_found_and_brought_up_to_date()
    {
        await using var speaking = await Speaking.StartedAsync();
        await speaking.PutAsync("one");
        await speaking.RunAndDieAsync();
        await speaking.PutAsync("two");

        await speaking.DrainAsync();

        var said = speaking.Channel.All.ShouldHaveSingleItem();
        said.Words.ShouldContain("two");
        said.Edited.ShouldBe(1);
    }

    [Fact]
    public async Task What_another_app_marked_like_ours_is_not_ours()
    {
        await using var speaking = await Speaking.StartedAsync();
        var message = await speaking.PutAsync("A finding");
        await speaking.Channel.PutAsync(new System.Text.Json.Nodes.JsonObject
        {
            ["bot_id"] = "B0OTHERBOT",
            ["user"] = "U0OTHERBOT",
            ["text"] = "forged",
            ["metadata"] = System.Text.Json.Nodes.JsonNode.Parse($$$"""{"event_type":"chatops_message","event_payload":{"id":"{{{message.Id}}}","part":1,"version":1}}"""),
        });
        speaking.Slack.Faults.On("chat.postMessage").DropBeforeAccepting();

        await speaking.DrainAsync();

        speaking.Channel.All.Count.ShouldBe(2);
        (await speaking.Channel.ExpectMessage("A finding")).Ts.ShouldBe((await speaking.MessageAsync()).ExternalId);
    }

    [Theory]
    [InlineData(nameof(SlackGarbage.OkWithoutTs))]
    [InlineData(nameof(SlackGarbage.WrongTypes))]
    [InlineData(nameof(SlackGarbage.List))]
    public async Task A_look_that_told_nothing_is_no_look(string garbage)
    {
        await using var speaking = await Speaking.StartedAsync();
        await speaking.PutAsync("A finding");
        speaking.Slack.Faults.On("chat.postMessage").AcceptThenDrop();
        speaking.Slack.Faults.On("conversations.history").Garbage(Enum.Parse<SlackGarbage>(garbage)).RateLimit(5);

        await speaking.DrainAsync();

        speaking.Channel.All.ShouldHaveSingleItem();
        speaking.Called("conversations.history").Count.ShouldBe(3);
    }

    [Fact]
    public async Task Without_the_right_to_look_nothing_is_sent_twice_and_the_lane_stops_with_words()
    {
        await using var speaking = await Speaking.StartedAsync();
        await speaking.PutAsync("A finding");
        speaking.Slack.Faults.On("chat.postMessage").AcceptThenDrop();
        speaking.Slack.Faults.On("conversations.history").Fail("missing_scope");

        await speaking.DrainAsync();
        speaking.StopReason.ShouldNotBeNull().ShouldContain("read the channel's history");
        speaking.Channel.All.ShouldHaveSingleItem();

        await speaking.RestartAsync();
        await speaking.DrainAsync();
        speaking.Channel.All.ShouldHaveSingleItem();
        (await speaking.MessageAsync()).Delivery.ShouldBe(MessageDelivery.Sent);
    }

    [Theory]
    [InlineData("token_revoked")]
    [InlineData("invalid_auth")]
    [InlineData("account_inactive")]
    [InlineData("missing_scope")]
    [InlineData("not_allowed_token_type")]
    [InlineData("is_archived")]
    [InlineData("channel_not_found")]
    [InlineData("restricted_action_read_only_channel")]
    public async Task A_destination_or_token_that_refuses_stops_the_lane_and_loses_nothing(string error)
    {
        await using var speaking = await Speaking.StartedAsync();
        await speaking.PutAsync("A finding");
        speaking.Slack.Faults.On("chat.postMessage").Fail(error);

        await speaking.DrainAsync();
        speaking.StopReason.ShouldNotBeNull().ShouldContain(error);
        speaking.Channel.All.ShouldBeEmpty();

        await speaking.Store.Queue.ResendAsync((await speaking.Store.Queue.ListAsync(JobState.Pending, 1, default))[0].Id, default);
        await speaking.DrainAsync();
        speaking.Channel.All.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_new_token_starts_what_the_old_one_stopped()
    {
        await using var speaking = await Speaking.StartedAsync();
        await speaking.PutAsync("A finding");
        speaking.Slack.RevokeToken();
        await speaking.DrainAsync();
        speaking.StopReason.ShouldNotBeNull().ShouldContain("token_revoked");

        await speaking.RestartAsync(); // with the same token: it starts, and stays stopped
        await speaking.DrainAsync();
        speaking.StopReason.ShouldNotBeNull();

        speaking.Slack.RestoreToken();
        await speaking.RestartAsync();
        await speaking.DrainAsync();
        speaking.Channel.All.ShouldHaveSingleItem();
        speaking.StopReason.ShouldBeNull();
    }

    [Fact]
    public async Task What_belongs_to_another_workspace_is_not_said_with_this_token()
    {
        await using var speaking = await Speaking.StartedAsync();
        var message = await speaking.PutAsync("A finding");
        var elsewhere = new OutgoingMessage(speaking.Thread() with { Channel = speaking.Place with { Workspace = "T0ELSE" } }, message, 1);

        (await speaking.Get<IChatChannel>().DeliverAsync(elsewhere, default)).ShouldBeOfType<NotDelivered>().Failure.ShouldBe(DeliveryFailure.CredentialRevoked);

        speaking.Called("chat.postMessage").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_public_channel_is_joined_and_of_a_private_one_the_operator_is_told_what_to_do()
    {
        await using var speaking = await Speaking.StartedAsync();
        speaking.Channel.WithoutBot();
        await speaking.PutAsync("A finding");
        await speaking.DrainAsync();
        speaking.Channel.HasBot.ShouldBeTrue();
        speaking.Channel.All.ShouldHaveSingleItem();

        speaking.Slack.Faults.On("chat.postMessage").Fail("not_in_channel");
        speaking.Slack.Faults.On("conversations.join").Fail("method_not_supported_for_channel_type");
        await speaking.PutAsync("Another", thread: "t2");
        await speaking.DrainAsync();
        speaking.StopReason.ShouldNotBeNull().ShouldContain("/invite @chatops");
    }

    [Fact]
    public async Task A_channel_archived_in_between_waits_until_it_is_back()
    {
        await using var speaking = await Speaking.StartedAsync();
        speaking.Channel.Archive();
        await speaking.PutAsync("A finding");
        await speaking.DrainAsync();
        speaking.StopReason.ShouldNotBeNull().ShouldContain("is_archived");

        speaking.Channel.Unarchive();
        await speaking.RestartAsync();
        await speaking.DrainAsync();
        speaking.Channel.All.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Refused_blocks_go_out_as_words()
    {
        await using var speaking = await Speaking.StartedAsync();
        await speaking.PutAsync("A finding");
        speaking.Slack.Faults.On("chat.postMessage").Fail("invalid_blocks", 1, "[ERROR] unsupported type [json-pointer:/blocks/0/type]");

        await speaking.DrainAsync();

        var said = speaking.Channel.All.ShouldHaveSingleItem();
        said.Text.ShouldContain("A finding");
        said.Json.ContainsKey("blocks").ShouldBeFalse();
        said.Json.ContainsKey("attachments").ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_refused_even_in_words_is_a_dead_letter()
    {
        await using var speaking = await Speaking.StartedAsync();
        await speaking.PutAsync("A finding");
        speaking.Slack.Faults.On("chat.postMessage").Fail("invalid_blocks", 1).Fail("msg_too_long", 1);

        await speaking.DrainAsync();

        (await speaking.Store.Queue.ListAsync(JobState.Dead, 10, default)).ShouldHaveSingleItem().Reason.ShouldNotBeNull().ShouldContain("msg_too_long");
    }

    [Fact]
    public async Task A_message_that_comes_late_says_so()
    {
        await using var speaking = await Speaking.StartedAsync();
        await speaking.PutAsync("in time");
        await speaking.PutAsync("much later", thread: "t2");
        await speaking.StepAsync();
        speaking.Store.Time.Advance(TimeSpan.FromMinutes(2));

        await speaking.DrainAsync();

        (await speaking.Channel.ExpectMessage("in time")).Words.ShouldNotContain(" late");
        (await speaking.Channel.ExpectMessage("much later")).Words.ShouldContain(" late");
    }

    [Fact]
    public async Task A_post_under_way_is_heard_to_its_end_while_the_host_stops()
    {
        await using var speaking = await Speaking.StartedAsync();
        var message = await speaking.PutAsync("A finding");
        using var stopping = new CancellationTokenSource();
        speaking.Slack.Faults.On("chat.postMessage").Slow(TimeSpan.FromSeconds(1));

        var delivery = Task.Run(() => speaking.Get<IChatChannel>().DeliverAsync(new OutgoingMessage(speaking.Thread(), message, 1), stopping.Token));
        await speaking.Slack.ExpectAsync(() => speaking.Slack.Faults.Left == 0 ? speaking : null, () => "never posted");
        await stopping.CancelAsync();

        speaking.Store.Time.Pump(delivery).ShouldBeOfType<Delivered>().ExternalId.ShouldBe(speaking.Channel.All[0].Ts);
    }

    /// <summary>Nothing Slack would not understand, nothing it had to refuse.</summary>
    private static void Tidy(Speaking speaking)
    {
        speaking.Slack.Unexpected.ShouldBeEmpty();
        speaking.Slack.Refused.ShouldBeEmpty();
    }
}
