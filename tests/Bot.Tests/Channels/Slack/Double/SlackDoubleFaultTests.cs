using System.Net;
using ChatOps.TestKit.Slack;

namespace ChatOps.Bot.Channels.Slack.Double;

/// <summary>Each fault does what it says, as often as it says, and then nothing.</summary>
public sealed class SlackDoubleFaultTests : IAsyncLifetime
{
    private SlackDouble slack = null!;
    private DoubleTalk talk = null!;
    private SlackPlace sec = null!;

    public async Task InitializeAsync()
    {
        slack = await SlackDouble.StartAsync();
        talk = slack.Talk();
        sec = slack.Channel("sec");
    }

    public async Task DisposeAsync()
    {
        await talk.DisposeAsync();
        await slack.DisposeAsync();
    }

    [Fact]
    public async Task A_limit_says_how_long_to_wait()
    {
        slack.Faults.On("chat.postMessage").RateLimit(7, times: 2);

        for (var i = 0; i < 2; i++)
        {
            using var answer = await PostAsync();
            answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
            answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
        }

        sec.All.ShouldBeEmpty();
        await ShouldWorkAsync();
    }

    [Theory]
    [InlineData("internal_error")]
    [InlineData("msg_too_long")]
    [InlineData("restricted_action_read_only_channel")]
    public async Task A_refusal_is_any_code(string code)
    {
        slack.Faults.On("chat.postMessage").Fail(code);

        (await talk.CallAsync("chat.postMessage", new { channel = sec.Id, text = "x" })).Error().ShouldBe(code);
        sec.All.ShouldBeEmpty();
        await ShouldWorkAsync();
    }

    [Fact]
    public async Task Accepted_and_cut_is_there_though_nobody_was_told()
    {
        slack.Faults.On("chat.postMessage").AcceptThenDrop();

        await Should.ThrowAsync<HttpRequestException>(PostAsync);
        await sec.ExpectMessage("x");
        slack.Calls.Single().Outcome.ShouldBe("accepted, then dropped");
    }

    [Fact]
    public async Task Cut_before_it_was_accepted_is_not_there()
    {
        slack.Faults.On("chat.postMessage").DropBeforeAccepting();

        await Should.ThrowAsync<HttpRequestException>(PostAsync);
        sec.All.ShouldBeEmpty();
        await ShouldWorkAsync();
    }

    [Fact]
    public async Task Accepted_with_an_error_is_there()
    {
        slack.Faults.On("chat.postMessage").AcceptThenFail().AcceptThenHttp(502);

        (await talk.CallAsync("chat.postMessage", new { channel = sec.Id, text = "one" })).Error().ShouldBe("internal_error");
        using var answer = await PostAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        sec.All.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_gateway_answers_in_place_of_slack()
    {
        slack.Faults.On("*").Http(500);

        using var answer = await PostAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        sec.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_slow_answer_is_a_true_one()
    {
        slack.Faults.On("chat.postMessage").Slow(TimeSpan.FromMilliseconds(300));

        var waited = System.Diagnostics.Stopwatch.StartNew();
        await ShouldWorkAsync();
        waited.Elapsed.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(250));
    }

    [Theory]
    [InlineData(SlackGarbage.NotJson, "<html>Slack is down for maintenance")]
    [InlineData(SlackGarbage.OkWithoutTs, """{"ok":true}""")]
    [InlineData(SlackGarbage.Empty, "")]
    [InlineData(SlackGarbage.List, "[]")]
    internal async Task A_lying_peer_says_ok_and_nonsense(SlackGarbage kind, string body)
    {
        slack.Faults.On("chat.postMessage").Garbage(kind);

        using var answer = await PostAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldBe(body);
        sec.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_huge_answer_is_huge()
    {
        slack.Faults.On("chat.postMessage").Garbage(SlackGarbage.Huge);

        using var answer = await PostAsync();
        (await answer.Content.ReadAsByteArrayAsync()).Length.ShouldBeGreaterThan(30_000_000);
    }

    [Fact]
    public async Task A_fault_of_one_channel_leaves_the_others_alone()
    {
        slack.Faults.On("chat.postMessage", slack.Channel("other")).Fail("is_archived");

        await ShouldWorkAsync();
        (await talk.CallAsync("chat.postMessage", new { channel = slack.Channel("other").Id, text = "x" })).Error().ShouldBe("is_archived");
        slack.Faults.Left.ShouldBe(0);
    }

    [Fact]
    public async Task What_is_cleared_does_not_happen()
    {
        slack.Faults.On("chat.postMessage").Fail("internal_error", times: int.MaxValue);
        slack.Faults.Clear();

        await ShouldWorkAsync();
        slack.Faults.Left.ShouldBe(0);
    }

    private Task<HttpResponseMessage> PostAsync() => talk.SendAsync("chat.postMessage", new { channel = sec.Id, text = "x" });

    private async Task ShouldWorkAsync() => (await talk.CallAsync("chat.postMessage", new { channel = sec.Id, text = "after" })).Error().ShouldBeNull();
}
