using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Threads;
using ChatOps.TestKit;

namespace ChatOps.Bot.Alerts;

public sealed class EventBridgeEndpointTests
{
    private const string KeyOption = "--Alerts:ApiKey=correct horse battery staple";

    [Fact]
    public async Task A_finding_is_committed_before_the_answer_and_has_its_thread()
    {
        await using var host = await RunningHost.StartAsync();
        var (status, answer) = await PostAsync(host.Room, SomeFinding.Event(SomeFinding.Json(1)));
        status.ShouldBe(HttpStatusCode.Accepted);
        answer["accepted"]!.GetValue<int>().ShouldBe(1);
        answer["ignored"]!.AsArray().ShouldBeEmpty();
        var thread = (await ThreadsAsync(host)).ShouldHaveSingleItem();
        thread.Channel.ShouldBe(ChannelRef.Web("security"));
        thread.Title.ShouldBe("Finding 1");
        (await MessagesAsync(host, thread)).ShouldHaveSingleItem().Key.ShouldBe(MessageKeys.Root);
    }

    [Fact]
    public async Task A_repeat_edits_the_root_a_change_is_told_and_a_redelivery_does_nothing()
    {
        await using var host = await RunningHost.StartAsync();
        await PostAsync(host.Room, SomeFinding.Json(1));
        var repeat = SomeFinding.Json(1, count: 5, updatedAt: "2026-03-01T10:15:00Z");
        await PostAsync(host.Room, repeat);
        await PostAsync(host.Room, SomeFinding.Json(1, count: 9, severity: 8, updatedAt: "2026-03-01T10:30:00Z"));
        var thread = (await ThreadsAsync(host)).ShouldHaveSingleItem();
        var before = await MessagesAsync(host, thread);
        before.Select(static message => message.Card.Kind).ShouldBe([CardKind.Finding, CardKind.Changed]);
        CardWords.Of(before[0].Card).ShouldContain("9 occurrences");
        CardWords.Of(before[1].Card).ShouldContain("Seen again: 5 → 9 occurrences");
        CardWords.Of(before[1].Card).ShouldContain("Severity up: Medium 5.0 → High 8.0.");

        (await PostAsync(host.Room, repeat)).Answer["accepted"]!.GetValue<int>().ShouldBe(1);
        (await MessagesAsync(host, thread)).Select(static message => message.Version).ShouldBe(before.Select(static message => message.Version));
    }

    [Fact]
    public async Task A_late_older_delivery_is_kept_and_the_card_does_not_go_back()
    {
        await using var host = await RunningHost.StartAsync();
        await PostAsync(host.Room, SomeFinding.Json(1, count: 9, updatedAt: "2026-03-01T10:30:00Z"));
        await PostAsync(host.Room, SomeFinding.Json(1, count: 5, updatedAt: "2026-03-01T10:15:00Z"));
        var thread = (await ThreadsAsync(host)).ShouldHaveSingleItem();
        thread.Count.ShouldBe(9);
        var finding = JsonNode.Parse(await host.Room.GetStringAsync(new Uri($"/api/v1/findings/{SomeFinding.Account}/us-east-1/{1:x32}", UriKind.Relative)))!;
        finding["count"]!.GetValue<int>().ShouldBe(9);
        finding["deliveries"]!.AsArray().Select(static delivery => delivery!["count"]!.GetValue<int>()).ShouldBe([9, 5]);
        finding["deliveries"]![0]!["document"]!["service"]!["count"]!.GetValue<int>().ShouldBe(9);
    }

    [Fact]
    public async Task Related_findings_are_named_on_the_card()
    {
        await using var host = await RunningHost.StartAsync();
        await PostAsync(host.Room, new JsonArray(SomeFinding.Json(1), SomeFinding.Json(2, type: "Backdoor:EC2/C&CActivity.B!DNS")));
        var second = (await ThreadsAsync(host)).Single(static thread => thread.Title == "Finding 2");
        CardWords.Of((await MessagesAsync(host, second))[0].Card).ShouldContain("1 other finding on this instance since 1 Mar 2026 09:00 UTC → Recon:EC2/Portscan");
    }

    [Fact]
    public async Task Of_an_array_with_one_wrong_finding_nothing_is_taken()
    {
        await using var host = await RunningHost.StartAsync();
        var wrong = SomeFinding.Event(SomeFinding.Json(4));
        wrong["detail"]!["severity"] = "very";
        var (status, problem) = await PostAsync(host.Room, new JsonArray(SomeFinding.Json(1), SomeFinding.Json(2), SomeFinding.Json(3), wrong));
        status.ShouldBe(HttpStatusCode.BadRequest);
        problem["detail"]!.GetValue<string>().ShouldStartWith("$[3].detail.severity: ");
        (await ThreadsAsync(host)).ShouldBeEmpty();
        (await host.Get<IAlertLedger>().RefusalsAsync(10, default)).ShouldHaveSingleItem().Path.ShouldBe("$[3].detail.severity");
    }

    [Fact]
    public async Task An_event_that_is_no_finding_is_ignored_with_its_place()
    {
        await using var host = await RunningHost.StartAsync();
        var other = new JsonObject { ["detail-type"] = "AWS Health Event", ["source"] = "aws.health", ["detail"] = new JsonObject() };
        var alone = await PostAsync(host.Room, other);
        alone.Status.ShouldBe(HttpStatusCode.OK);
        alone.Answer["accepted"]!.GetValue<int>().ShouldBe(0);
        var both = await PostAsync(host.Room, new JsonArray(SomeFinding.Json(1), other.DeepClone()));
        both.Status.ShouldBe(HttpStatusCode.Accepted);
        both.Answer["ignored"]![0]!["index"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task With_a_key_the_key_decides_and_on_both_listeners()
    {
        await using var host = await RunningHost.StartAsync(KeyOption, "--Edge:Url=http://127.0.0.1:0");
        foreach (var caller in new[] { host.Room, host.Edge! })
        {
            (await PostAsync(caller, SomeFinding.Json(1))).Status.ShouldBe(HttpStatusCode.Unauthorized);
            (await PostAsync(caller, SomeFinding.Json(1), ("X-Api-Key", "correct horse"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
            (await PostAsync(caller, SomeFinding.Json(1), ("X-Api-Key", "correct horse battery staple"))).Status.ShouldBe(HttpStatusCode.Accepted);
        }
    }

    [Fact]
    public async Task Without_a_key_only_this_machine_is_heard_and_not_on_the_edge()
    {
        await using var host = await RunningHost.StartAsync("--Edge:Url=http://127.0.0.1:0");
        (await PostAsync(host.Edge!, SomeFinding.Json(1))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(host.Room, SomeFinding.Json(1), ("X-Forwarded-For", "203.0.113.9"))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(host.Room, SomeFinding.Json(1))).Status.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task A_web_page_cannot_forge_an_alert()
    {
        await using var host = await RunningHost.StartAsync();
        (await PostAsync(host.Room, SomeFinding.Json(1), ("Origin", host.Room.BaseAddress!.GetLeftPart(UriPartial.Authority)))).Status.ShouldBe(HttpStatusCode.Forbidden);
        using var form = new StringContent(SomeFinding.Json(1).ToJsonString(), Encoding.UTF8, "text/plain");
        (await host.Room.PostAsync(new Uri("/alerts/eventbridge", UriKind.Relative), form)).StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        (await ThreadsAsync(host)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_delivery_larger_than_allowed_is_refused()
    {
        await using var host = await RunningHost.StartAsync("--Alerts:MaxBodyBytes=2048");
        var large = SomeFinding.Json(1);
        large["description"] = new string('x', 4096);
        (await PostAsync(host.Room, large)).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await PostAsync(host.Room, SomeFinding.Json(1))).Status.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task A_finding_that_holds_half_a_surrogate_pair_is_read_back_as_received()
    {
        await using var host = await RunningHost.StartAsync();
        var json = SomeFinding.Json(1).ToJsonString().Replace("Finding 1", @"Finding \ud800", StringComparison.Ordinal);
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        (await host.Room.PostAsync(new Uri("/alerts/eventbridge", UriKind.Relative), content)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var finding = (await ThreadsAsync(host)).ShouldHaveSingleItem().Finding!.Value;
        var answer = await host.Room.GetStringAsync(new Uri($"/api/v1/findings/{finding.Account}/{finding.Region}/{finding.Id}", UriKind.Relative));
        answer.ShouldContain(json);
    }

    [Fact]
    public async Task A_finding_nobody_delivered_is_not_found()
    {
        await using var host = await RunningHost.StartAsync();
        (await host.Room.GetAsync(new Uri($"/api/v1/findings/{SomeFinding.Account}/us-east-1/none", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<(HttpStatusCode Status, JsonNode Answer)> PostAsync(HttpClient caller, JsonNode json, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/alerts/eventbridge") { Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(json)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        using var response = await caller.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, body.Length == 0 ? new JsonObject() : JsonNode.Parse(body)!);
    }

    private static async Task<IReadOnlyList<InvestigationThread>> ThreadsAsync(RunningHost host) => (await host.Get<IThreadStore>().ListAsync(new ThreadFilter(), default)).Items;

    private static async Task<IReadOnlyList<ThreadMessage>> MessagesAsync(RunningHost host, InvestigationThread thread) =>
        [.. (await host.Get<IThreadStore>().MessagesAsync(thread.Id, default)).Where(static message => message.Card.Kind is CardKind.Finding or CardKind.Changed)];
}
