namespace ChatOps.Bot.Channels.Slack;

/// <summary>Slack is told things as fast as it listens.</summary>
public sealed class SlackPaceTests
{
    [Fact]
    public async Task A_minute_that_is_full_rests_the_lane_and_keeps_nobody_waiting()
    {
        await using var speaking = await Speaking.StartedAsync(new SlackLimits { Gap = TimeSpan.Zero, PostsPerMinute = 3 });
        for (var n = 0; n < 5; n++) await speaking.PutAsync($"finding {n}", thread: $"f{n}");
        var start = speaking.Store.Time.GetUtcNow();
        for (var n = 0; n < 4; n++) await speaking.StepAsync();
        speaking.Store.Time.GetUtcNow().ShouldBe(start);
        speaking.Channel.All.Count.ShouldBe(3);

        await speaking.DrainAsync();

        speaking.Channel.All.Count.ShouldBe(5);
        (speaking.Store.Time.GetUtcNow() - start).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromMinutes(1));
        speaking.Called("conversations.history").ShouldBeEmpty("nothing was in doubt");
    }

    [Fact]
    public async Task Slack_is_never_told_more_than_one_thing_a_second_in_a_channel()
    {
        await using var speaking = await Speaking.StartedAsync(new SlackLimits());
        await speaking.PutAsync(SomeCards.WithEverything());
        for (var n = 0; n < 5; n++) await speaking.PutAsync($"reply {n}", $"r{n}");
        for (var n = 0; n < 5; n++) await speaking.PutAsync($"finding {n}", thread: $"f{n}");

        await speaking.DrainAsync();

        var posts = speaking.Slack.Posts.Where(post => post.Channel == speaking.Channel.Id).Select(static post => post.At).ToList();
        posts.Count.ShouldBeGreaterThan(12);
        posts.Zip(posts.Skip(1), static (earlier, later) => later - earlier).ShouldAllBe(static gap => gap >= TimeSpan.FromSeconds(1));
    }
}
