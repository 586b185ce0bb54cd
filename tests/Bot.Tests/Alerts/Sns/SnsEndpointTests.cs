using System.Net;
using System.Text.Json.Nodes;
using ChatOps.Bot.Threads;
using ChatOps.TestKit;

namespace ChatOps.Bot.Alerts.Sns;

public sealed class SnsEndpointTests
{
    [Theory]
    [InlineData("1", null)]
    [InlineData("1", "GuardDuty")]
    [InlineData("2", null)]
    [InlineData("2", "A subject, ä\n with a line")]
    public async Task What_SNS_signed_for_a_listed_topic_is_taken(string version, string? subject)
    {
        using var world = new SnsWorld();
        await using var host = await world.HostAsync();
        var post = SnsWorld.Signed(SnsWorld.Unsigned("Notification", SomeFinding.Event(SomeFinding.Json(1)).ToJsonString(), subject), version);
        (await SnsWorld.PostAsync(host.Room, post)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await ThreadsAsync(host)).ShouldHaveSingleItem().Title.ShouldBe("Finding 1");
        world.Called.ShouldBe([SnsWorld.Pem]);
    }

    [Theory]
    [InlineData("sns-signing.af-south-1.amazonaws.com", true)]
    [InlineData("sns.af-south-1.amazonaws.com", true)]
    [InlineData("sns-us-gov-west-1.amazonaws.com", true)]
    [InlineData("sns-cn-north-1.amazonaws.com.cn", true)]
    [InlineData("sqs.amazonaws.com", false)]
    [InlineData("sns.amazonaws.com.evil.example", false)]
    [InlineData("my-sns.amazonaws.com", false)]
    public async Task A_certificate_is_SNS_s_by_its_name(string name, bool taken)
    {
        using var world = new SnsWorld();
        world.Put(SnsWorld.Pem, SnsWorld.Signer(name));
        await using var host = await world.HostAsync();
        var answer = await SnsWorld.PostAsync(host.Room, SnsWorld.Notification(SomeFinding.Json(1)));
        answer.StatusCode.ShouldBe(taken ? HttpStatusCode.Accepted : HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_outside_door_needs_no_key_and_the_certificate_is_fetched_once()
    {
        using var world = new SnsWorld();
        await using var host = await world.HostAsync("--Edge:Url=http://127.0.0.1:0");
        for (var number = 1; number <= 3; number++) (await SnsWorld.PostAsync(host.Edge!, SnsWorld.Notification(SomeFinding.Json(number)))).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await ThreadsAsync(host)).Count.ShouldBe(3);
        world.Called.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_same_message_again_changes_nothing_and_neither_does_the_same_finding_by_another_road()
    {
        using var world = new SnsWorld();
        await using var host = await world.HostAsync();
        var post = SnsWorld.Notification(SomeFinding.Event(SomeFinding.Json(1)));
        await SnsWorld.PostAsync(host.Room, post);
        (await SnsWorld.PostAsync(host.Room, post)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        using var direct = new StringContent(SomeFinding.Event(SomeFinding.Json(1)).ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        (await host.Room.PostAsync(new Uri("/alerts/eventbridge", UriKind.Relative), direct)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var thread = (await ThreadsAsync(host)).ShouldHaveSingleItem();
        (await host.Get<IAlertLedger>().DeliveriesAsync(thread.Finding!.Value, default)).ShouldHaveSingleItem().Source.ShouldBe("sns");
    }

    [Fact]
    public async Task An_event_that_is_no_finding_is_answered_with_200_and_a_broken_one_with_its_path()
    {
        using var world = new SnsWorld();
        await using var host = await world.HostAsync();
        var other = new JsonObject { ["detail-type"] = "AWS Health Event", ["source"] = "aws.health", ["detail"] = new JsonObject() };
        (await SnsWorld.PostAsync(host.Room, SnsWorld.Notification(other))).StatusCode.ShouldBe(HttpStatusCode.OK);
        var wrong = SomeFinding.Json(1);
        wrong["severity"] = "very";
        var refused = await SnsWorld.PostAsync(host.Room, SnsWorld.Notification(wrong));
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await SnsWorld.ProblemAsync(refused)).GetProperty("path").GetString().ShouldBe("$.Message.severity");
        (await RefusalsAsync(host)).ShouldHaveSingleItem().Path.ShouldBe("$.Message.severity");
    }

    [Fact]
    public async Task A_listed_topic_s_subscription_is_confirmed_at_SNS()
    {
        using var world = new SnsWorld();
        await using var host = await world.HostAsync();
        var confirm = $"https://{SnsWorld.Host}/?Action=ConfirmSubscription&TopicArn={Uri.EscapeDataString(SnsWorld.Topic)}&Token=2336412f37fb687f5d51e6e2425f";
        world.Put(confirm, "<ConfirmSubscriptionResponse/>");
        (await SnsWorld.PostAsync(host.Room, SnsWorld.Confirmation())).StatusCode.ShouldBe(HttpStatusCode.OK);
        world.Called.ShouldBe([SnsWorld.Pem, confirm]);
    }

    [Theory]
    [InlineData(HttpStatusCode.Redirect)]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.InternalServerError)]
    public async Task A_subscription_SNS_does_not_confirm_is_asked_for_again(HttpStatusCode status)
    {
        using var world = new SnsWorld();
        await using var host = await world.HostAsync();
        world.Put($"https://{SnsWorld.Host}/?Action=ConfirmSubscription&TopicArn={Uri.EscapeDataString(SnsWorld.Topic)}&Token=2336412f37fb687f5d51e6e2425f", status, "http://169.254.169.254/latest/meta-data/");
        (await SnsWorld.PostAsync(host.Room, SnsWorld.Confirmation())).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        world.Called.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_ended_subscription_is_not_brought_back_and_the_operator_is_told()
    {
        using var world = new SnsWorld();
        await using var host = await world.HostAsync();
        (await SnsWorld.PostAsync(host.Room, SnsWorld.Confirmation("UnsubscribeConfirmation"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        world.Called.ShouldBe([SnsWorld.Pem]);
        var told = (await RefusalsAsync(host)).ShouldHaveSingleItem();
        told.Path.ShouldBe(SnsWorld.Topic);
        told.Reason.ShouldContain("subscription was ended");
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_fetched_now_is_fetched_when_SNS_sends_again()
    {
        using var world = new SnsWorld();
        var time = new ManualTime(SnsWorld.Now);
        var keys = new SnsKeys(new OneClient(world), new SnsTrust(null), time);
        var address = new Uri("https://sns.us-east-1.amazonaws.com/a.pem");
        foreach (var failing in new Func<HttpResponseMessage>[] { static () => throw new HttpRequestException("reset"), static () => throw new TaskCanceledException("late"), static () => new HttpResponseMessage(HttpStatusCode.BadGateway) })
        {
            world.Put(address.AbsoluteUri, failing);
            (await keys.OfAsync(address, default)).ShouldBeOfType<SnsKeyUnreachable>();
            var called = world.Called.Count;
            (await keys.OfAsync(address, default)).ShouldBeOfType<SnsKeyUnreachable>();
            world.Called.Count.ShouldBe(called); // remembered: strangers cannot make us call on and on
            time.Advance(TimeSpan.FromMinutes(1));
        }

        world.Put(address.AbsoluteUri, SnsWorld.Signer(trusted: false));
        (await keys.OfAsync(address, default)).ShouldBeOfType<SnsKeyRefused>().Reason.ShouldContain("not trusted"); // by the system's own authorities
        keys.Dispose();
    }

    [Fact]
    public async Task Nobody_is_heard_before_a_topic_is_listed()
    {
        using var world = new SnsWorld();
        await using var host = await RunningHost.StartAsync(world.Configure, "--Logging:LogLevel:Default=Error");
        var answer = await SnsWorld.PostAsync(host.Room, SnsWorld.Notification(SomeFinding.Json(1)));
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await SnsWorld.ProblemAsync(answer)).GetProperty("detail").GetString()!.ShouldContain("Alerts:Sns:TopicArns");
        world.Called.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_flood_of_forgeries_is_told_once()
    {
        using var world = new SnsWorld();
        await using var host = await world.HostAsync();
        var post = SnsWorld.Notification(SomeFinding.Json(1));
        post["MessageId"] = "another";
        for (var n = 0; n < 20; n++) (await SnsWorld.PostAsync(host.Room, post)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await RefusalsAsync(host)).ShouldHaveSingleItem().Reason.ShouldBe("is not signed by SNS as it stands");
        world.Called.Count.ShouldBe(1);
    }

    private static async Task<IReadOnlyList<InvestigationThread>> ThreadsAsync(RunningHost host) => (await host.Get<IThreadStore>().ListAsync(new ThreadFilter(), default)).Items;

    private static ValueTask<IReadOnlyList<IntakeRefusal>> RefusalsAsync(RunningHost host) => host.Get<IAlertLedger>().RefusalsAsync(10, default);

    private sealed class OneClient(HttpMessageHandler handler) : IHttpClientFactory
    {
        public HttpClient CreateClient(string name) => new(handler, disposeHandler: false);
    }
}
