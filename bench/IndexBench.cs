using System.Diagnostics;
using System.Globalization;
using ChatOps.Bot.Persistence.EvidenceIndex;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Evidence.Folder;
using ChatOps.Investigation.Timing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatOps.Bench;

/// <summary>The evidence index as its engines use it, and the listing of a large folder.</summary>
internal static class IndexBench
{
    private const int Rounds = 5;
    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeWindow AllTime = new(Start, Start.AddYears(1));

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("chatops-index-");
        try
        {
            using var store = new EvidenceIndexStore(Path.Combine(folder.FullName, "evidence.db"), TimeProvider.System, NullLogger<EvidenceIndexStore>.Instance);
            store.TryOpen();
            await FillAsync(store);
            await MeasureAsync("entries of 12 KB, 2,016 of them, in order", async () => await SumAsync(store, "flow", "flow.sets", null));
            var names = Enumerable.Range(0, 4).Select(static at => $"principal {at}").ToList();
            await MeasureAsync("entries of 4 names among 92,000, 184 of them", async () => await SumAsync(store, "trail", "calls.hours", names));
            await MeasureAsync("53,000 objects", async () => (await store.ObjectsAsync("trail", LogKind.CloudTrail, default)).Count);
            await MeasureAsync("a batch of 1,200 objects and 2,000 entries added", async () => await store.AddAsync("more", LogKind.CloudTrail, TrailBatch(50), default));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"size with all of it: {store.Bytes / 1e6:0.0} MB"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        if (Environment.GetEnvironmentVariable("CHATOPS_BENCH_TRAIL") is not { Length: > 0 } trail) return;
        var query = new LogQuery(LogKind.CloudTrail, AllTime);
        await MeasureAsync("listing by a new process's first question", async () => (await new FolderLogs(trail).ListAsync(query, default)).Objects.Count);
        var logs = new FolderLogs(trail);
        await logs.ListAsync(query, default);
        await MeasureAsync("listing again", async () => (await logs.ListAsync(query, default)).Objects.Count);
    }

    private static async Task FillAsync(EvidenceIndexStore store)
    {
        var content = new byte[12_000];
        Random.Shared.NextBytes(content);
        for (var day = 0; day < 7; day++)
        {
            var entries = Enumerable.Range(0, 288).Select(slot => new IndexEntry("flow.sets", Key(day, slot), At(day, slot), At(day, slot + 2), content)).ToList();
            await store.AddAsync("flow", LogKind.FlowLogs, new IndexBatch([], entries), default);
        }

        for (var day = 0; day < 46; day++) await store.AddAsync("trail", LogKind.CloudTrail, TrailBatch(day), default);
    }

    private static IndexBatch TrailBatch(int day) => new(
        [.. Enumerable.Range(0, 1152).Select(at => new IndexedObject(Key(day, at), "638900000000000000", 6400 + at, new ObjectReading(At(day, 0), At(day, at), false, false) { Records = 38 }))],
        [.. Enumerable.Range(0, 2000).Select(at => new IndexEntry("calls.hours", $"principal {at}", At(day, 0), At(day, 287), new byte[150]))]);

    private static string Key(int day, int slot) =>
        string.Create(CultureInfo.InvariantCulture, $"AWSLogs/111122223333/CloudTrail/us-east-1/{At(day, 0):yyyy/MM/dd}/111122223333_CloudTrail_us-east-1_{At(day, slot):yyyyMMddTHHmm}Z_{slot * 7919:x16}.json.gz");

    private static DateTimeOffset At(int day, int slot) => Start.AddDays(day).AddMinutes(5 * slot);

    private static async Task<long> SumAsync(EvidenceIndexStore store, string place, string topic, List<string>? names)
    {
        var sum = 0L;
        await foreach (var entry in store.EntriesAsync(place, topic, names, AllTime, default)) sum += entry.Content.Length;
        return sum;
    }

    private static async Task MeasureAsync(string what, Func<Task<long>> run)
    {
        var first = TimeSpan.Zero;
        var best = TimeSpan.MaxValue;
        var cpu = TimeSpan.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var before = Environment.CpuUsage.TotalTime;
            var started = Stopwatch.GetTimestamp();
            await run();
            var took = Stopwatch.GetElapsedTime(started);
            if (round == 0) first = took;
            if (took < best) best = took;
            var used = Environment.CpuUsage.TotalTime - before;
            if (used < cpu) cpu = used;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-60} first {first.TotalMilliseconds,7:0.0} ms   best {best.TotalMilliseconds,7:0.0} ms   processor {cpu.TotalMilliseconds,5:0} ms"));
    }

    private static async Task MeasureAsync(string what, Func<Task<int>> run) => await MeasureAsync(what, async () => (long)await run());
}
