using ChatOps.Bot.Operations;
using Microsoft.Extensions.Hosting;

namespace ChatOps.Bot.Channels.Teams;

/// <summary>What happens at start, and what the doctor says.</summary>
public sealed class TeamsStartTests
{
    [Fact]
    public async Task Lanes_that_stopped_for_want_of_a_token_go_on_once_there_is_one()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync(new Connector.TeamsLimits(), ("Teams:ClientSecret", "guessed"));
        await speaking.PutAsync("A finding");
        await speaking.DrainAsync();
        speaking.StopReason.ShouldNotBeNull();

        await speaking.RestartAsync(("Teams:ClientSecret", speaking.Teams.ClientSecret));
        await Start(speaking).LookAsync(default);
        await speaking.DrainAsync();

        speaking.Channel.Roots.ShouldHaveSingleItem().Words.ShouldNotContain("twice");
    }

    [Fact]
    public async Task A_credential_that_is_repaired_while_the_host_runs_starts_them_too()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync();
        var start = Start(speaking);
        await start.LookAsync(default);
        speaking.Teams.Entra.Revoke();
        speaking.Teams.Faults.On("token").Login(401, "invalid_client");
        await speaking.PutAsync("A finding");
        await speaking.DrainAsync();
        speaking.StopReason.ShouldNotBeNull().ShouldContain("invalid_client");

        speaking.Store.Time.Advance(TimeSpan.FromMinutes(5));
        await start.LookAsync(default);
        await speaking.DrainAsync();
        speaking.Channel.Roots.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_token_that_Teams_refuses_is_tried_again_in_a_while()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync();
        var start = Start(speaking);
        await start.LookAsync(default);
        speaking.Teams.Faults.On("create").Error(401, "BotNotRegistered", 2);
        await speaking.PutAsync("A finding");
        await speaking.DrainAsync();
        speaking.StopReason.ShouldNotBeNull().ShouldContain("BotNotRegistered");

        speaking.Store.Time.Advance(TimeSpan.FromMinutes(5));
        await start.LookAsync(default);
        await speaking.DrainAsync();
        speaking.Channel.Roots.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Lanes_that_stopped_over_their_channel_are_left_alone_while_nothing_changed()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync();
        var start = Start(speaking);
        await start.LookAsync(default);
        speaking.Teams.Faults.On("create").NotInRoster();
        await speaking.PutAsync("A finding");
        await speaking.DrainAsync();
        await start.LookAsync(default);
        speaking.StopReason.ShouldNotBeNull();
    }

    [Fact]
    public async Task What_is_wrong_with_the_credential_is_said_once()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync(new Connector.TeamsLimits(), ("Teams:ClientSecret", "guessed"));
        var start = Start(speaking);
        for (var n = 0; n < 3; n++)
        {
            await start.LookAsync(default);
            speaking.Store.Time.Advance(TimeSpan.FromMinutes(5));
        }

        speaking.Log.Lines.Count(static line => line.StartsWith("Error: No token for Teams", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory]
    [InlineData(null, null, "no finding is sent to Teams", "Edge:Url")]
    [InlineData("19:0123@thread.tacv2", null, null, "Edge:Url")]
    [InlineData("19:0123@thread.tacv2", "http://127.0.0.1:8080", null, null)]
    public async Task Who_we_are_and_what_is_missing_is_said_in_one_line(string? channel, string? edge, string? first, string? second)
    {
        await using var speaking = await TeamsSpeaking.CreateAsync(new Connector.TeamsLimits(), ("Teams:DefaultChannel", channel), ("Edge:Url", edge));
        await Hosted<TeamsAnnouncement>(speaking).StartAsync(default);
        var line = speaking.Log.Lines.ShouldHaveSingleItem();
        line.ShouldContain($"In Teams as app {speaking.Teams.AppId}, tenant {speaking.Teams.TenantId}");
        line.Contains("no finding is sent", StringComparison.Ordinal).ShouldBe(first is not null);
        line.Contains("Edge:Url", StringComparison.Ordinal).ShouldBe(second is not null);
    }

    [Theory]
    [InlineData("right", "Ok", "given by 127.0.0.1")]
    [InlineData("wrong secret", "Wrong", "AADSTS7000215")]
    [InlineData("silent", "Wrong", "does not give one")]
    public async Task The_doctor_asks_for_a_token(string what, string level, string words)
    {
        await using var speaking = await TeamsSpeaking.CreateAsync(new Connector.TeamsLimits(), ("Teams:ClientSecret", what == "wrong secret" ? "guessed" : "dbl8Q~secret-of-the-double"));
        if (what == "silent") speaking.Teams.Faults.On("token").Http(503);
        var notes = new Notebook();
        await speaking.Get<IChatExam>().LookAsync(notes, default);
        var token = notes.Remarks.Single(static remark => remark.Looked == "token");
        (token.Level.ToString(), token.Found.Contains(words, StringComparison.Ordinal)).ShouldBe((level, true), token.Found);
        (token.Repair is null).ShouldBe(what == "right");
        notes.Remarks.ShouldContain(static remark => remark.Looked == "hearing" && remark.Level == RemarkLevel.Warning);
        $"{string.Join(' ', notes.Remarks)}".ShouldNotContain("guessed");
        speaking.Teams.Calls.ShouldBeEmpty();
    }

    private static TeamsStart Start(TeamsSpeaking speaking) => Hosted<TeamsStart>(speaking);

    private static T Hosted<T>(TeamsSpeaking speaking) => speaking.Get<IEnumerable<IHostedService>>().OfType<T>().Single();
}
