using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ChatOps.Bot.Investigate;
using ChatOps.Bot.Persistence.EvidenceIndex;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Evidence.Folder;
using ChatOps.Investigation.Timing;
using ChatOps.TestKit;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Abstractions;

namespace ChatOps.Scenarios;

/// <summary>The subcommand <c>ingest</c> is killed (SIGKILL) at random points until it once gets to its end: it goes on where it was, and nothing is counted twice.</summary>
public sealed class IngestKilledTests(ITestOutputHelper output)
{
    private const int Days = 40;
    private const int ObjectsOfADay = 4;
    private static readonly DateTimeOffset Start = new(2024, 6, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly EntityRef Address = new(EntityKind.IpAddress, "198.51.100.23");

    [Fact]
    public async Task Killed_anywhere_it_ends_with_the_answers_of_the_logs_themselves()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        using var folder = new TemporaryFolder();
        var logs = Path.Combine(folder.Path, "logs");
        Write(logs, random);
        var data = Path.Combine(folder.Path, "data");

        var (kills, latest) = (0, 60);
        while (kills < 15)
        {
            if (await RunAsync(logs, data, random.Next(0, latest)) != 0)
            {
                kills++;
                continue;
            }

            if (kills > 0 || latest == 1) break;

            // it was faster: once more from the start, killed sooner
            latest = Math.Max(1, latest / 2);
            Directory.Delete(data, recursive: true);
        }

        (await RunAsync(logs, data, null)).ShouldBe(0);

        output.WriteLine($"killed {kills} times");
        kills.ShouldBeGreaterThan(0);
        using var store = new EvidenceIndexStore(Path.Combine(data, "evidence.db"), TimeProvider.System, NullLogger<EvidenceIndexStore>.Instance);
        foreach (var kind in LogSources.Kinds.Where(static kind => kind != LogKind.EksAudit))
        {
            var raw = await AskAsync(logs, kind, null);
            var kept = await AskAsync(logs, kind, LogSources.Indexer(kind) is null ? null : store);
            kept.Answer.ShouldBe(raw.Answer);
            kept.Unread.ShouldBe(LogSources.Indexer(kind) is null ? Days * ObjectsOfADay : 0);
        }
    }

    /// <summary>What a source says of the address, hour by hour where it can; and how many objects the index does not know.</summary>
    private static async Task<(string Answer, int Unread)> AskAsync(string logs, LogKind kind, IEvidenceIndex? index)
    {
        using var catalog = new LogCatalog(new FolderLogs(logs), kind, index, TimeProvider.System);
        var source = LogSources.Of(catalog, TimeProvider.System);
        var window = new TimeWindow(Start.AddDays(-1), Start.AddDays(Days + 1));
        var question = new EvidenceQuestion(Address, window, window.End);
        var observed = await source.ObserveAsync(question, default);
        observed.Coverage.State.ShouldBe(CoverageState.Answered);
        var parts = new List<string> { JsonSerializer.Serialize(observed.Value) };
        if (source is ICallEvidence calls) parts.Add(JsonSerializer.Serialize((await calls.CallsAsync(question, new CallAsk { Hours = true, Groupings = [new CallGrouping([CallColumn.Call, CallColumn.Principal])] }, default)).Value));
        if (source is IFlowEvidence flows) parts.Add(JsonSerializer.Serialize((await flows.FlowsAsync(question, new FlowAsk { Hours = true, Distinct = true }, default)).Value));
        return (string.Join('\n', parts), (await catalog.ShelfAsync(window, default)).Objects.Count(static placed => placed.Held is null));
    }

    /// <returns>The exit code; never 0 when killed.</returns>
    private static async Task<int> RunAsync(string logs, string data, int? killAfter)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet")
        {
            ArgumentList = { ChildHost.ProgramPath(), "ingest", $"--Data:Path={data}", "--Findings:Source=none", "--Evidence:Source=folder", $"--Evidence:Folder={logs}" },
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        var said = process.StandardOutput.ReadToEndAsync();
        if (killAfter is { } milliseconds && await process.StandardError.ReadLineAsync() is not null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System); // chance is the point
            process.Kill();
        }

        await Task.WhenAll(process.StandardError.ReadToEndAsync(), said);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>Logs of two kinds; the address is in about every third line.</summary>
    private static void Write(string logs, Random random)
    {
        for (var day = 0; day < Days; day++)
        {
            for (var number = 0; number < ObjectsOfADay; number++)
            {
                var at = Start.AddDays(day).AddMinutes((number * 240) + (5 * random.Next(12)));
                Put(logs, "CloudTrail", at, $"111122223333_CloudTrail_us-east-1_{Stamp(at)}Z_{number:x16}.json", Calls(at, random));
                Put(logs, "vpcflowlogs", at, $"111122223333_vpcflowlogs_us-east-1_fl-0a1b2c3d_{Stamp(at)}Z_{number:x8}.log", Flows(at, random));
            }
        }
    }

    private static string Stamp(DateTimeOffset at) => at.ToString("yyyyMMdd'T'HHmm", CultureInfo.InvariantCulture);

    private static void Put(string logs, string kind, DateTimeOffset at, string name, string text)
    {
        var folder = Path.Combine(logs, "AWSLogs", "111122223333", kind, "us-east-1", at.ToString("yyyy'/'MM'/'dd", CultureInfo.InvariantCulture));
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, name), text);
    }

    private static string Calls(DateTimeOffset at, Random random)
    {
        var records = Enumerable.Range(0, 30).Select(_ => $$"""
            {"eventVersion":"1.08","eventTime":"{{at.AddSeconds(-random.Next(600)):yyyy-MM-dd'T'HH:mm:ss'Z'}}","eventSource":"s3.amazonaws.com","eventName":"{{(random.Next(2) == 0 ? "GetObject" : "ListBuckets")}}",
            "awsRegion":"us-east-1","sourceIPAddress":"{{Peer(random)}}","userAgent":"cli","eventID":"{{new Guid(random.Next(), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)}}","recipientAccountId":"111122223333",
            "userIdentity":{"type":"IAMUser","userName":"user-{{random.Next(5)}}","accountId":"111122223333","arn":"arn:aws:iam::111122223333:user/user-{{random.Next(5)}}"} }
            """);
        return $$"""{"Records":[{{string.Join(',', records)}}]}""";
    }

    private static string Flows(DateTimeOffset at, Random random)
    {
        var text = new StringBuilder("version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status\n");
        for (var line = 0; line < 60; line++)
        {
            var end = at.AddSeconds(random.Next(300)).ToUnixTimeSeconds();
            text.Append(CultureInfo.InvariantCulture, $"2 111122223333 eni-0a1b2c3d4e5f6071{random.Next(3)} {Peer(random)} 10.0.0.{4 + random.Next(3)} {random.Next(1024, 65536)} 443 6 5 {random.Next(100, 9000)} {end - 60} {end} ACCEPT OK\n");
        }

        return text.ToString();
    }

    private static string Peer(Random random) => random.Next(3) == 0 ? Address.Id : $"203.0.113.{random.Next(1, 250)}";
}
