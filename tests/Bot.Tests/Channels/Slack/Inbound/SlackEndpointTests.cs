using ChatOps.Investigation;

namespace ChatOps.Bot.Channels.Slack.Inbound;

public sealed class SlackEndpointTests
{
    private const string Form = "application/x-www-form-urlencoded";
    private const string Json = "application/json";
    private const string Challenge = """{"token":"x","challenge":"3eZbrw1aB","type":"url_verification"}""";

    [Fact]
    public async Task Every_path_takes_every_kind()
    {
        await using var on = await Listening.StartAsync();
        foreach (var path in SlackEndpoint.Paths)
        {
            (await on.PostAsync(path, Challenge, Json)).ShouldBe((200, """{"challenge":"3eZbrw1aB"}"""));
            (await on.PostAsync(path, "ssl_check=1&token=x", Form)).ShouldBe((200, ""));
            (await on.PostAsync(path, "command=%2Finvestigate&text=help&team_id=T0CHATOPS1&channel_id=C1&user_id=U1", Form)).ShouldBe((200, ""));
            (await on.PostAsync(path, "payload=%7B%22type%22%3A%22block_actions%22%2C%22user%22%3A%7B%22id%22%3A%22U1%22%7D%7D", Form)).ShouldBe((200, ""));
            (await on.PostAsync(path, """{"type":"event_callback","event":{"type":"never_heard_of"}}""", "application/json; charset=utf-8")).ShouldBe((200, ""));
            (await on.PostAsync(path, """{"type":"app_rate_limited","minute_rate_limited":1518467820}""", Json)).ShouldBe((200, ""));
        }
    }

    [Fact]
    public async Task Who_is_not_Slack_is_refused_and_told_nothing()
    {
        await using var on = await Listening.StartAsync();
        (await on.PostAsync("/slack", Challenge, Json, secret: "another secret of sixteen")).Status.ShouldBe(401);
        (await on.PostAsync("/slack", Challenge, Json, late: 301)).Status.ShouldBe(401);
        (await on.PostAsync("/slack", Challenge, Json, late: -302)).Status.ShouldBe(401);
        (await on.PostAsync("/slack", Challenge, Json, late: 290)).Status.ShouldBe(200);
        (await on.PostAsync("/slack", Challenge, "text/plain")).Status.ShouldBe(415);
        (await on.PostAsync("/slack", Challenge, "multipart/form-data; boundary=x")).Status.ShouldBe(415);
        using var unsigned = new StringContent(Challenge, new System.Net.Http.Headers.MediaTypeHeaderValue(Json));
        using var refused = await on.Host.Room.PostAsync(new Uri("/slack", UriKind.Relative), unsigned);
        ((int)refused.StatusCode).ShouldBe(401);
        (await refused.Content.ReadAsStringAsync()).ShouldNotContain("3eZbrw1aB");
    }

    [Fact]
    public async Task The_secret_before_is_taken_while_it_is_rotated()
    {
        const string Before = "fedcba9876543210fedcba9876543210";
        await using var on = await Listening.StartAsync(false, $"--Slack:PreviousSigningSecret={Before}");
        (await on.PostAsync("/slack", Challenge, Json, Before)).Status.ShouldBe(200);
        (await on.PostAsync("/slack", Challenge, Json)).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("""{"type":""")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"type":"event_callback","event":{"type":"message","text":"\ud800"}}""")]
    public async Task What_Slack_would_not_send_is_refused(string body)
    {
        await using var on = await Listening.StartAsync();
        (await on.PostAsync("/slack", body, Json)).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_huge_body_is_refused_and_a_large_one_is_taken()
    {
        await using var on = await Listening.StartAsync();
        var just = """{"type":"never_heard_of","x":"FILL"}""";
        var fill = (1 << 20) - just.Length + 4;
        (await on.PostAsync("/slack", just.Replace("FILL", new string('x', fill), StringComparison.Ordinal), Json)).Status.ShouldBe(200);
        (await on.PostAsync("/slack", just.Replace("FILL", new string('x', fill + 1), StringComparison.Ordinal), Json)).Status.ShouldBe(413);
        (await on.PostAsync("/slack", $$"""{"type":"event_callback","event":{{new string('[', 400_000)}}""", Json)).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Another_workspace_is_not_heard()
    {
        await using var on = await Listening.StartAsync();
        (await on.PostAsync("/slack", "command=%2Finvestigate&text=help&team_id=T0OTHER&channel_id=C1&user_id=U1&trigger_id=1", Form)).Status.ShouldBe(200);
        await on.QuietAsync();
        (await on.Host.Get<Jobs.IJobQueue>().ListAsync(Jobs.JobState.Sent, 100, default)).ShouldNotContain(static job => job.Job.Kind == SlackJobs.HearKind);
    }

    [Fact]
    public async Task While_the_store_fails_nothing_is_half_done_and_Slack_tells_again()
    {
        await using var on = await Listening.StartAsync();
        const string Body = "command=%2Finvestigate&text=help&team_id=T0CHATOPS1&channel_id=C1&user_id=U1&trigger_id=1.2.3";
        await on.RenameTableAsync("job", "job_away");
        (await on.PostAsync("/slack/commands", Body, Form)).Status.ShouldBe(503);
        await on.RenameTableAsync("job_away", "job");
        (await on.PostAsync("/slack/commands", Body, Form)).Status.ShouldBe(200);
        (await on.PostAsync("/slack/commands", Body, Form)).Status.ShouldBe(200);
        await on.QuietAsync();
        (await on.Host.Get<Jobs.IJobQueue>().ListAsync(Jobs.JobState.Sent, 100, default)).Count(static job => job.Job.Kind == SlackJobs.HearKind).ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_is_there_while_Slack_is_not_configured_or_is_called()
    {
        await using var off = await TestKit.RunningHost.StartAsync();
        using var body = new StringContent(Challenge, new System.Net.Http.Headers.MediaTypeHeaderValue(Json));
        using var answer = await off.Room.PostAsync(new Uri("/slack", UriKind.Relative), body);
        ((int)answer.StatusCode).ShouldBe(404);
        await using var socket = await Listening.StartAsync(bySocket: true);
        (await socket.PostAsync("/slack", Challenge, Json)).Status.ShouldBe(404);
    }

    [CorpusFact]
    public async Task Every_payload_of_the_corpus_is_taken()
    {
        var folder = Path.Combine(Corpus.Folder!, "slack");
        if (!Directory.Exists(folder)) return;
        await using var on = await Listening.StartAsync();
        foreach (var file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var json = await File.ReadAllTextAsync(file);
            // Its values are all empty: the outermost type is what Slack would have written.
            if (file.Contains("/events/", StringComparison.Ordinal)) (await on.PostAsync("/slack/events", json.Replace("\"type\": \"\",", "\"type\": \"event_callback\",", StringComparison.Ordinal), Json)).Status.ShouldBe(200, file);
            else if (file.Contains("SlashCommand", StringComparison.Ordinal)) (await on.PostAsync("/slack/commands", "command=%2Finvestigate&text=&team_id=&channel_id=&user_id=&response_url=&trigger_id=", Form)).Status.ShouldBe(200, file);
            else (await on.PostAsync("/slack/interactions", $"payload={Uri.EscapeDataString(json)}", Form)).Status.ShouldBe(200, file);
        }

        await on.QuietAsync();
    }
}
