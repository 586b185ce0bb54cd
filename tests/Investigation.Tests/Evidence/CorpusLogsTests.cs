using ChatOps.Investigation.Evidence.CloudTrail;
using ChatOps.Investigation.Evidence.FlowLogs;
using ChatOps.Investigation.Evidence.FlowLogs.Wire;
using ChatOps.Investigation.Evidence.Folder;
using ChatOps.Investigation.Timing;
using static ChatOps.Investigation.Evidence.LogFolder;

namespace ChatOps.Investigation.Evidence;

/// <summary>Real logs of others, where they are at hand: none stops a reader, and what its index says of each is found in it.</summary>
public sealed class CorpusLogsTests
{
    [CorpusFact]
    public async Task Every_trail_holds_the_calls_its_index_says()
    {
        foreach (var log in Logs("cloudtrail-"))
        {
            List<TrailEvent> calls = [];
            var reader = new TrailReader(default);
            var reading = await reader.ReadAsync(log.Open(), calls.Add, default);

            if (log.Kind == "cloudtrail-digest")
            {
                calls.ShouldBeEmpty(log.File);
                continue;
            }

            var insights = log.Kind.Contains("Insight", StringComparison.Ordinal) ? 2 : 0;
            ((long)calls.Count).ShouldBe(log.Records - insights, log.File);
            (reader.Unreadable, reading.IsForeign, reading.IsOpen).ShouldBe((0L, false, false), log.File);
            reading.First.ShouldBe(Utc(log.First), log.File);
            if (insights == 0) reading.Last.ShouldBe(Utc(log.Last), log.File);
        }
    }

    [CorpusFact]
    public async Task Every_flow_log_holds_the_records_its_index_says()
    {
        foreach (var log in Logs("vpc-flow-text"))
        {
            using var reader = new FlowReader(static _ => null);
            List<long> starts = [];
            await reader.ReadAsync(log.Open(), (in FlowRecord record) => starts.Add(record.Start), default);

            (starts.Count + reader.Unreadable + reader.Timeless).ShouldBe(log.Records, log.File);
            if (log.First.Length == 0 || starts.Count == 0) continue;
            starts.Min().ToString(System.Globalization.CultureInfo.InvariantCulture).ShouldBe(log.First, log.File);
        }
    }

    [CorpusFact]
    public async Task No_log_of_any_kind_stops_a_source()
    {
        var logs = new FolderLogs(Path.Combine(Corpus.Folder!, "logs"));
        var always = new TimeWindow(Utc("2010-01-01"), Utc("2030-01-01"));
        var question = new EvidenceQuestion(new Entities.EntityRef(Entities.EntityKind.IpAddress, "192.168.10.20"), always, Utc("2030-01-01"));

        var calls = await new CloudTrailSource(logs).ObserveAsync(question, default);
        var flows = await new FlowLogSource(logs).ObserveAsync(question with { Entity = question.Entity with { Id = "52.213.180.42" } }, default);

        calls.Value.ShouldNotBeNull().Count.ShouldBePositive();
        flows.Value.ShouldNotBeNull().Count.ShouldBePositive();
        calls.Coverage.Notes.ShouldNotBeNull().ShouldContain(note => note.Contains("passed over: no time", StringComparison.Ordinal));
    }

    private static List<CorpusLog> Logs(string kind)
    {
        var index = Path.Combine(Corpus.Folder!, "logs", "index.csv");
        List<CorpusLog> logs = [.. File.ReadLines(index).Skip(1).Select(CorpusLog.Of).Where(log => log.Kind.StartsWith(kind, StringComparison.Ordinal))];
        logs.ShouldNotBeEmpty();
        return logs;
    }

    private sealed record CorpusLog(string File, string Kind, long Records, string First, string Last)
    {
        public static CorpusLog Of(string line)
        {
            var fields = line.Split('"') is [var before, var quoted, var after] ? [.. before.TrimEnd(',').Split(','), quoted, .. after.TrimStart(',').Split(',')] : line.Split(',');
            return new CorpusLog(fields[0], fields[3], long.Parse(fields[4], System.Globalization.CultureInfo.InvariantCulture), fields[5], fields[6]);
        }

        public MemoryStream Open() => new(System.IO.File.ReadAllBytes(Path.Combine(Corpus.Folder!, "logs", File)));
    }
}
