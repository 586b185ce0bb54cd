using System.Diagnostics;
using System.Globalization;

namespace ChatOps.Bench;

/// <summary>Counting and timing shared by the benches.</summary>
internal static class Measure
{
    /// <summary>Runs the work over and over for about the given time on this thread, best of three rounds.</summary>
    /// <returns>Items per second.</returns>
    public static double Rate(TimeSpan round, Func<int> work)
    {
        work();
        return Enumerable.Range(0, 3).Max(_ =>
        {
            var clock = Stopwatch.StartNew();
            long items = 0;
            while (clock.Elapsed < round) items += work();
            return items / clock.Elapsed.TotalSeconds;
        });
    }

    /// <summary>Sends requests over so many connections for the given time.</summary>
    public static async Task<Load> LoadAsync(int connections, TimeSpan time, Func<int, Task> send)
    {
        var taken = new List<double>[connections];
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(async connection =>
        {
            var mine = taken[connection] = [];
            await Task.Yield();
            while (clock.Elapsed < time)
            {
                var start = Stopwatch.GetTimestamp();
                await send(connection);
                mine.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }));
        return new Load([.. taken.SelectMany(static one => one).Order()], clock.Elapsed);
    }

    /// <summary>Sends at a fixed pace, late ones included: the time counts from when a request was due.</summary>
    public static async Task<Load> PaceAsync(int perSecond, TimeSpan time, Func<int, Task> send)
    {
        var total = (int)(perSecond * time.TotalSeconds);
        var taken = new double[total];
        var clock = Stopwatch.StartNew();
        var running = new Task[total];
        for (var i = 0; i < total; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / perSecond);
            while (clock.Elapsed < due) await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
            running[i] = OneAsync(i, due);
        }

        await Task.WhenAll(running);
        return new Load([.. taken.Order()], clock.Elapsed);

        async Task OneAsync(int i, TimeSpan due)
        {
            await send(i);
            taken[i] = (clock.Elapsed - due).TotalMilliseconds;
        }
    }

    public static void Print(string what, string figure) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-60} {figure}"));
}

/// <summary>Times of requests in milliseconds, ascending.</summary>
internal sealed record Load(double[] Milliseconds, TimeSpan Elapsed)
{
    public double PerSecond => Milliseconds.Length / Elapsed.TotalSeconds;

    public double Percentile(double p) => Milliseconds[(int)Math.Min(Milliseconds.Length - 1, Math.Ceiling(Milliseconds.Length * p / 100) - 1)];

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{PerSecond,8:N0}/s   p50 {Percentile(50):0.00} ms   p99 {Percentile(99):0.00} ms   max {Milliseconds[^1]:0.0} ms");
}
