using ChatOps.Bot.Channels.Teams.Connector;
using ChatOps.Bot.Threads;
using ChatOps.TestKit;

namespace ChatOps.Bot.Channels.Teams;

/// <summary>Teams is told things as fast as it listens, as the other side counts.</summary>
public sealed class TeamsPaceTests
{
    [Fact]
    public async Task A_channel_is_never_told_more_than_it_takes()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync(new TeamsLimits());
        speaking.Teams.Faults.EnforcesRates = true;
        for (var finding = 0; finding < 40; finding++)
        {
            await speaking.PutAsync($"finding {finding}", thread: $"f{finding}");
            await speaking.PutAsync($"pivots {finding}", "pivots", $"f{finding}");
        }

        await speaking.DrainAsync();
        for (var finding = 0; finding < 40; finding++) await speaking.PutAsync($"finding {finding}, again", thread: $"f{finding}");
        await speaking.DrainAsync();

        speaking.Teams.Rates.Exceeded.ShouldBeEmpty();
        speaking.Called("create").ShouldAllBe(static outcome => outcome == "ok");
        speaking.Channel.All.Count.ShouldBe(80);
        speaking.Channel.Roots.ShouldAllBe(static root => root.Edited == 1);
    }

    [Fact]
    public async Task Channels_do_not_wait_for_each_other_but_for_the_tenant()
    {
        await using var speaking = await TeamsSpeaking.CreateAsync(new TeamsLimits { Gap = TimeSpan.Zero });
        for (var channel = 0; channel < 8; channel++)
        {
            var place = new ChannelRef("teams", speaking.Teams.TenantId, speaking.Teams.Channel($"channel {channel}").Id);
            for (var finding = 0; finding < 6; finding++) await speaking.PutAsync($"finding {finding}", thread: $"c{channel}f{finding}", place: place);
        }

        var begun = speaking.Store.Time.GetUtcNow();
        await speaking.DrainAsync();
        speaking.Teams.Posts.Count.ShouldBe(48);
        speaking.Teams.Rates.Exceeded.ShouldBeEmpty();
        (speaking.Store.Time.GetUtcNow() - begun).ShouldBeLessThan(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task A_long_wait_rests_the_lane_and_keeps_nobody()
    {
        var (pace, time) = Pace(new TeamsWindow(2, TimeSpan.FromSeconds(30)));
        await TakeAsync(pace);
        await TakeAsync(pace);
        using var turn = await pace.TurnAsync(Target("a"), default);
        turn.Wait.ShouldBe(TimeSpan.FromSeconds(30));
        time.Advance(TimeSpan.FromSeconds(30));
        await TakeAsync(pace);
    }

    [Fact]
    public async Task A_call_counts_until_a_window_after_it_was_answered()
    {
        var (pace, time) = Pace(new TeamsWindow(1, TimeSpan.FromSeconds(30)));
        using (await pace.TurnAsync(Target("a"), default)) time.Advance(TimeSpan.FromSeconds(20));
        time.Advance(TimeSpan.FromSeconds(10));
        using var early = await pace.TurnAsync(Target("a"), default);
        early.Wait.ShouldBe(TimeSpan.FromSeconds(20));
        time.Advance(TimeSpan.FromSeconds(20));
        await TakeAsync(pace);
    }

    [Fact]
    public async Task Threads_of_a_channel_share_its_turns_and_others_do_not()
    {
        var (pace, _) = Pace(new TeamsWindow(1, TimeSpan.FromSeconds(30)));
        await TakeAsync(pace);
        using var inThread = await pace.TurnAsync(Target("a", "17"), default);
        inThread.Wait.ShouldNotBeNull();
        using var elsewhere = await pace.TurnAsync(Target("b"), default);
        elsewhere.Wait.ShouldBeNull();
    }

    [Fact]
    public async Task What_Teams_wished_for_one_channel_spares_all_who_speak_there()
    {
        var (pace, time) = Pace(new TeamsWindow(5, TimeSpan.FromSeconds(1)));
        pace.Hold(Target("a"), TimeSpan.FromSeconds(20));
        using (var held = await pace.TurnAsync(Target("a"), default)) held.Wait.ShouldBe(TimeSpan.FromSeconds(20));
        using (var free = await pace.TurnAsync(Target("b"), default)) free.Wait.ShouldBeNull();
        time.Advance(TimeSpan.FromSeconds(20));
        await TakeAsync(pace);
    }

    [Fact]
    public async Task Many_channels_are_forgotten_again_without_forgetting_who_is_owed()
    {
        var (pace, time) = Pace(new TeamsWindow(1, TimeSpan.FromSeconds(30)));
        for (var channel = 0; channel < 3000; channel++)
        {
            time.Advance(TimeSpan.FromMilliseconds(40));
            using var turn = await pace.TurnAsync(Target($"channel {channel}"), default);
            turn.Wait.ShouldBeNull();
        }

        using var again = await pace.TurnAsync(Target("channel 2999"), default);
        again.Wait.ShouldNotBeNull();
    }

    private static (TeamsPace Pace, ManualTime Time) Pace(TeamsWindow window)
    {
        var time = new ManualTime();
        return (new TeamsPace(new TeamsLimits { Channel = [window], Tenant = [new TeamsWindow(1000, TimeSpan.FromSeconds(1))] }, time), time);
    }

    private static TeamsTarget Target(string channel, string? root = null) => new(new Uri("https://teams.example/"), "tenant", new TeamsConversation(channel, root));

    private static async Task TakeAsync(TeamsPace pace)
    {
        using var turn = await pace.TurnAsync(Target("a"), default);
        turn.Wait.ShouldBeNull();
    }
}
