using ChatOps.LogWorld;
using ChatOps.LogWorld.Flows;
using ChatOps.LogWorld.Trail;

namespace ChatOps.Bench;

/// <summary>The large worlds of the evidence bench, made once and kept: 0.9 GB in 55,000 files. Named by <c>CHATOPS_BENCH_WORLDS</c>, else in the temporary folder.</summary>
internal sealed class Worlds
{
    private Worlds(string flow, FlowTruth flowTruth, string trail, TrailTruth trailTruth) => (Flow, FlowTruth, Trail, TrailTruth) = (flow, flowTruth, trail, trailTruth);

    public string Flow { get; }

    public FlowTruth FlowTruth { get; }

    public string Trail { get; }

    public TrailTruth TrailTruth { get; }

    public static Worlds Open()
    {
        var root = Environment.GetEnvironmentVariable("CHATOPS_BENCH_WORLDS") is { Length: > 0 } named ? named : Path.Combine(Path.GetTempPath(), "chatops-bench-worlds");
        var (flow, trail) = (Path.Combine(root, "flow"), Path.Combine(root, "trail"));
        return new Worlds(
            flow, Make(flow, "truth-flow.json", static folder => FlowWorld.Write(folder, new FlowWorldOptions())),
            trail, Make(trail, "truth-trail.json", static folder => TrailWorld.Write(folder, new TrailWorldOptions())));
    }

    /// <summary>The truth is written last, so a world without it was never finished and is made anew.</summary>
    private static T Make<T>(string folder, string truth, Func<string, T> write)
    {
        var path = Path.Combine(folder, truth);
        if (File.Exists(path)) return TruthFile.Load<T>(path);
        Console.WriteLine($"making {folder}");
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        var made = write(folder);
        TruthFile.Save(path, made);
        return made;
    }
}
