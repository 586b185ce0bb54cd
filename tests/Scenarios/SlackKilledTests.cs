using ChatOps.TestKit.Storms;
using Xunit.Abstractions;

namespace ChatOps.Scenarios;

/// <summary>A hundred findings at once for Slack, which answers wrongly now and then, while people ask and write and the program is killed (SIGKILL) at random moments.</summary>
public sealed class SlackKilledTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Nothing_is_lost_and_nothing_stands_twice()
    {
        var plan = new StormPlan(Environment.TickCount) { Kills = 5, Faults = 12, Sayings = 16, Options = ["--Storm:PerMinute=3"], Patience = TimeSpan.FromSeconds(120) };
        output.WriteLine($"{plan}");
        var tally = await Storm.RunAsync(plan);
        output.WriteLine($"{tally}");
        tally.Wrong.ShouldBeEmpty($"seed {plan.Seed}");
        (tally.Rooted + tally.Summarised).ShouldBe(plan.Findings);
    }
}
