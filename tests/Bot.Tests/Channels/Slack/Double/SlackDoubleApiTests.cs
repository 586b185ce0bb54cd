using System.Net;
using System.Text.Json.Nodes;
using ChatOps.TestKit;
using ChatOps.TestKit.Slack;

namespace ChatOps.Bot.Channels.Slack.Double;

/// <summary>The double answers calls as Slack's pages say Slack does.</summary>
public sealed class SlackDoubleApiTests : IAsyncLifetime
{
    private readonly ManualTime time = new();
    private SlackDouble slack = null!;
    private DoubleTalk talk = null!;

    public async Task InitializeAsync()
    {
        slack = await SlackDouble.StartAsync(time);
        talk = slack.Talk();
    }

    public async Task DisposeAsync()
    {
        await talk.DisposeAsync();
        await slack.DisposeAsync();
    }

    [Fact]
    public async Task Tokens_are_looked_at()
    {
        (await talk.CallAsync("auth.test", new { })).Error().ShouldBeNull();
        (await talk.CallAsync("auth.test", new { }, "xoxb-other")).Error().ShouldBe("invalid_auth");
        (await talk.CallAsync("auth.test", new { }, slack.AppToken)).Error().ShouldBe("not_allowed_token_type");
        (await talk.CallAsync("apps.connections.open", new { })).Error().ShouldBe("not_allowed_token_type");
        slack.RevokeToken();
        (await talk.CallAsync("auth.test", new { })).Error().ShouldBe("token_revoked");
    }

    [Fact]
    public async Task What_is_no_method_is_refused_and_remembered()
    {
        (await talk.CallAsync("chat.shout", new { })).Error().ShouldBe("unknown_method");
        slack.Unexpected.ShouldBe(["method chat.shout"]);
    }

    [Fact]
    public async Task Methods_that_read_do_not_see_json()
    {
        var sec = slack.Channel("sec");
        var ts = await talk.PostAsync(sec, "root");

        (await talk.CallAsync("conversations.replies", new { channel = sec.Id, ts })).Error().ShouldBe("invalid_arguments");
        (await talk.ReadAsync("conversations.replies", ("channel", sec.Id), ("ts", ts))).Error().ShouldBeNull();
    }

    [Fact]
    public async Task A_channel_is_written_to_by_members_while_it_lives()
    {
        (await talk.CallAsync("chat.postMessage", new { channel = "C0NOWHERE", text = "x" })).Error().ShouldBe("channel_not_found");
        (await talk.CallAsync("chat.postMessage", new { channel = slack.Channel("out").WithoutBot().Id, text = "x" })).Error().ShouldBe("not_in_channel");
        (await talk.CallAsync("chat.postMessage", new { channel = slack.Channel("hidden").Private().WithoutBot().Id, text = "x" })).Error().ShouldBe("channel_not_found");
        (await talk.CallAsync("chat.postMessage", new { channel = slack.Channel("old").Archive().Id, text = "x" })).Error().ShouldBe("is_archived");
        (await talk.CallAsync("chat.postMessage", new { channel = slack.Channel("sec").Id })).Error().ShouldBe("no_text");
        (await talk.CallAsync("conversations.join", new { channel = slack.Channel("out").Id })).Error().ShouldBeNull();
        slack.Channel("out").HasBot.ShouldBeTrue();
    }

    [Fact]
    public async Task Times_grow_while_the_clock_stands()
    {
        var sec = slack.Channel("sec");
        var first = await talk.PostAsync(sec, "one");
        var second = await talk.PostAsync(sec, "two");

        first.ShouldBe("1722513600.000100");
        second.ShouldBe("1722513600.000200");
    }

    [Fact]
    public async Task A_reply_hangs_on_a_message_of_the_channel_itself()
    {
        var sec = slack.Channel("sec");
        var root = await talk.PostAsync(sec, "root");
        var reply = await talk.PostAsync(sec, "reply", root);

        (await talk.CallAsync("chat.postMessage", new { channel = sec.Id, text = "x", thread_ts = "1700000000.000100" })).Error().ShouldBe("message_not_found");
        (await talk.CallAsync("chat.postMessage", new { channel = sec.Id, text = "x", thread_ts = reply })).Error().ShouldBe("cannot_reply_to_message");
        (await sec.ExpectThread("root")).Replies.Single().Words.ShouldBe("reply");
    }

    [Fact]
    public async Task Only_own_messages_are_changed_and_taken_down()
    {
        var sec = slack.Channel("sec");
        var ana = slack.Person("ana");
        var hers = await sec.Say(ana, "mine");
        var ours = await talk.PostAsync(sec, "ours");

        (await talk.CallAsync("chat.update", new { channel = sec.Id, ts = hers.Ts, text = "x" })).Error().ShouldBe("cant_update_message");
        (await talk.CallAsync("chat.update", new { channel = sec.Id, ts = "1.000001", text = "x" })).Error().ShouldBe("message_not_found");
        (await talk.CallAsync("chat.update", new { channel = sec.Id, ts = ours, text = new string('x', 4001) })).Error().ShouldBe("msg_too_long");
        (await talk.CallAsync("chat.update", new { channel = sec.Id, ts = ours, text = "changed" })).Error().ShouldBeNull();
        (await talk.CallAsync("chat.delete", new { channel = sec.Id, ts = hers.Ts })).Error().ShouldBe("cant_delete_message");

        var said = await sec.ExpectMessage("changed");
        said.Edited.ShouldBe(1);
        said.Versions.ShouldBe(["ours"]);
        (await talk.CallAsync("chat.delete", new { channel = sec.Id, ts = ours })).Error().ShouldBeNull();
        said.IsGone.ShouldBeTrue();
    }

    [Fact]
    public async Task An_update_keeps_metadata_and_loses_blocks_that_are_not_sent_again()
    {
        var sec = slack.Channel("sec");
        var posted = await talk.CallAsync("chat.postMessage", new { channel = sec.Id, text = "t", blocks = new object[] { new { type = "divider" } }, metadata = new { event_type = "e", event_payload = new { id = "1" } } });
        await talk.CallAsync("chat.update", new { channel = sec.Id, ts = posted["ts"]!.ToString(), text = "u" });

        var said = await sec.ExpectMessage("u");
        said.Json.ContainsKey("blocks").ShouldBeFalse();
        said.Metadata!["event_payload"]!["id"]!.ToString().ShouldBe("1");
    }

    [Fact]
    public async Task Metadata_is_read_back_only_when_asked_for()
    {
        var sec = slack.Channel("sec");
        await talk.CallAsync("chat.postMessage", new { channel = sec.Id, text = "t", metadata = new { event_type = "e", event_payload = new { id = "1" } } });
        (await talk.CallAsync("chat.postMessage", new { channel = sec.Id, text = "t", metadata = new { event_type = "e" } })).Error().ShouldBe("invalid_metadata_format");

        (await talk.ReadAsync("conversations.history", ("channel", sec.Id)))["messages"]![0]!["metadata"].ShouldBeNull();
        (await talk.ReadAsync("conversations.history", ("channel", sec.Id), ("include_all_metadata", "true")))["messages"]![0]!["metadata"]!["event_type"]!.ToString().ShouldBe("e");
    }

    [Fact]
    public async Task History_shows_the_channel_newest_first_page_by_page()
    {
        var sec = slack.Channel("sec");
        var all = new List<string>();
        for (var i = 0; i < 5; i++) all.Insert(0, await talk.PostAsync(sec, $"m{i}"));
        await talk.PostAsync(sec, "reply", all[4]);

        var first = await talk.ReadAsync("conversations.history", ("channel", sec.Id), ("limit", "3"));
        Times(first).ShouldBe(all[..3]);
        first["has_more"]!.GetValue<bool>().ShouldBeTrue();
        var second = await talk.ReadAsync("conversations.history", ("channel", sec.Id), ("limit", "3"), ("cursor", first["response_metadata"]!["next_cursor"]!.ToString()));
        Times(second).ShouldBe(all[3..]);
        second["messages"]![1]!["reply_count"]!.GetValue<int>().ShouldBe(1);
        Times(await talk.ReadAsync("conversations.history", ("channel", sec.Id), ("oldest", all[3]), ("latest", all[1]))).ShouldBe([all[2]]);
        Times(await talk.ReadAsync("conversations.history", ("channel", sec.Id), ("oldest", all[3]), ("latest", all[1]), ("inclusive", "true"))).ShouldBe(all[1..4]);
        (await talk.ReadAsync("conversations.history", ("channel", sec.Id), ("cursor", "bm8="))).Error().ShouldBe("invalid_cursor");
    }

    [Fact]
    public async Task Replies_show_the_parent_then_the_oldest()
    {
        var sec = slack.Channel("sec");
        var root = await talk.PostAsync(sec, "root");
        var one = await talk.PostAsync(sec, "one", root);
        var two = await talk.PostAsync(sec, "two", root);

        Times(await talk.ReadAsync("conversations.replies", ("channel", sec.Id), ("ts", root))).ShouldBe([root, one, two]);
        (await talk.ReadAsync("conversations.replies", ("channel", sec.Id), ("ts", "1.000001"))).Error().ShouldBe("thread_not_found");
    }

    [Fact]
    public async Task An_ephemeral_message_needs_its_reader_in_the_channel()
    {
        var ana = slack.Person("ana");
        var sec = slack.Channel("sec");
        (await talk.CallAsync("chat.postEphemeral", new { channel = sec.Id, user = ana.Id, text = "psst" })).Error().ShouldBe("user_not_in_channel");
        sec.Join(ana);
        (await talk.CallAsync("chat.postEphemeral", new { channel = sec.Id, user = ana.Id, text = "psst" })).Error().ShouldBeNull();
        (await ana.ExpectPrivateAnswer("psst")).Place.Name.ShouldBe("sec");
        sec.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_is_looked_at_after_it_was_completed()
    {
        var sec = slack.Channel("sec");
        var root = await talk.PostAsync(sec, "root");
        var bytes = new byte[] { 1, 2, 3 };
        var begun = await talk.ReadAsync("files.getUploadURLExternal", ("filename", "chart.png"), ("length", "3"), ("alt_txt", "a chart"));
        using var content = new ByteArrayContent(bytes);
        using var uploaded = await talk.Plain.PostAsync(new Uri(begun["upload_url"]!.ToString()), content);
        (await uploaded.Content.ReadAsStringAsync()).ShouldBe("OK - 3");
        var id = begun["file_id"]!.ToString();
        (await talk.CallAsync("files.completeUploadExternal", new { files = new[] { new { id, title = "Chart" } }, channel_id = sec.Id, thread_ts = root })).Error().ShouldBeNull();
        object[] picture = [new { type = "image", alt_text = "a", slack_file = new { id } }];

        var early = await talk.CallAsync("chat.postMessage", new { channel = sec.Id, text = "x", blocks = picture });
        early.Error().ShouldBe("invalid_blocks");
        early.Pointers().ShouldBe(["[ERROR] invalid slack file [json-pointer:/blocks/0/slack_file]"]);
        (await talk.ReadAsync("files.info", ("file", id)))["file"]!["mimetype"]!.ToString().ShouldBeEmpty();
        var info = (await talk.ReadAsync("files.info", ("file", id)))["file"]!;
        info["mimetype"]!.ToString().ShouldBe("image/png");
        info["shares"]!["public"]![sec.Id]![0]!["thread_ts"]!.ToString().ShouldBe(root);
        (await talk.CallAsync("chat.postMessage", new { channel = sec.Id, text = "x", blocks = picture })).Error().ShouldBeNull();
        (await sec.ExpectThread("root")).Replies.Single().Files.ShouldBe(["chart.png"]);
        (await talk.CallAsync("files.delete", new { file = id })).Error().ShouldBeNull();
        (await talk.ReadAsync("files.info", ("file", id))).Error().ShouldBe("file_not_found");
    }

    [Fact]
    public async Task A_file_that_says_it_is_shared_and_is_not_shows_no_shares()
    {
        slack.Faults.SharesNothing = 1;
        slack.Faults.FilesNeverReady();
        var begun = await talk.ReadAsync("files.getUploadURLExternal", ("filename", "a.csv"), ("length", "1"));
        using var content = new ByteArrayContent([1]);
        using var uploaded = await talk.Plain.PostAsync(new Uri(begun["upload_url"]!.ToString()), content);
        var id = begun["file_id"]!.ToString();
        (await talk.CallAsync("files.completeUploadExternal", new { files = new[] { new { id } }, channel_id = slack.Channel("sec").Id })).Error().ShouldBeNull();

        for (var i = 0; i < 5; i++) (await talk.ReadAsync("files.info", ("file", id)))["file"]!["mimetype"]!.ToString().ShouldBeEmpty();
        ((JsonObject)(await talk.ReadAsync("files.info", ("file", id)))["file"]!["shares"]!).ShouldBeEmpty();
        slack.Channel("sec").All.ShouldBeEmpty();
    }

    [Fact]
    public async Task People_groups_links_and_reactions_are_known()
    {
        var ana = slack.Person("ana").Named("Ana Lima");
        var group = slack.Group("responders", ana);
        var sec = slack.Channel("sec");
        var ts = await talk.PostAsync(sec, "root");

        (await talk.ReadAsync("users.info", ("user", ana.Id)))["user"]!["real_name"]!.ToString().ShouldBe("Ana Lima");
        (await talk.ReadAsync("users.info", ("user", "U0NOBODY"))).Error().ShouldBe("user_not_found");
        (await talk.ReadAsync("usergroups.users.list", ("usergroup", group)))["users"]![0]!.ToString().ShouldBe(ana.Id);
        (await talk.ReadAsync("usergroups.list"))["usergroups"]![0]!["handle"]!.ToString().ShouldBe("responders");
        (await talk.ReadAsync("chat.getPermalink", ("channel", sec.Id), ("message_ts", ts)))["permalink"]!.ToString().ShouldEndWith($"/archives/{sec.Id}/p{ts.Replace(".", "", StringComparison.Ordinal)}");
        (await talk.ReadAsync("conversations.info", ("channel", sec.Id)))["channel"]!["is_member"]!.GetValue<bool>().ShouldBeTrue();
        (await talk.CallAsync("conversations.open", new { users = ana.Id }))["channel"]!["id"]!.ToString().ShouldBe(ana.DirectMessage.Id);
        (await talk.CallAsync("reactions.add", new { channel = sec.Id, timestamp = ts, name = "memo" })).Error().ShouldBeNull();
        (await talk.CallAsync("reactions.add", new { channel = sec.Id, timestamp = ts, name = "memo" })).Error().ShouldBe("already_reacted");
        (await sec.ExpectThread("root")).Reactions.ShouldBe(["memo"]);
        (await talk.ReadAsync("team.info"))["team"]!["id"]!.ToString().ShouldBe(slack.TeamId);
        (await talk.ReadAsync("bots.info", ("bot", slack.BotId)))["bot"]!["user_id"]!.ToString().ShouldBe(slack.BotUserId);
    }

    [Fact]
    public async Task Calls_and_posts_are_remembered_with_their_times()
    {
        var sec = slack.Channel("sec");
        await talk.PostAsync(sec, "one");
        time.Advance(TimeSpan.FromSeconds(1));
        await talk.PostAsync(sec, "two");

        slack.Calls.Select(static call => call.Outcome).ShouldBe(["ok", "ok"]);
        (slack.Posts[1].At - slack.Posts[0].At).ShouldBe(TimeSpan.FromSeconds(1));
        slack.Posts[1].Words.ShouldBe("two");
    }

    [Fact]
    public async Task What_is_no_page_is_remembered()
    {
        using var answer = await talk.Plain.GetAsync("/elsewhere");
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        slack.Unexpected.ShouldBe(["GET /elsewhere"]);
    }

    private static string[] Times(JsonObject page) => [.. ((JsonArray)page["messages"]!).Select(static message => message!["ts"]!.ToString())];
}
