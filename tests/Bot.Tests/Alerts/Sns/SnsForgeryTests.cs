using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using ChatOps.Bot.Threads;

namespace ChatOps.Bot.Alerts.Sns;

/// <summary>What a stranger may try. One host hears all of it, and takes nothing.</summary>
public sealed class SnsForgeryTests
{
    private const string Elsewhere = "arn:aws:sns:us-east-1:444455556666:findings";

    /// <summary>Each: its name, the answer, whether SNS's key signed it, and the forgery.</summary>
    private static readonly (string Name, HttpStatusCode Answer, Action<JsonObject> Forge, bool SignedAfter)[] Forgeries =
    [
        ("message altered", HttpStatusCode.Forbidden, static post => post["Message"] = SomeFinding.Json(2).ToJsonString(), false),
        ("message id altered", HttpStatusCode.Forbidden, static post => post["MessageId"] = "another", false),
        ("time altered", HttpStatusCode.Forbidden, static post => post["Timestamp"] = Time(TimeSpan.FromMinutes(-1)), false),
        ("subject added", HttpStatusCode.Forbidden, static post => post["Subject"] = "added", false),
        ("type altered", HttpStatusCode.BadRequest, static post => post["Type"] = "SubscriptionConfirmation", false),
        ("type altered, confirmation's fields added", HttpStatusCode.Forbidden, static post => (post["Type"], post["Token"], post["SubscribeURL"]) = ("SubscriptionConfirmation", "t", Subscribe("t")), false),
        ("type unknown", HttpStatusCode.BadRequest, static post => post["Type"] = "Whatever", true),
        ("topic altered to an unlisted one", HttpStatusCode.Forbidden, static post => post["TopicArn"] = Elsewhere, false),
        ("unlisted topic with its own good signature", HttpStatusCode.Forbidden, static post => post["TopicArn"] = Elsewhere, true),
        ("signature of nothing", HttpStatusCode.Forbidden, static post => post["Signature"] = "", false),
        ("signature that is no base64", HttpStatusCode.Forbidden, static post => post["Signature"] = "%%%", false),
        ("signature that is no text", HttpStatusCode.BadRequest, static post => post["Signature"] = 7, false),
        ("no signature", HttpStatusCode.BadRequest, static post => post.Remove("Signature"), false),
        ("version of the other digest", HttpStatusCode.Forbidden, static post => post["SignatureVersion"] = "1", false),
        ("version nobody knows", HttpStatusCode.Forbidden, static post => post["SignatureVersion"] = "3", false),
        ("published three hours ago", HttpStatusCode.Forbidden, static post => post["Timestamp"] = Time(TimeSpan.FromHours(-3)), true),
        ("published tomorrow", HttpStatusCode.Forbidden, static post => post["Timestamp"] = Time(TimeSpan.FromDays(1)), true),
        ("published at no time", HttpStatusCode.Forbidden, static post => post["Timestamp"] = "soon", true),
        .. new[]
        {
            "http://sns.us-east-1.amazonaws.com/a.pem", "https://sns.us-east-1.amazonaws.com.evil.example/a.pem", "https://evil.example/sns.us-east-1.amazonaws.com/a.pem",
            "https://evil.example#@sns.us-east-1.amazonaws.com/a.pem", "https://sns.us-east-1.amazonaws.com@evil.example/a.pem", "https://user@sns.us-east-1.amazonaws.com/a.pem",
            "https://sns.us-east-1.amazonaws.com:8443/a.pem", "https://sns.eu-west-1.amazonaws.com/a.pem", "https://sns.us-east-1.amazonaws.com/a.crt",
            "https://sns.us-east-1.amazonaws.com/?Action=Publish&x=.pem", "https://sns.us-east-1.amazonaws.com/../a/b.pem?", "https://s3.amazonaws.com/sns/a.pem", "https://169.254.169.254/a.pem",
            "https://snѕ.us-east-1.amazonaws.com/a.pem", "file:///etc/ssl/a.pem", "a.pem", "",
        }.Select(static address => ($"certificate at '{address}'", HttpStatusCode.Forbidden, (Action<JsonObject>)(post => post["SigningCertURL"] = address), true)),
        .. new[] { "expired", "early", "foreign", "untrusted", "garbage", "missing", "moved", "empty" }
            .Select(static name => ($"certificate {name}", HttpStatusCode.Forbidden, (Action<JsonObject>)(post => post["SigningCertURL"] = $"https://{SnsWorld.Host}/{name}.pem"), true)),
        ("certificate's host is down", HttpStatusCode.ServiceUnavailable, static post => post["SigningCertURL"] = $"https://{SnsWorld.Host}/down.pem", true),
        .. new[]
        {
            $"http://{SnsWorld.Host}/?Action=ConfirmSubscription&TopicArn={SnsWorld.Topic}&Token=t", $"https://evil.example/?Action=ConfirmSubscription&TopicArn={SnsWorld.Topic}&Token=t",
            $"https://{SnsWorld.Host}.evil.example/?Action=ConfirmSubscription&TopicArn={SnsWorld.Topic}&Token=t", $"https://{SnsWorld.Host}/?Action=DeleteTopic&TopicArn={SnsWorld.Topic}&Token=t",
            $"https://{SnsWorld.Host}/?Action=ConfirmSubscription&TopicArn={Elsewhere}&Token=t", $"https://{SnsWorld.Host}/?Action=ConfirmSubscription&TopicArn={SnsWorld.Topic}&Token=other",
            $"https://{SnsWorld.Host}/x?Action=ConfirmSubscription&TopicArn={SnsWorld.Topic}&Token=t", $"https://{SnsWorld.Host}/?Action=ConfirmSubscription&Action=DeleteTopic&TopicArn={SnsWorld.Topic}&Token=t",
            "http://169.254.169.254/latest/meta-data/", $"https://{SnsWorld.Host}:22/?Action=ConfirmSubscription&TopicArn={SnsWorld.Topic}&Token=t",
        }.Select(static address => ($"subscribes at '{address}'", HttpStatusCode.Forbidden, (Action<JsonObject>)(post => (post["Type"], post["Token"], post["SubscribeURL"]) = ("SubscriptionConfirmation", "t", address)), true)),
        ("a confirmation altered in its token", HttpStatusCode.Forbidden, static post =>
        {
            (post["Type"], post["Token"], post["SubscribeURL"]) = ("SubscriptionConfirmation", "t", Subscribe("u"));
            SnsWorld.Signed(post);
            post["Token"] = "u";
        }, false),
    ];

    [Fact]
    public async Task Nothing_forged_is_taken_or_called()
    {
        using var world = new SnsWorld();
        world.Put($"https://{SnsWorld.Host}/expired.pem", SnsWorld.Signer(fromDays: -30, toDays: -1));
        world.Put($"https://{SnsWorld.Host}/early.pem", SnsWorld.Signer(fromDays: 1, toDays: 30));
        world.Put($"https://{SnsWorld.Host}/foreign.pem", SnsWorld.Signer("www.example.com"));
        world.Put($"https://{SnsWorld.Host}/untrusted.pem", SnsWorld.Signer(trusted: false));
        world.Put($"https://{SnsWorld.Host}/garbage.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        world.Put($"https://{SnsWorld.Host}/empty.pem", "");
        world.Put($"https://{SnsWorld.Host}/moved.pem", HttpStatusCode.Redirect, "https://evil.example/a.pem");
        world.Put($"https://{SnsWorld.Host}/down.pem", HttpStatusCode.InternalServerError);
        await using var host = await world.HostAsync();
        var wrong = new List<string>();
        foreach (var (name, expected, forge, signedAfter) in Forgeries)
        {
            var post = SnsWorld.Notification(SomeFinding.Json(1));
            forge(post);
            if (signedAfter) SnsWorld.Signed(post, post["SignatureVersion"]!.GetValue<string>());
            var answer = await SnsWorld.PostAsync(host.Room, post);
            if (answer.StatusCode != expected) wrong.Add($"{name}: {answer.StatusCode}");
            if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json") wrong.Add($"{name}: no problem document");
        }

        wrong.ShouldBeEmpty();
        (await host.Get<IThreadStore>().ListAsync(new ThreadFilter(), default)).Items.ShouldBeEmpty();
        world.Called.Where(static address => !address.StartsWith($"https://{SnsWorld.Host}/", StringComparison.Ordinal) || !address.EndsWith(".pem", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_search_that_a_stranger_causes_holds_up_no_message_whose_key_is_known()
    {
        using var world = new SnsWorld();
        using var searched = new ManualResetEventSlim();
        using var end = new ManualResetEventSlim();
        world.Put($"https://{SnsWorld.Host}/slow.pem", () =>
        {
            searched.Set();
            end.Wait(TimeSpan.FromSeconds(30));
            return new HttpResponseMessage(HttpStatusCode.NotFound);
        });
        await using var host = await world.HostAsync();
        (await SnsWorld.PostAsync(host.Room, SnsWorld.Notification(SomeFinding.Json(1)))).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var forged = SnsWorld.Notification(SomeFinding.Json(2));
        forged["SigningCertURL"] = $"https://{SnsWorld.Host}/slow.pem";
        var stranger = SnsWorld.PostAsync(host.Room, forged);
        searched.Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
        try
        {
            (await SnsWorld.PostAsync(host.Room, SnsWorld.Notification(SomeFinding.Json(3))).WaitAsync(TimeSpan.FromSeconds(15))).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        }
        finally
        {
            end.Set();
        }

        (await stranger).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task What_is_around_the_message_must_fit_it()
    {
        using var world = new SnsWorld();
        await using var host = await world.HostAsync("--Alerts:MaxBodyBytes=8192");
        var body = SnsWorld.Notification(SomeFinding.Json(1)).ToJsonString();
        (await SnsWorld.PostAsync(host.Room, body, "SubscriptionConfirmation")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await SnsWorld.PostAsync(host.Room, body, null)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await SnsWorld.PostAsync(host.Room, new string(' ', 9000) + body, "Notification")).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        foreach (var nothing in new[] { "", "[]", "7", "{", "null", """{"Type":"\ud800"}""", "{}" })
            (await SnsWorld.PostAsync(host.Room, nothing, "Notification")).StatusCode.ShouldBe(HttpStatusCode.BadRequest, nothing);
        using var form = new StringContent(body, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");
        (await host.Room.PostAsync(new Uri("/alerts/sns", UriKind.Relative), form)).StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await SnsWorld.PostAsync(host.Room, body, "Notification")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Raw_delivery_is_refused_with_its_repair_and_the_operator_reads_it()
    {
        using var world = new SnsWorld();
        await using var host = await world.HostAsync();
        var raw = await SnsWorld.PostAsync(host.Room, SomeFinding.Json(1).ToJsonString(), "Notification", ("x-amz-sns-rawdelivery", "true"), ("x-amz-sns-topic-arn", SnsWorld.Topic));
        raw.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await SnsWorld.ProblemAsync(raw)).GetProperty("detail").GetString()!.ShouldContain("RawMessageDelivery=false");
        (await host.Get<IAlertLedger>().RefusalsAsync(10, default)).ShouldHaveSingleItem().Reason.ShouldContain("carries no signature");
    }

    private static string Subscribe(string token) => $"https://{SnsWorld.Host}/?Action=ConfirmSubscription&TopicArn={SnsWorld.Topic}&Token={token}";

    private static string Time(TimeSpan from) => (SnsWorld.Now + from).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
