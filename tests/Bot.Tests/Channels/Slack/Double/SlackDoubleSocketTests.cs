using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using ChatOps.TestKit.Slack;

namespace ChatOps.Bot.Channels.Slack.Double;

/// <summary>Socket Mode as an app sees it.</summary>
public sealed class SlackDoubleSocketTests : IAsyncLifetime
{
    private readonly CancellationToken patience = new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;
    private SlackDouble slack = null!;
    private DoubleTalk talk = null!;
    private SlackTeammate ana = null!;
    private SlackPlace sec = null!;

    public async Task InitializeAsync()
    {
        slack = await SlackDouble.StartAsync();
        talk = slack.Talk();
        ana = slack.Person("ana");
        sec = slack.Channel("sec");
    }

    public async Task DisposeAsync()
    {
        await talk.DisposeAsync();
        await slack.DisposeAsync();
    }

    [Fact]
    public async Task A_connection_is_greeted_and_a_ticket_works_once()
    {
        var url = await UrlAsync();
        using var socket = await ConnectAsync(url);

        (await HearAsync(socket))!["type"]!.ToString().ShouldBe("hello");
        slack.Sockets.Count.ShouldBe(1);
        await Should.ThrowAsync<WebSocketException>(() => ConnectAsync(url));
    }

    [Fact]
    public async Task A_command_waits_for_its_ack_and_takes_the_answer_in_it()
    {
        using var socket = await GreetedAsync();
        var typed = ana.Slash(sec, "/investigate help");
        var envelope = (await HearAsync(socket))!;
        (envelope["type"]!.ToString(), envelope["accepts_response_payload"]!.GetValue<bool>(), envelope["payload"]!["text"]!.ToString()).ShouldBe(("slash_commands", true, "help"));
        await AckAsync(socket, envelope, new JsonObject { ["text"] = "usage" });

        (await typed).Status.ShouldBe(200);
        (await ana.ExpectPrivateAnswer("usage")).ShouldNotBeNull();
    }

    [Fact]
    public async Task Payloads_go_to_any_of_two_connections()
    {
        using var one = await GreetedAsync();
        using var two = await GreetedAsync();
        var hearing = new[] { HearAsync(one), HearAsync(two) };
        var first = sec.Say(ana, "1");
        var heard = await Task.WhenAny(hearing);
        await AckAsync(heard == hearing[0] ? one : two, (await heard)!);
        await first;
        var second = sec.Say(ana, "2");
        var other = heard == hearing[0] ? hearing[1] : hearing[0];
        await AckAsync(heard == hearing[0] ? two : one, (await other)!);
        await second;

        slack.Deliveries.All.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_is_not_acknowledged_comes_again()
    {
        using var socket = await GreetedAsync();
        slack.Deadline = TimeSpan.FromMilliseconds(100);
        var saying = sec.Say(ana, "x");
        var first = (await HearAsync(socket))!;
        var second = (await HearAsync(socket))!;
        await saying;

        second["payload"]!["event_id"]!.ToString().ShouldBe(first["payload"]!["event_id"]!.ToString());
        (first["retry_attempt"]!.GetValue<int>(), second["retry_attempt"]!.GetValue<int>()).ShouldBe((0, 1));
        second["envelope_id"]!.ToString().ShouldNotBe(first["envelope_id"]!.ToString());
    }

    [Fact]
    public async Task An_envelope_breaks_off_in_the_middle()
    {
        using var socket = await GreetedAsync();
        slack.Sockets.CutMidEnvelope = 1;
        await sec.Say(ana, "x");

        (await HearAsync(socket)).ShouldBeNull();
        slack.Deliveries.AwaitingRetry.Count.ShouldBe(1);
        using var again = await GreetedAsync();
        var retrying = slack.Deliveries.Retry();
        await AckAsync(again, (await HearAsync(again))!);
        await retrying;
        slack.Deliveries.AwaitingRetry.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_ack_is_lost_with_its_connection()
    {
        using var socket = await GreetedAsync();
        slack.Sockets.CutBeforeAck = 1;
        var saying = sec.Say(ana, "x");
        await AckAsync(socket, (await HearAsync(socket))!);
        await saying;

        slack.Deliveries.AwaitingRetry.Count.ShouldBe(1);
        slack.Sockets.Count.ShouldBe(0);
    }

    [Theory]
    [InlineData("warning", true)]
    [InlineData("refresh_requested", false)]
    [InlineData("link_disabled", false)]
    public async Task A_disconnect_says_why(string reason, bool staysOpen)
    {
        using var socket = await GreetedAsync();
        await slack.Sockets.SayDisconnect(reason);

        var frame = (await HearAsync(socket))!;
        (frame["type"]!.ToString(), frame["reason"]!.ToString()).ShouldBe(("disconnect", reason));
        slack.Sockets.Count.ShouldBe(staysOpen ? 1 : 0);
    }

    [Fact]
    public async Task A_connection_is_refused_then_never_greeted_then_cut()
    {
        slack.Sockets.Refuse = 1;
        await Should.ThrowAsync<WebSocketException>(async () => await ConnectAsync(await UrlAsync()));
        slack.Sockets.NeverHello = 1;
        using var silent = await ConnectAsync(await UrlAsync());
        slack.Sockets.Count.ShouldBe(0);
        using var greeted = await GreetedAsync();
        slack.Sockets.DropAll();

        (await HearAsync(greeted)).ShouldBeNull();
    }

    [Fact]
    public async Task Talking_nonsense_ends_a_connection()
    {
        using var socket = await GreetedAsync();
        await slack.Sockets.SayRaw("{\"type\":\"tomorrow\"}");
        (await HearAsync(socket))!["type"]!.ToString().ShouldBe("tomorrow");
        await socket.SendAsync(Encoding.UTF8.GetBytes("nonsense"), WebSocketMessageType.Text, true, patience);

        (await HearAsync(socket)).ShouldBeNull();
    }

    private async Task<Uri> UrlAsync() => new((await talk.CallAsync("apps.connections.open", new { }, slack.AppToken))["url"]!.ToString());

    private async Task<ClientWebSocket> ConnectAsync(Uri url)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(url, patience);
        return socket;
    }

    private async Task<ClientWebSocket> GreetedAsync()
    {
        var socket = await ConnectAsync(await UrlAsync());
        (await HearAsync(socket))!["type"]!.ToString().ShouldBe("hello");
        return socket;
    }

    /// <summary>The next frame; null when the connection ended.</summary>
    private async Task<JsonObject?> HearAsync(ClientWebSocket socket)
    {
        using var whole = new MemoryStream();
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(), patience);
                if (part.MessageType == WebSocketMessageType.Close) return null;
                whole.Write(buffer, 0, part.Count);
                if (part.EndOfMessage) return (JsonObject)JsonNode.Parse(whole.ToArray())!;
            }
        }
        catch (WebSocketException)
        {
            return null;
        }
    }

    private Task AckAsync(ClientWebSocket socket, JsonObject envelope, JsonObject? payload = null)
    {
        var ack = new JsonObject { ["envelope_id"] = envelope["envelope_id"]!.ToString() };
        if (payload is not null) ack["payload"] = payload;
        return socket.SendAsync(Encoding.UTF8.GetBytes(ack.ToJsonString()), WebSocketMessageType.Text, true, patience);
    }
}
