using ChatOps.TestKit.Storms;
using Xunit.Abstractions;

namespace ChatOps.Scenarios;

/// <summary>Findings at once for Teams, whose connector fails now and then, while the program is killed (SIGKILL), every second time between Teams' taking a message and its answer.</summary>
public sealed class TeamsKilledTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Nothing_is_lost_and_what_may_stand_twice_says_so()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var tally = await new TeamsStorm(seed, findings: 40, kills: 4, faults: 6, TimeSpan.FromSeconds(150)).RunAsync();
        output.WriteLine($"{tally}");
        tally.Wrong.ShouldBeEmpty($"seed {seed}");
        (tally.Rooted + tally.Summarised).ShouldBe(40);
        tally.Doubled.ShouldBeLessThanOrEqualTo(4 + 6, "one for each time that nobody learned what became of a message");
    }
}
