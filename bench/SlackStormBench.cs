using System.Globalization;
using ChatOps.TestKit.Storms;

namespace ChatOps.Bench;

/// <summary>A hundred new findings at once for a Slack channel that takes one message a second, as they are told; the same with the program killed 50 times while Slack answers wrongly.
/// Budget: all accounted for, none lost, none doubled, people see it within 10 s.</summary>
internal static class SlackStormBench
{
    private const int Kills = 50;

    public static async Task RunAsync()
    {
        Print("100 new findings at once", await Storm.RunAsync(new StormPlan(1)));
        var same = await Storm.RunAsync(new StormPlan(1) { Findings = 1, Deliveries = 20 });
        Print("the same finding 20 times", same);
        Measure.Print("  root messages, edits", string.Create(CultureInfo.InvariantCulture, $"{same.Rooted}, {same.Edits}"));
    }

    /// <summary>Half the kills hit while Slack has taken a call and not answered it.</summary>
    public static async Task KillAsync()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("CHATOPS_BENCH_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : Environment.TickCount & 0xFFFF;
        Console.WriteLine($"seed {seed} (CHATOPS_BENCH_SEED)");
        var tally = await Storm.RunAsync(new StormPlan(seed) { Kills = Kills, LongestSilence = TimeSpan.FromSeconds(10), LongestLife = TimeSpan.FromSeconds(20), Faults = 60, Sayings = 60, Patience = TimeSpan.FromMinutes(10) });
        Print("100 new findings at once, killed", tally);
        Measure.Print("  kills, faults met, commands, notes", string.Create(CultureInfo.InvariantCulture, $"{tally.Kills}, {tally.Faults}, {tally.Commands}, {tally.Notes}"));
    }

    private static void Print(string what, StormTally tally)
    {
        Measure.Print($"{what}: told by themselves, summarised", string.Create(CultureInfo.InvariantCulture, $"{tally.Rooted} + {tally.Summarised}"));
        Measure.Print("  lost, doubled, in a wrong thread, unsettled", string.Create(CultureInfo.InvariantCulture, $"{tally.Lost.Count}, {tally.Doubled.Count}, {tally.Misplaced.Count}, {tally.Unsettled.Count}"));
        Measure.Print("  messages", tally.Messages.ToString(CultureInfo.InvariantCulture));
        Measure.Print("  first sight; all told; quiet", string.Create(CultureInfo.InvariantCulture, $"{tally.FirstSight.TotalSeconds:0.0} s; {tally.AllTold.TotalSeconds:0.0} s; {tally.Quiet.TotalSeconds:0.0} s"));
        foreach (var wrong in tally.Wrong) Console.WriteLine($"  {wrong}");
    }
}
