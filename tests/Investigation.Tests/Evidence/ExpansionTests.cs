using System.Text;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence.CloudTrail;
using ChatOps.Investigation.Evidence.CloudTrail.Indexing;
using ChatOps.Investigation.Evidence.EksAudit;
using ChatOps.Investigation.Evidence.EksAudit.Indexing;
using ChatOps.Investigation.Evidence.FlowLogs;
using ChatOps.Investigation.Timing;
using static ChatOps.Investigation.Evidence.LogFolder;

namespace ChatOps.Investigation.Evidence;

/// <summary>Tests that take much memory: others measure theirs.</summary>
[CollectionDefinition(nameof(LargeTests), DisableParallelization = true)]
public sealed class LargeTests;

/// <summary>Objects made to expand without end: told as unreadable, while all beside them is counted.</summary>
[Collection(nameof(LargeTests))]
public sealed class ExpansionTests : IDisposable
{
    private const int Endless = 40_000_000;
    private const string Address = "198.51.100.23";
    private const string Path = "AWSLogs/111122223333/";
    private static readonly TimeWindow Day = new(Utc("2024-08-01T00:00Z"), Utc("2024-08-02T00:00Z"));
    private readonly LogFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static readonly Dictionary<string, Func<byte[]>> Made = new(StringComparer.Ordinal)
    {
        ["a text without end, CloudTrail"] = static () => Bytes($$"""{"Records":[{{Call("1")}},""", new string(' ', Endless), "]}"),
        ["records without end, CloudTrail"] = static () => Bytes($$"""{"Records":[{{Call("1")}}""", string.Concat(Enumerable.Repeat($",{Call("1")}", 250_000)), "]}"),
        ["a record without end, CloudTrail"] = static () => Bytes($"{{\"Records\":[{Call("1")},{{\"x\":\"", new string('x', Endless), "\"}]}"),
        ["a text without end, EksAudit"] = static () => Bytes(Request("1"), new string(' ', Endless), ""),
        ["records without end, EksAudit"] = static () => Bytes(Request("1"), string.Concat(Enumerable.Repeat(Request("1"), 250_000)), ""),
        ["a text without end in two layers, EksAudit"] = static () => Gzip(Bytes(Request("1"), new string(' ', Endless), "")),
        ["a text without end, FlowLogs"] = static () => Bytes(Flow, string.Concat(Enumerable.Repeat(new string(' ', 999) + '\n', Endless / 1000)), ""),
    };

    public static TheoryData<string> Objects() => new(Made.Keys);

    [Theory]
    [MemberData(nameof(Objects))]
    public async Task An_object_without_end_is_said_and_nothing_else_is_lost(string what)
    {
        var kind = Enum.Parse<LogKind>(what.Split(", ")[1]);
        var stored = Gzip(Made[what]());
        stored.Length.ShouldBeLessThan(2_000_000, what);
        var key = kind == LogKind.FlowLogs ? "vpcflowlogs/us-east-1/2024/08/01/111122223333_vpcflowlogs_us-east-1_fl-1_20240801T" : kind == LogKind.CloudTrail ? "CloudTrail/us-east-1/2024/08/01/111122223333_CloudTrail_us-east-1_20240801T" : "aws/eks/blue/cluster/2024/08/01/";
        string KeyOf(string stamp) => kind == LogKind.EksAudit ? $"{key}{stamp[..2]}/{stamp}.json.gz" : $"{Path}{key}{stamp}Z_aaaaaaaaaaaaaaaa.{(kind == LogKind.FlowLogs ? "log" : "json")}.gz";
        folder.With(KeyOf("0025"), stored).With(KeyOf("0030"), Gzip(Encoding.UTF8.GetBytes(kind switch
        {
            LogKind.CloudTrail => $$"""{"Records":[{{Call("2")}}]}""",
            LogKind.EksAudit => Request("2"),
            _ => Flow.Replace(" 443 ", " 444 ", StringComparison.Ordinal),
        })));
        using var catalog = new LogCatalog(folder.Logs, kind, new MemoryIndex(), TimeProvider.System);
        ILogIndexer indexer = kind switch
        {
            LogKind.FlowLogs => new FlowIndexer(),
            LogKind.EksAudit => new AuditIndexer(),
            _ => new TrailIndexer(),
        };
        (await new LogIngest(catalog, indexer, TimeProvider.System).RunAsync(Day, null, default)).Damaged.ShouldBe(1, what);

        foreach (var place in new[] { new LogCatalog(folder.Logs, kind, null, TimeProvider.System), catalog })
        {
            IEvidenceSource source = kind switch
            {
                LogKind.CloudTrail => new CloudTrailSource(place, TimeProvider.System),
                LogKind.EksAudit => new EksAuditSource(place, TimeProvider.System),
                _ => new FlowLogSource(place, TimeProvider.System),
            };
            var answer = await source.ObserveAsync(new EvidenceQuestion(new EntityRef(EntityKind.IpAddress, Address), Day, Day.End), default);

            answer.Coverage.State.ShouldBe(CoverageState.Answered, what);
            answer.Coverage.Notes.ShouldNotBeNull().ShouldContain($"1 object could not be read: {KeyOf("0025")}", what);
            if (kind != LogKind.FlowLogs) answer.Value.ShouldNotBeNull().Count.ShouldBe(2, what); // the one before the fault, and the other object's
        }
    }

    private const string Flow = "2 111122223333 eni-0aaa 198.51.100.23 10.0.0.9 50000 443 6 10 1000 1722471600 1722471660 ACCEPT OK\n";

    private static string Call(string id) =>
        $$"""{"eventTime":"2024-08-01T00:19:20Z","eventSource":"s3.amazonaws.com","eventName":"GetObject","sourceIPAddress":"198.51.100.23","eventID":"{{id}}"}""";

    private static string Request(string id) =>
        $$"""{"auditID":"{{id}}","verb":"get","requestURI":"/x","requestReceivedTimestamp":"2024-08-01T00:19:20Z","sourceIPs":["198.51.100.23"]}""";

    private static byte[] Bytes(string before, string middle, string after) => Encoding.ASCII.GetBytes(before + middle + after);
}
