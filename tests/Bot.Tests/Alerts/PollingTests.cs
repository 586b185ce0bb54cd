using System.Globalization;
using System.Text.Json.Nodes;
using ChatOps.Bot.Alerts.Polling;
using ChatOps.Bot.Alerts.Sqs;
using ChatOps.Bot.Threads;
using ChatOps.TestKit.Aws;

namespace ChatOps.Bot.Alerts;

/// <summary>GuardDuty is asked for what changed; nothing is missed and nothing told twice. The clock of AWS and hosts stands still until it is moved.</summary>
public sealed class PollingTests
{
    private const string Member = "444455556666";
    private static readonly TimeSpan step = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task The_first_question_looks_back_a_day_and_the_next_ones_to_a_little_before_the_newest_change()
    {
        await using var world = await SqsWorld.StartAsync();
        Put(world, 1, TimeSpan.FromDays(3));
        Put(world, 2, TimeSpan.FromHours(20));
        Put(world, 3, TimeSpan.FromHours(1));
        await using var host = await PollingAsync(world);
        await world.UntilAsync(() => Lists(world) == 1, step);
        await TitlesAsync(world, host, 2, 3);

        Put(world, 4, TimeSpan.FromMinutes(63)); // became visible late
        Put(world, 5, TimeSpan.FromHours(2));
        await RoundsAsync(world, 2);
        await TitlesAsync(world, host, 2, 3, 4);
        (await host.Get<IPollingMarks>().FindAsync("own/us-east-1", default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_restarted_host_goes_on_at_the_mark_and_tells_nothing_twice()
    {
        await using var world = await SqsWorld.StartAsync();
        Put(world, 1, TimeSpan.FromMinutes(30));
        await using (var first = await PollingAsync(world))
        {
            await world.UntilAsync(() => Lists(world) >= 1, step);
            await TitlesAsync(world, first, 1);
        }

        world.Time.Advance(TimeSpan.FromDays(2));
        Put(world, 2, TimeSpan.FromHours(36)); // while nobody asked
        await using var host = await PollingAsync(world);
        await TitlesAsync(world, host, 1, 2);
        (await DeliveriesAsync(host)).ShouldBe([1, 1]);
    }

    [Fact]
    public async Task The_mark_stays_while_the_store_fails_and_one_trouble_is_shown_until_it_works()
    {
        await using var world = await SqsWorld.StartAsync();
        Put(world, 3, TimeSpan.FromMinutes(1));
        await using var host = await PollingAsync(world);
        await TitlesAsync(world, host, 3);
        var before = await host.Get<IPollingMarks>().FindAsync("own/us-east-1", default);
        await world.BreakStoreAsync();
        Put(world, 1, TimeSpan.Zero);
        Put(world, 2, TimeSpan.Zero);
        await RoundsAsync(world, 4);
        (await host.Get<IPollingMarks>().FindAsync("own/us-east-1", default)).ShouldBe(before.ShouldNotBeNull());
        Troubles(host).ShouldHaveSingleItem().ShouldContain("could not be stored (SqliteException)");

        await world.MendStoreAsync();
        await TitlesAsync(world, host, 1, 2, 3);
        await world.UntilAsync(() => Troubles(host).Count == 0, step);
    }

    [Fact]
    public async Task A_finding_no_store_takes_is_told_once_and_holds_up_no_other()
    {
        await using var world = await SqsWorld.StartAsync();
        await using var host = await PollingAsync(world);
        Put(world, 1, TimeSpan.Zero);
        await TitlesAsync(world, host, 1);
        await world.SpoilAsync($"{1:x32}"); // its next state cannot be compared with what is stored
        Put(world, 1, TimeSpan.Zero, count: 5);
        Put(world, 2, TimeSpan.Zero);
        await world.UntilAsync(() => SqsWorld.ThreadsAsync(host).GetAwaiter().GetResult().Count == 2, step);
        await RoundsAsync(world, 3);
        var refused = (await SqsWorld.RefusalsAsync(host)).ShouldHaveSingleItem();
        (refused.Source, refused.Reason).ShouldBe(("guardduty", "could not be stored (InvalidDataException)"));
        refused.Path!.ShouldContain($"{1:x32}");
        Troubles(host).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_place_that_is_refused_stops_no_other_and_is_shown_until_it_answers()
    {
        await using var world = await SqsWorld.StartAsync();
        world.Aws.Role($"arn:aws:iam::{Member}:role/chatops");
        world.Aws.Deny("guardduty:ListFindings", Member);
        var theirs = Finding(world, 7, TimeSpan.Zero);
        theirs["accountId"] = Member;
        world.Aws.GuardDuty(Member).Put(theirs.ToJsonString());
        await using var host = await PollingAsync(world, $"--Aws:Accounts:0:Id={Member}", "--Aws:Accounts:0:Regions=us-east-1", $"--Aws:Accounts:0:RoleArn=arn:aws:iam::{Member}:role/chatops", $"--Aws:Accounts:1:Id={AwsDouble.Account}", "--Aws:Accounts:1:Regions=us-east-1");
        Put(world, 1, TimeSpan.Zero);
        await TitlesAsync(world, host, 1);
        await world.UntilAsync(() => Troubles(host).Count == 1, step);
        Troubles(host)[0].ShouldBe($"guardduty:ListFindings in {Member} us-east-1: not allowed; allow guardduty:ListFindings in the policy of the role used there");

        world.Aws.Allow("guardduty:ListFindings");
        await TitlesAsync(world, host, 1, 7);
        await world.UntilAsync(() => Troubles(host).Count == 0, step);
    }

    [Fact]
    public async Task More_changes_than_a_page_holds_are_all_taken_though_a_page_fails_in_between()
    {
        await using var world = await SqsWorld.StartAsync();
        for (var number = 1; number <= 120; number++) Put(world, number, TimeSpan.FromMinutes(200 - number));
        world.Aws.Next("guardduty", "GetFindings").Throttle(3);
        await using var host = await PollingAsync(world, "--Routes:0:Channel=none");
        var ledger = host.Get<IAlertLedger>();
        await world.UntilAsync(() => Enumerable.Range(1, 120).All(number => ledger.DeliveriesAsync(new(AwsDouble.Account, AwsDouble.Region, $"{number:x32}"), default).AsTask().GetAwaiter().GetResult().Count == 1), step);
    }

    [Fact]
    public async Task A_finding_that_changes_is_edited_not_posted_again()
    {
        await using var world = await SqsWorld.StartAsync();
        Put(world, 1, TimeSpan.FromMinutes(30));
        await using var host = await PollingAsync(world);
        await TitlesAsync(world, host, 1);
        Put(world, 1, TimeSpan.Zero, count: 9);
        world.Queue.Send(SomeFinding.Event(Finding(world, 1, TimeSpan.Zero, 9)).ToJsonString()); // and EventBridge tells it, too
        await world.UntilAsync(() => SqsWorld.ThreadsAsync(host).GetAwaiter().GetResult() is [{ Count: 9 }], step);
        await RoundsAsync(world, 2);
        (await DeliveriesAsync(host)).ShouldBe([2]);
    }

    [Theory]
    [InlineData(0, 300)]
    [InlineData(1, 10)]
    [InlineData(4, 80)]
    [InlineData(6, 300)]
    [InlineData(1_000_000, 300)]
    public void After_faults_it_rests_longer_each_time_up_to_the_interval(int faults, int seconds) =>
        GuardDutyPolling.Pause(TimeSpan.FromMinutes(5), faults).ShouldBe(TimeSpan.FromSeconds(seconds));

    private static Task<TestKit.RunningHost> PollingAsync(SqsWorld world, params string[] options) => world.HostAsync(["--Findings:Source=guardduty", "--Alerts:Polling:Interval=00:00:30", .. options]);

    private static void Put(SqsWorld world, int number, TimeSpan ago, int count = 1) => world.Aws.GuardDuty().Put(Finding(world, number, ago, count).ToJsonString());

    private static JsonObject Finding(SqsWorld world, int number, TimeSpan ago, int count = 1) =>
        SomeFinding.Json(number, count: count, updatedAt: (world.Time.GetUtcNow() - ago).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));

    private static int Lists(SqsWorld world) => world.Aws.Calls.Count(static call => call is { Operation: "ListFindings", Outcome: "ok" });

    private static Task RoundsAsync(SqsWorld world, int rounds)
    {
        var before = Lists(world);
        return world.UntilAsync(() => Lists(world) >= before + rounds, step);
    }

    private static async Task TitlesAsync(SqsWorld world, TestKit.RunningHost host, params int[] numbers)
    {
        IReadOnlyList<InvestigationThread> threads = [];
        await world.UntilAsync(() => (threads = SqsWorld.ThreadsAsync(host).GetAwaiter().GetResult()).Count >= numbers.Length, step);
        threads.Select(static thread => thread.Title).ShouldBe(numbers.Select(static number => $"Finding {number}"), ignoreOrder: true);
    }

    private static async Task<IReadOnlyList<int>> DeliveriesAsync(TestKit.RunningHost host)
    {
        var counts = new List<int>();
        foreach (var thread in await SqsWorld.ThreadsAsync(host)) counts.Add((await host.Get<IAlertLedger>().DeliveriesAsync(thread.Finding!.Value, default)).Count);
        return counts;
    }

    private static IReadOnlyList<string> Troubles(TestKit.RunningHost host) => [.. host.Get<RoadTroubles>().Now.Select(static trouble => trouble.Reason)];
}
