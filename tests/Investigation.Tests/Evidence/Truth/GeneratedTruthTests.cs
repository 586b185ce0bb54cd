using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence.CloudTrail;
using ChatOps.Investigation.Evidence.CloudTrail.Indexing;
using ChatOps.Investigation.Evidence.FlowLogs;
using ChatOps.Investigation.Evidence.Folder;
using ChatOps.Investigation.LogWorlds;
using ChatOps.Investigation.Timing;
using Xunit.Abstractions;

namespace ChatOps.Investigation.Evidence.Truth;

/// <summary>Worlds and truths of somebody else: a generator beside the corpus. Its bytes in and out hold rejected records, too.</summary>
public sealed class GeneratedTruthTests(ITestOutputHelper output)
{
    private static readonly Told[] FlowWays = [Told.ByObjects, Told.ByIndex, Told.ByNewestHalf];
    private static readonly Told[] CallWays = [Told.ByObjects, Told.ByMergedBatches];
    private readonly int seed = Random.Shared.Next();

    [GeneratorTheory]
    [InlineData("v2", "")]
    [InlineData("v5", "--hourly --hive")]
    public async Task Flows(string format, string layout)
    {
        using var folder = new WorldFolder();
        using var truth = Generate(folder, $"truth-flow-{format}.json", $"flow --format {format} --records 40000 --days 3 --enis 40 {layout}");
        var root = truth.RootElement;
        var start = new DateTimeOffset(2025, 3, 3, 0, 0, 0, TimeSpan.Zero);
        var world = new TimeWindow(start, start.AddDays(3));
        var victim = new EntityRef(EntityKind.NetworkInterface, root.GetProperty("victim_eni").GetString()!);
        var attacker = new EntityRef(EntityKind.IpAddress, root.GetProperty("attacker").GetString()!);
        var day = DateTimeOffset.FromUnixTimeSeconds(root.GetProperty("day").GetInt64());
        var hours = root.GetProperty("victim_hours").EnumerateObject().Select(static hour => $"{hour.Name} {Line(hour.Value, "bytes_in bytes_out records remote_ips local_ports remote_ports")}").ToList();
        foreach (var way in FlowWays)
        {
            using var catalog = await new Telling(new FolderLogs(folder.Path), new FlowIndexer(), world).AsAsync(way);
            var source = new FlowLogSource(catalog, TimeProvider.System);
            var figures = (await source.FlowsAsync(Question(victim, new TimeWindow(start.AddHours(-1), world.End)), new FlowAsk { Hours = true, Distinct = true }, default)).Value.ShouldNotBeNull();
            figures.Hours.Zip(figures.Distinct, Line).Where(static line => line.Length > 0).ShouldBe(hours, $"{way}, seed {seed}");
            (await SpanAsync(source, attacker, world)).ShouldBe(Span(root.GetProperty("span_7d")), $"{way}, seed {seed}");
            (await SpanAsync(source, attacker, new TimeWindow(day, day.AddDays(1)))).ShouldBe(Span(root.GetProperty("span_24h")), $"{way}, seed {seed}");
        }
    }

    [GeneratorTheory]
    [InlineData(16)]
    public async Task Calls(int days)
    {
        using var folder = new WorldFolder();
        using var truth = Generate(folder, "truth-trail.json", $"trail --events 20000 --days {days}");
        var root = truth.RootElement;
        var day = DateTimeOffset.FromUnixTimeSeconds(root.GetProperty("window_start").GetInt64());
        var world = new TimeWindow(day.AddDays(1 - days), day.AddDays(1));
        var hours = root.GetProperty("role_hours").EnumerateObject().Select(static hour => $"{hour.Name} {Line(hour.Value, "success failure")}").ToList();
        foreach (var way in CallWays)
        {
            using var catalog = await new Telling(new FolderLogs(folder.Path), new TrailIndexer(), world).AsAsync(way);
            var source = new CloudTrailSource(catalog, TimeProvider.System);
            var question = Question(new EntityRef(EntityKind.Role, root.GetProperty("role").GetString()!), new TimeWindow(day, world.End)) with { Baseline = new TimeWindow(world.Start, day) };
            var figures = (await source.CallsAsync(question, TrailTruthTests.Everything, default)).Value.ShouldNotBeNull();
            figures.Hours.Where(hour => hour.Hour >= day.AddDays(-6) && hour.Count.All > 0).Select(static hour => string.Create(CultureInfo.InvariantCulture, $"{hour.Hour.ToUnixTimeSeconds()} {hour.Count.Succeeded} {hour.Count.Failed}")).ShouldBe(hours, $"{way}, seed {seed}");

            // 20,000 events leave a role with so few that an ordinary value may first be seen on the last day, too
            var names = TrailTruthTests.New(figures.Tables[0]).Select(static one => one.Value).ToList();
            root.GetProperty("new_apis").EnumerateArray().Select(static one => one.GetString()).ShouldBeSubsetOf(names, $"{way}, seed {seed}");
            TrailTruthTests.New(figures.Tables[1]).Select(static one => one.Value).ShouldContain(root.GetProperty("new_user_agent").GetString());
            TrailTruthTests.New(figures.Tables[2]).Single(one => one.Value == root.GetProperty("attacker").GetString()).ShouldSatisfyAllConditions(static one => (one.Succeeded + one.Failed).ShouldBe(45));
        }
    }

    private static EvidenceQuestion Question(EntityRef entity, TimeWindow window) => new(entity, window, window.End.AddDays(1));

    private static async Task<string> SpanAsync(FlowLogSource source, EntityRef attacker, TimeWindow window)
    {
        var observed = (await source.ObserveAsync(Question(attacker, window), default)).Value.ShouldNotBeNull();
        var figures = (await source.FlowsAsync(Question(attacker, window), new FlowAsk { Hours = true }, default)).Value.ShouldNotBeNull();
        var totals = figures.Hours.Aggregate(default(FlowTotals), static (sum, hour) => sum + hour.Totals);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{observed.First.ToUnixTimeSeconds()} {observed.Last.ToUnixTimeSeconds()} {observed.Count} {totals.Out.Bytes} {totals.In.Bytes} {string.Join(' ', figures.Interfaces)}");
    }

    private static string Span(JsonElement span) => $"{Line(span, "first last records bytes_from_ip bytes_to_ip")} {string.Join(' ', span.GetProperty("enis").EnumerateArray().Select(static one => one.GetString()))}";

    private static string Line(JsonElement of, string names) => string.Join(' ', names.Split(' ').Select(name => of.GetProperty(name).GetRawText()));

    private static string Line(FlowHour hour, DistinctHour distinct) => hour.Totals.Records == 0 ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $"{hour.Hour.ToUnixTimeSeconds()} {(hour.Totals.In + hour.Totals.RejectedIn).Bytes} {(hour.Totals.Out + hour.Totals.RejectedOut).Bytes} {hour.Totals.Records} {distinct.All.RemoteAddresses} {distinct.All.LocalPorts} {distinct.All.RemotePorts}");

    private JsonDocument Generate(WorldFolder folder, string truth, string arguments)
    {
        output.WriteLine($"seed {seed}");
        using var process = Process.Start(new ProcessStartInfo(GeneratorTheoryAttribute.Python!, $"\"{GeneratorTheoryAttribute.Script}\" {arguments} --seed {seed} --out \"{folder.Path}\"") { RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
        return JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder.Path, truth)));
    }
}

/// <summary>A table over worlds of the generator that lies beside the corpus; skipped without it or without Python.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class GeneratorTheoryAttribute : TheoryAttribute
{
    public GeneratorTheoryAttribute([CallerMemberName] string name = "")
    {
        Skip = Script is null ? Corpus.WhySkipped ?? "no tools/gen_logs.py beside the corpus" : Python is null ? "no python3" : null;
        if (Skip is not null) DisplayName = $"{name} [{Skip}]";
    }

    public static string? Script { get; } = Corpus.Folder is { } corpus && Path.GetFullPath(Path.Combine(corpus, "..", "tools", "gen_logs.py")) is var script && File.Exists(script) ? script : null;

    public static string? Python { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(static folder => Path.Combine(folder, "python3")).FirstOrDefault(File.Exists);
}
