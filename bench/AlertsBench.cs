using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace ChatOps.Bench;

/// <summary>An alert over HTTP until its thread's root message was delivered to the room, no pacing, SQLite. Budget: p99 under 250 ms.</summary>
internal static class AlertsBench
{
    private const int Alerts = 400;

    public static async Task RunAsync()
    {
        var data = Directory.CreateTempSubdirectory("chatops-bench-");
        await using (var program = await ChildProgram.StartAsync(data.FullName, ["--Findings:Source=none", "--Evidence:Source=none"]))
        {
            var template = await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "samples", "workshop-day", "findings.jsonl"));
            var sent = new Dictionary<string, long>(StringComparer.Ordinal);
            var seen = new Dictionary<string, double>(StringComparer.Ordinal);
            using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            var listening = new TaskCompletionSource();
            var watching = WatchAsync(program.Client, sent, seen, listening, stop);
            await listening.Task;
            for (var i = 0; i < Alerts; i++)
            {
                var arn = $"arn:aws:guardduty:us-east-1:111122223333:detector/4ac1f0b7e2d94d0c8a51b3f6e7d20915/finding/{i:x32}";
                lock (sent) sent[arn] = Stopwatch.GetTimestamp();
                using var answer = await program.Client.PostAsync("/alerts/eventbridge", Event(template[i % template.Length], i, arn));
                answer.EnsureSuccessStatusCode();
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            }

            await watching;
            var times = seen.Values.Order().ToArray();
            Measure.Print($"alert -> root message in the room, {times.Length} of {Alerts} alerts, 50 a second", new Load(times, TimeSpan.FromSeconds(Alerts * 0.02)).ToString());
        }

        data.Delete(recursive: true);
    }

    private static StringContent Event(string line, int number, string arn)
    {
        var node = System.Text.Json.Nodes.JsonNode.Parse(line)!;
        node["detail"]!["id"] = $"{number:x32}";
        node["detail"]!["arn"] = arn;
        return new StringContent(node.ToJsonString(), Encoding.UTF8, "application/json");
    }

    /// <summary>Reads the event stream as a browser does, until every alert's root message came by.</summary>
    private static async Task WatchAsync(HttpClient client, Dictionary<string, long> sent, Dictionary<string, double> seen, TaskCompletionSource listening, CancellationTokenSource stop)
    {
        await using var stream = await client.GetStreamAsync("/api/v1/events", stop.Token);
        using var reader = new StreamReader(stream);
        listening.SetResult();
        var threads = new Dictionary<string, string>(StringComparer.Ordinal);
        var roots = new Dictionary<string, long>(StringComparer.Ordinal);
        while (seen.Count < Alerts && !stop.IsCancellationRequested && await reader.ReadLineAsync(stop.Token) is { } line)
        {
            if (!line.StartsWith("data:", StringComparison.Ordinal)) continue;
            using var data = JsonDocument.Parse(line.AsMemory(5));
            var root = data.RootElement;
            if (root.TryGetProperty("finding", out var finding) && finding.ValueKind == JsonValueKind.String && root.TryGetProperty("id", out var id)) threads[id.GetString()!] = finding.GetString()!;
            if (root.TryGetProperty("message", out var message) && message.GetProperty("kind").GetString() == "root") roots.TryAdd(root.GetProperty("thread").GetString()!, Stopwatch.GetTimestamp());
            foreach (var (thread, at) in roots)
            {
                if (!threads.TryGetValue(thread, out var arn)) continue;
                lock (sent) seen.TryAdd(arn, Stopwatch.GetElapsedTime(sent[arn], at).TotalMilliseconds);
            }
        }
    }
}
