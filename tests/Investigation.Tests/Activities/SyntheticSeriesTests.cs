using Xunit.Abstractions;

namespace ChatOps.Investigation.Activities;

/// <summary>120 seeded series of 45 days and a test day of 24 hours; old bursts stay in the baseline; every hour of the test day is judged as it is and
/// with its volume multiplied by 3, 10 and 50. Natural bursts of the test day count as false alarms.</summary>
public sealed class SyntheticSeriesTests(ITestOutputHelper output)
{
    private const int Series = 120;

    [Theory]
    [InlineData("plain", 0.80, 4, 0.90)]
    [InlineData("nightly batch", 0.80, 4, 0.90)]
    [InlineData("sparse", 0.60, 2, 0.80)]
    public void Spikes_are_found_and_false_alarms_stay_rare(string shape, double recall, double falseAlarms, double recallOfTenfold)
    {
        var found = new Dictionary<int, (int Found, int Tried)> { [3] = default, [10] = default, [50] = default };
        var alarms = 0;
        for (var seed = 0; seed < Series; seed++)
        {
            var random = new Random(seed);
            var level = 2e6 * Math.Exp(random.NextDouble() * 4);
            var baseline = new List<(DateTimeOffset, double)>();
            for (var hour = -45 * 24; hour < 0; hour++) baseline.Add((SomeFigures.Day.AddHours(hour), Draw(random, shape, level, hour)));
            var usual = new UsualHours(baseline);
            for (var hour = 0; hour < 24; hour++)
            {
                var natural = Draw(random, shape, level, hour);
                if (IsSpike(usual, hour, natural)) alarms++;
                var under = natural > 0 ? natural : level;
                foreach (var factor in found.Keys.ToList())
                {
                    var (hits, tried) = found[factor];
                    found[factor] = (hits + (IsSpike(usual, hour, under * factor) ? 1 : 0), tried + 1);
                }
            }
        }

        double Recall(int factor) => (double)found[factor].Found / found[factor].Tried;
        var all = (double)found.Values.Sum(static one => one.Found) / found.Values.Sum(static one => one.Tried);
        var perThousand = alarms * 1000d / (Series * 24);
        var figures = $"{shape}: recall {all:F2} (x3 {Recall(3):F2}, x10 {Recall(10):F2}, x50 {Recall(50):F2}), {perThousand:F1} false alarms per 1,000 h";
        all.ShouldBeGreaterThanOrEqualTo(recall, figures);
        Recall(10).ShouldBeGreaterThanOrEqualTo(recallOfTenfold, figures);
        Recall(50).ShouldBeGreaterThanOrEqualTo(0.98, figures);
        perThousand.ShouldBeLessThanOrEqualTo(falseAlarms, figures);
        output.WriteLine(figures);
    }

    private static bool IsSpike(UsualHours usual, int hour, double value)
    {
        var spikes = new List<Spike>();
        var frame = new HourFrame(SomeFigures.Question(), SomeFigures.Coverage());
        SpikeRule.Bytes.Judge(spikes, ActivitySeries.InboundBytes, frame, usual, SomeFigures.Day.AddHours(hour), (long)value);
        return spikes.Count > 0;
    }

    /// <summary>Log-normal noise over a daily season; one hour in 500 bursts.</summary>
    private static double Draw(Random random, string shape, double level, int hour)
    {
        var ofDay = ((hour % 24) + 24) % 24;
        var season = 1 + (0.5 * Math.Sin(2 * Math.PI * ofDay / 24));
        var noise = Math.Exp(0.3 * Normal(random));
        var burst = random.NextDouble() < 0.002 ? 5 + (random.NextDouble() * 25) : 1;
        var busy = shape != "sparse" || random.NextDouble() < 0.15;
        var batch = shape == "nightly batch" && ofDay == 2 ? 20 : 1;
        return busy ? level * season * noise * burst * batch : 0;
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
