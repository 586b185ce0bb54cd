using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.Channels.Slack.Inbound;

public sealed class SlackSocketTests
{
    [Fact]
    public async Task What_is_heard_through_a_socket_is_what_is_heard_over_HTTP()
    {
        await using var on = await Listening.StartAsync(bySocket: true);
        var root = await on.FindingAsync();
        (await on.Ana.Slash(on.Channel, "/investigate help")).IsGood.ShouldBeTrue();
        await on.Ana.ExpectPrivateAnswer("What can be asked");
        on.Slack.Faults.DuplicateEvents = 3;
        await root.Reply(on.Ana, "through a socket");
        await on.QuietAsync();
        on.Notes(root).ShouldHaveSingleItem().Text.ShouldBe("through a socket");
    }

    [Fact]
    public async Task Nothing_is_acknowledged_that_is_not_kept()
    {
        await using var on = await Listening.StartAsync(bySocket: true);
        var root = await on.FindingAsync();
        await on.QuietAsync();
        on.Slack.Deadline = TimeSpan.FromMilliseconds(500);
        await on.RenameTableAsync("heard", "heard_away");
        await root.Reply(on.Ana, "told again");
        (await on.Ana.Slash(on.Channel, "/investigate help")).IsGood.ShouldBeFalse();
        on.Slack.Deliveries.AwaitingRetry.ShouldNotBeEmpty();
        await on.RenameTableAsync("heard_away", "heard");
        on.Slack.Deadline = TimeSpan.FromSeconds(3);
        await on.Slack.Deliveries.Retry();
        await on.ExpectNoteAsync(root, static note => note.Text == "told again");
        on.Ana.PrivateAnswers.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_cut_off_is_told_again_and_has_one_effect()
    {
        await using var on = await Listening.StartAsync(bySocket: true);
        var root = await on.FindingAsync();
        on.Slack.Sockets.CutMidEnvelope = 1;
        await root.Reply(on.Ana, "cut in the middle");
        on.Slack.Sockets.CutBeforeAck = 1;
        await root.Reply(on.Ana, "cut before the end");
        await on.Slack.Sockets.Expect(2);
        await on.Slack.Deliveries.Retry();
        await on.QuietAsync();
        on.Notes(root).Select(static note => note.Text).ShouldBe(["cut in the middle", "cut before the end"]);
    }

    [Theory]
    [InlineData("warning")]
    [InlineData("refresh_requested")]
    [InlineData("too_many_websockets")]
    public async Task There_are_two_connections_again_after(string reason)
    {
        await using var on = await Listening.StartAsync(bySocket: true);
        var before = on.Slack.Sockets.Accepted;
        await on.Slack.Sockets.SayDisconnect(reason);
        await on.Slack.ExpectAsync(() => on.Slack.Sockets.Accepted >= before + 2 ? on : null, () => "nobody came back");
        await on.Slack.Sockets.Expect(2);
    }

    [Fact]
    public async Task There_are_two_connections_again_after_both_were_cut_and_nonsense_changes_nothing()
    {
        await using var on = await Listening.StartAsync(bySocket: true);
        foreach (var frame in new[] { "", "ping", "{}", "[[[[", """{"type":7}""", """{"envelope_id":"e","type":"events_api","payload":{"type":"event_callback","event":7}}""", """{"envelope_id":{},"type":"interactive","payload":[]}""", $"{{\"type\":\"x\",\"y\":{new string('[', 1000)}" })
            await on.Slack.Sockets.SayRaw(frame);
        on.Slack.Sockets.Count.ShouldBe(2);
        on.Slack.Sockets.DropAll();
        await on.Slack.ExpectAsync(() => on.Slack.Sockets.Accepted >= 4 ? on : null, () => "nobody came back");
        await on.Slack.Sockets.Expect(2);
    }

    [Fact]
    public async Task A_frame_that_is_too_long_ends_its_connection()
    {
        await using var on = await Listening.StartAsync(bySocket: true);
        await on.Slack.Sockets.SayRaw(new string(' ', (1 << 20) + 1));
        await on.Slack.ExpectAsync(() => on.Slack.Sockets.Accepted >= 4 ? on : null, () => "the connections live on");
        await on.Slack.Sockets.Expect(2);
    }

    [Fact]
    public async Task Refused_at_the_door_it_comes_again()
    {
        await using var on = await Listening.StartAsync(bySocket: true);
        on.Slack.Patience = TimeSpan.FromSeconds(60); // it waits between its tries, and longer each time
        on.Slack.Sockets.Refuse = 1;
        on.Slack.Faults.On("apps.connections.open").RateLimit(1).Http(503);
        on.Slack.Sockets.DropAll();
        await on.Slack.ExpectAsync(() => on.Slack.Sockets.Accepted >= 4 ? on : null, () => "nobody came back");
        await on.Slack.Sockets.Expect(2);
        on.Slack.Faults.Left.ShouldBe(0);
    }

    [Fact]
    public async Task Turned_off_it_stays_off()
    {
        await using var on = await Listening.StartAsync(bySocket: true);
        await on.Slack.Sockets.SayDisconnect("link_disabled");
        await on.Slack.ExpectAsync(() => on.Slack.Sockets.Count == 0 ? on : null, () => "still there");
        await on.Host.Get<IJobQueue>().NextDueAsync(default);
        on.Slack.Sockets.Accepted.ShouldBe(2);
    }
}
