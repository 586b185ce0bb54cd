using ChatOps.TestKit.Slack;

namespace ChatOps.TestKit.Storms;

/// <summary>New findings all at once for a Slack that is told one message a second, with whatever the plan lets happen to the program, to Slack and between them.</summary>
internal static class Storm
{
    private const int Senders = 8;

    public static async Task<StormTally> RunAsync(StormPlan plan)
    {
        await using var slack = await SlackDouble.StartAsync();
        var place = slack.Channel("sec");
        using var host = new StormHost(slack, place, plan.Options);
        await host.StartAsync();
        var begun = TimeProvider.System.GetUtcNow();
        var people = new StormPeople(slack, place, new Random(plan.Seed));
        await Task.WhenAll(
            SendAsync(host, plan, new Random(plan.Seed + 3)),
            new StormWeather(slack, new Random(plan.Seed + 1)).BlowAsync(plan),
            new StormKills(slack, host, plan, new Random(plan.Seed + 2)).KillAsync(),
            people.TalkAsync(plan));
        var met = plan.Faults - slack.Faults.Left;
        slack.Faults.Clear();
        await slack.Deliveries.Quiet();
        await slack.Deliveries.Retry();
        var room = new StormRoom(host.Room);
        var unsettled = await room.SettledAsync(plan.Patience);
        var tally = new StormCount(place, await room.ThreadsAsync()).Tally(plan, people, [.. unsettled, .. slack.Unexpected, .. slack.Refused]);
        var posts = slack.Posts.Where(post => post.Channel == place.Id).ToList();
        return tally with
        {
            FirstSight = posts.Count == 0 ? TimeSpan.MaxValue : posts[0].At - begun,
            AllTold = posts.LastOrDefault(static post => post.ThreadTs is null)?.At - begun ?? TimeSpan.MaxValue,
            Quiet = posts.Count == 0 ? TimeSpan.MaxValue : posts[^1].At - begun,
            Kills = plan.Kills,
            Faults = (int)met,
            Notes = people.Notes.Count,
            Commands = people.Addresses.Count + people.Questions.Count,
        };
    }

    private static async Task SendAsync(StormHost host, StormPlan plan, Random random)
    {
        for (var delivery = 0; delivery < plan.Deliveries; delivery++)
        {
            var count = 1 + (delivery / 2);
            if (delivery > 0) await Task.Delay(plan.LongestPause * random.NextDouble(), TimeProvider.System);
            await Parallel.ForEachAsync(Enumerable.Range(1, plan.Findings), new ParallelOptions { MaxDegreeOfParallelism = Senders }, async (number, _) => await host.DeliverAsync(StormFinding.Json(number, count)));
        }
    }
}
