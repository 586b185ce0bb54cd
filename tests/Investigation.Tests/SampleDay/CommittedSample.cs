using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace ChatOps.Investigation.SampleDay;

/// <summary>The sample day as it lies in the repository, read with nothing of ours so that its figures are counted independently.</summary>
internal static class CommittedSample
{
    public const string Address = "198.51.100.23";
    public const string PrivateIp = "10.0.0.144";

    private static readonly Lazy<IReadOnlyList<Call>> AllCalls = new(ReadCalls);
    private static readonly Lazy<IReadOnlyList<Flow>> AllFlows = new(ReadFlows);
    private static readonly Lazy<IReadOnlyList<JsonElement>> AllDeliveries = new(ReadDeliveries);

    public static string Folder { get; } = FindFolder();

    public static IReadOnlyList<Call> Calls => AllCalls.Value;

    public static IReadOnlyList<Flow> Flows => AllFlows.Value;

    /// <summary>The lines of findings.jsonl.</summary>
    public static IReadOnlyList<JsonElement> Deliveries => AllDeliveries.Value;

    /// <summary>The last delivery of each finding, in the order of first seen.</summary>
    public static IReadOnlyList<JsonElement> FinalFindings =>
        [.. Deliveries.Select(delivery => delivery.GetProperty("detail"))
            .GroupBy(detail => detail.GetProperty("id").GetString())
            .Select(finding => finding.Last())
            .OrderBy(detail => Time(detail.GetProperty("service").GetProperty("eventFirstSeen")))];

    public static DateTimeOffset Day { get; } = new(2024, 8, 1, 0, 0, 0, TimeSpan.Zero);

    public static IEnumerable<string> Paths(string pattern = "*") =>
        Directory.EnumerateFiles(Folder, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    public static string Text(string path)
    {
        using Stream file = File.OpenRead(path);
        using var content = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(content, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    public static DateTimeOffset Time(JsonElement text) => DateTimeOffset.Parse(text.GetString()!, CultureInfo.InvariantCulture);

    private static List<Call> ReadCalls()
    {
        List<Call> calls = [];
        foreach (var path in Paths("*_CloudTrail_*"))
        {
            using var body = JsonDocument.Parse(Text(path));
            calls.AddRange(body.RootElement.GetProperty("Records").EnumerateArray().Select(record => new Call(
                Time(record.GetProperty("eventTime")),
                record.GetProperty("sourceIPAddress").GetString()!,
                record.GetProperty("eventSource").GetString()!,
                record.GetProperty("eventName").GetString()!,
                record.TryGetProperty("errorCode", out var error) ? error.GetString() : null,
                record.GetProperty("userIdentity").GetProperty("principalId").GetString()!,
                record.GetProperty("eventID").GetString()!)));
        }

        return calls;
    }

    private static List<Flow> ReadFlows() =>
        [.. Paths("*_vpcflowlogs_*").SelectMany(path => Text(path).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)).Select(line =>
        {
            var fields = line.Split(' ');
            return new Flow(fields[3], fields[4], long.Parse(fields[9], CultureInfo.InvariantCulture), Seconds(fields[10]), Seconds(fields[11]), fields[12]);
        })];

    private static List<JsonElement> ReadDeliveries() =>
        [.. File.ReadLines(Path.Combine(Folder, "findings.jsonl")).Select(line => JsonDocument.Parse(line).RootElement)];

    private static DateTimeOffset Seconds(string text) => DateTimeOffset.FromUnixTimeSeconds(long.Parse(text, CultureInfo.InvariantCulture));

    private static string FindFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ChatOps.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("ChatOps.sln is in no folder above the tests.");
        return Path.Combine(folder.FullName, "samples", "workshop-day");
    }
}

internal sealed record Call(DateTimeOffset At, string From, string Service, string Name, string? Error, string Principal, string EventId);

internal sealed record Flow(string Source, string Destination, long Bytes, DateTimeOffset Start, DateTimeOffset End, string Action)
{
    public bool IsInbound => Destination == CommittedSample.PrivateIp;
}
