using ChatOps.TestKit.Storms;
using Xunit.Abstractions;

namespace ChatOps.Scenarios;

/// <summary>A hundred findings at once for Slack, which answers wrongly now and then, while people ask and write and the program is killed (SIGKILL) at random moments.</summary>
public sealed class SlackKilledTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Nothing_is_lost_and_nothing_stands_twice()
    {
        var plan = new StormPlan(Environment.TickCount) { Kills = 5, Faults = 12, Deliveries = 3, LongestPause = TimeSpan.FromSeconds(12), Sayings = 16, Options = ["--Storm:PerMinute=3"], Patience = TimeSpan.FromSeconds(120) };
        output.WriteLine($"{plan}");
        var tally = await Storm.RunAsync(plan);
        output.WriteLine($"{tally}");
        tally.Wrong.ShouldBeEmpty($"seed {plan.Seed}");
        (tally.Rooted + tally.Summarised).ShouldBe(plan.Findings);
    }

    [Fact]
    public async Task A_finding_delivered_twenty_times_is_one_message_that_is_edited()
    {
        var tally = await Storm.RunAsync(new StormPlan(1) { Findings = 1, Deliveries = 20, Patience = TimeSpan.FromSeconds(60) });
        tally.Wrong.ShouldBeEmpty();
        tally.Rooted.ShouldBe(1);
        tally.Edits.ShouldBeGreaterThan(0);
    }
}
