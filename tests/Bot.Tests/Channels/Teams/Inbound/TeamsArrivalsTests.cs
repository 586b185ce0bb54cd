using ChatOps.Bot.Jobs;

namespace ChatOps.Bot.Channels.Teams.Inbound;

/// <summary>Teams and channels we are let into and put out of.</summary>
public sealed class TeamsArrivalsTests
{
    [Fact]
    public async Task Whoever_adds_us_is_welcomed_once_in_the_channel_they_chose()
    {
        await using var on = await TeamsListening.StartAsync();
        var team = on.Teams.Team("Blue team").WithoutBot();
        var chosen = team.Channel("incidents");
        await team.Install(on.Ana, chosen);
        var welcome = await chosen.ExpectThread($"@{TeamsListening.BotName} investigate");
        welcome.Words.ShouldNotContain("@bot");
        await on.HearAgainAsync();
        await team.Uninstall(on.Ana);
        await team.Install(on.Ana, chosen);
        await team.Upgrade(on.Ana);
        await on.QuietAsync();
        chosen.Threads.Count.ShouldBe(1);
        team.General.All.ShouldBeEmpty();
        on.Known(chosen).ShouldNotBeNull().Team.ShouldBe(team.Id);
        on.Teams.Refused.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_said_where_the_policy_closes_the_channel()
    {
        using var folder = new TestKit.TemporaryFolder();
        var policy = Path.Combine(folder.Path, "policy.json");
        await File.WriteAllTextAsync(policy, """{"default":"none"}""");
        await using var on = await TeamsListening.StartAsync($"--Policy:File={policy}");
        var team = on.Teams.Team("Blue team").WithoutBot();
        await team.Install(on.Ana, team.Channel("incidents"));
        await on.QuietAsync();
        team.Channel("incidents").All.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_waited_while_we_were_out_is_said_when_we_are_back()
    {
        await using var on = await TeamsListening.StartAsync();
        await on.FindingAsync(1);
        await on.QuietAsync();
        await on.Channel.Team.Uninstall(on.Ana);
        await on.Teams.ExpectAsync(() => on.Known(on.Channel.Team.General) is { IsClosed: true } known ? known : null, () => "not closed");
        await TakeFindingAsync(on, 2);
        await on.Teams.ExpectAsync(() => on.StopReason, () => "the lane did not stop");
        await on.Channel.Team.Install(on.Ana);
        await on.Channel.ExpectThread("Finding 2");
        on.StopReason.ShouldBeNull();
        on.Known(on.Channel.Team.General)!.IsClosed.ShouldBeFalse();
    }

    [Fact]
    public async Task A_word_to_us_shows_that_we_are_there_whatever_was_told_before()
    {
        await using var on = await TeamsListening.StartAsync();
        await on.FindingAsync(1);
        on.Teams.Faults.On("create").NotInRoster();
        await TakeFindingAsync(on, 2);
        await on.Teams.ExpectAsync(() => on.StopReason, () => "the lane did not stop");
        await on.Ana.Mention(on.Channel, "help");
        await on.Channel.ExpectThread("Finding 2");
    }

    [Fact]
    public async Task A_word_to_us_lets_private_answers_go_on_too()
    {
        await using var on = await TeamsListening.StartAsync();
        on.Teams.Faults.On("send").Error(401, "BotNotRegistered", 2);
        await on.Ana.Mention(on.Channel, "help");
        await on.Teams.ExpectAsync(() => on.Host.Get<IJobQueue>().LanesAsync(default).Result.FirstOrDefault(static lane => lane.Lane.StartsWith("teams-answer/", StringComparison.Ordinal))?.StoppedReason, () => "the lane did not stop");
        var again = await on.Ana.Mention(on.Channel, "help");
        await again.Thread.ExpectReply("What can be asked");
    }

    [Fact]
    public async Task Channels_are_known_by_their_names_until_they_are_gone()
    {
        await using var on = await TeamsListening.StartAsync();
        var team = on.Teams.Team("Blue team");
        var made = await team.CreateChannel("incidents", on.Ana);
        await on.Teams.ExpectAsync(() => on.Known(made), () => "not known");
        on.Known(made)!.Name.ShouldBe("incidents");
        on.Known(made)!.Team.ShouldBe(team.Id);
        on.Known(team.General)?.Name.ShouldBeNull();
        await made.Rename("cases", on.Ana);
        await on.Teams.ExpectAsync(() => on.Known(made) is { Name: "cases" } known ? known : null, () => "not renamed");
        await made.Delete(on.Ana);
        await on.Teams.ExpectAsync(() => on.Known(made) is null ? on : null, () => "still known");
        await made.Restore(on.Ana);
        await on.Teams.ExpectAsync(() => on.Known(made), () => "not known again");
    }

    [Fact]
    public async Task A_team_that_is_archived_cannot_be_written_in_until_it_is_brought_back()
    {
        await using var on = await TeamsListening.StartAsync();
        var team = on.Teams.Team("Blue team");
        var made = await team.CreateChannel("incidents", on.Ana);
        await on.Teams.ExpectAsync(() => on.Known(made), () => "not known");
        await team.EventAsync("teamArchived", on.Ana);
        await on.Teams.ExpectAsync(() => on.Known(made) is { IsClosed: true } known ? known : null, () => "not closed");
        await team.EventAsync("teamUnarchived", on.Ana);
        await on.Teams.ExpectAsync(() => on.Known(made) is { IsClosed: false } known ? known : null, () => "not open");
        await team.Rename("Red team", on.Ana);
        await team.Add(on.Ben, on.Ana);
        await team.Remove(on.Ben, on.Ana);
        await on.QuietAsync();
        on.Known(made)!.IsClosed.ShouldBeFalse();
        (await on.Host.Get<IJobQueue>().ListAsync(JobState.Dead, 10, default)).ShouldBeEmpty();
    }

    private static async Task TakeFindingAsync(TeamsListening on, int number)
    {
        using var taken = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(on.Host.Room, "/alerts/eventbridge", Alerts.SomeFinding.Event(Alerts.SomeFinding.Json(number)));
        taken.EnsureSuccessStatusCode();
    }
}
