using ChatOps.Bot.Hosting;
using ChatOps.Bot.Jobs;
using ChatOps.TestKit;
using ChatOps.TestKit.Slack;

namespace ChatOps.Bot.Channels.Slack;

public sealed class SlackStartTests
{
    [Fact]
    public async Task The_host_learns_who_it_is_and_remembers()
    {
        await using var speaking = await Speaking.CreateAsync();
        await speaking.StartAsync();

        var identity = speaking.Get<SlackIdentity>();
        (identity.Workspace, identity.BotUser, identity.BotId, identity.Handle).ShouldBe((speaking.Slack.TeamId, speaking.Slack.BotUserId, speaking.Slack.BotId, "chatops"));
        speaking.Get<IChatChannel>().HomeWorkspace.ShouldBe(speaking.Slack.TeamId);
        (await speaking.Get<IChatIdentities>().OfAsync("slack", default)).ShouldBe([new ChatIdentity("slack", speaking.Slack.TeamId, "ChatOps Test", speaking.Slack.BotUserId, speaking.Slack.BotId)]);
    }

    [Theory]
    [InlineData("internal_error")]
    [InlineData("invalid_auth")]
    [InlineData("ratelimited")]
    public async Task A_host_that_knows_who_it_is_starts_whatever_Slack_says(string error)
    {
        await using var speaking = await Speaking.StartedAsync();
        speaking.Slack.Faults.On("auth.test").Fail(error);

        await speaking.RestartAsync();

        speaking.Get<SlackIdentity>().Workspace.ShouldBe(speaking.Slack.TeamId);
    }

    [Fact]
    public async Task A_good_token_starts_everything_of_its_workspace_and_nothing_else()
    {
        await using var speaking = await Speaking.StartedAsync();
        var team = speaking.Slack.TeamId;
        string[] lanes = [$"slack:{team}/C1", $"slack-answer/{team}/U1", "slack:T0ELSE/C1", "web:security"];
        await speaking.Store.EnqueueAsync([.. lanes.Select(static lane => Draining.Job("a", "x", lane: lane))]);
        while (await speaking.Store.StepAsync("worker", static _ => new LaneStopped("token_revoked"))) continue;

        await speaking.RestartAsync();

        (await speaking.Store.Queue.LanesAsync(default)).Where(static lane => lane.StoppedReason is not null).Select(static lane => lane.Lane).ShouldBe(["slack:T0ELSE/C1", "web:security"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("invalid_auth", "Slack:BotToken")]
    [InlineData("account_inactive", "Slack:BotToken")]
    [InlineData("internal_error", "Slack cannot be reached")]
    public async Task A_first_start_that_cannot_learn_it_says_what_to_do(string error, string words)
    {
        await using var speaking = await Speaking.CreateAsync();
        speaking.Slack.Faults.On("auth.test").Fail(error);

        var failure = await Should.ThrowAsync<InstallationException>(speaking.StartAsync);

        var told = StartupFailure.Explain(failure).ShouldNotBeNull().ShouldHaveSingleItem();
        told.ShouldContain(words);
        told.ShouldContain(error);
        told.ShouldNotContain(speaking.Slack.BotToken);
    }

    [Fact]
    public async Task An_answer_without_a_workspace_is_none()
    {
        await using var speaking = await Speaking.CreateAsync();
        speaking.Slack.Faults.On("auth.test").Garbage(SlackGarbage.OkWithoutTs);

        (await Should.ThrowAsync<InstallationException>(speaking.StartAsync)).Message.ShouldContain("names no workspace");
    }

    [Fact]
    public async Task Nobody_at_the_address_is_told_by_the_whole_program_with_exit_code_1()
    {
        using var folder = new TemporaryFolder();
        string[] options = [$"--Data:Path={folder.Path}", "--Web:Url=http://127.0.0.1:0", "--Findings:Source=none", "--Slack:BotToken=xoxb-1", "--Slack:SigningSecret=0123456789abcdef0123", "--Slack:ApiBaseUrl=http://127.0.0.1:9/"];

        (await HostingSetup.ServeAsync(() => Program.Build(options))).ShouldBe(1);
    }

    [Fact]
    public async Task The_whole_host_speaks_in_Slack()
    {
        await using var slack = await SlackDouble.StartAsync();
        await using var host = await RunningHost.StartAsync(
            "--Edge:Url=http://127.0.0.1:0", "--Findings:Source=none", $"--Slack:BotToken={slack.BotToken}", $"--Slack:SigningSecret={slack.SigningSecret}", $"--Slack:ApiBaseUrl={slack.ApiBaseUrl}", $"--Slack:DefaultChannel={slack.Channel("sec").Id}", $"--Routes:0:Channel=slack:{slack.Channel("sec").Id}");
        var finding = await File.ReadAllTextAsync(Repository.PathOf("tests/TestKit/samples/guardduty/port-probe-instance.json"));

        using var answer = await host.Room.PostAsync("/alerts/eventbridge", new StringContent(finding, System.Text.Encoding.UTF8, "application/json"));
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());

        var root = await slack.Channel("sec").ExpectThread("PortProbe");
        await root.ExpectReply("198.51.100.");
        slack.Unexpected.ShouldBeEmpty();
        slack.Refused.ShouldBeEmpty();
    }
}
