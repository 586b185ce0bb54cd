using System.Globalization;
using ChatOps.TestKit.Storms;

namespace ChatOps.Bench;

/// <summary>A hundred new findings at once for one channel of Teams; the same with the program killed 20 times while the connector fails. Budget: all accounted for, none lost, people see it within 10 s,
/// Teams' limits never passed as the other side counts them, and a message twice only where it says that it may be.</summary>
internal static class TeamsStormBench
{
    public static async Task RunAsync() => Print("100 new findings at once", await new TeamsStorm(1, 100, 0, 0, TimeSpan.FromMinutes(2)).RunAsync());

    public static async Task KillAsync()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("CHATOPS_BENCH_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : Environment.TickCount & 0xFFFF;
        Console.WriteLine($"seed {seed} (CHATOPS_BENCH_SEED)");
        Print("100 new findings at once, killed 20 times", await new TeamsStorm(seed, 100, 20, 20, TimeSpan.FromMinutes(10)).RunAsync());
    }

    private static void Print(string what, TeamsStormTally tally)
    {
        Measure.Print($"{what}: told by themselves, summarised", string.Create(CultureInfo.InvariantCulture, $"{tally.Rooted} + {tally.Summarised}"));
        Measure.Print("  lost, twice, twice without a word, marked", string.Create(CultureInfo.InvariantCulture, $"{tally.Lost.Count}, {tally.Doubled}, {tally.Unmarked.Count}, {tally.Marked}"));
        Measure.Print("  messages; most in a window", $"{tally.Messages.ToString(CultureInfo.InvariantCulture)}; {tally.Most}");
        Measure.Print("  first sight; all told; quiet", string.Create(CultureInfo.InvariantCulture, $"{(tally.First - tally.Begun).TotalSeconds:0.0} s; {(tally.Told - tally.Begun).TotalSeconds:0.0} s; {(tally.Quiet - tally.Begun).TotalSeconds:0.0} s"));
        foreach (var wrong in tally.Wrong) Console.WriteLine($"  {wrong}");
    }
}
