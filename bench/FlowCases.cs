using System.Globalization;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Evidence.FlowLogs;
using ChatOps.Investigation.Evidence.Folder;
using ChatOps.Investigation.Timing;
using ChatOps.LogWorld;
using ChatOps.LogWorld.Flows;

namespace ChatOps.Bench;

/// <summary>Questions over a flow world. Raw ones read every object each time they are asked.</summary>
internal sealed class FlowCases : IDisposable
{
    private const int Talkers = 100;
    private const string Account = "111122223333";
    private static readonly FlowAsk HoursAndDistinct = new() { Hours = true, Distinct = true };
    private static readonly FlowAsk OneTable = new() { Groupings = [new([FlowColumn.RemoteAddress], Talkers)] };
    private static readonly FlowAsk AllPairs = new() { Groupings = [new([FlowColumn.Interface, FlowColumn.RemoteAddress], Talkers)] };
    private readonly FlowTruth truth;
    private readonly FolderLogs logs;
    private FlowLogSource source;

    private FlowCases(string folder)
    {
        truth = TruthFile.Load<FlowTruth>(Path.Combine(folder, "truth-flow.json"));
        logs = new FolderLogs(folder);
        source = new FlowLogSource(logs);
    }

    public static IReadOnlyList<EvidenceCase> All { get; } =
    [
        EvidenceCase.Of("flow-span", "span of one address, 7 days, raw", new Bar(1.4, Megabytes: 128), static folder => new FlowCases(folder).SpanAsync),
        EvidenceCase.WithoutLibDeflate("flow-span-managed", "the same without libdeflate", static folder => new FlowCases(folder).SpanAsync),
        EvidenceCase.Of("flow-hours", "one interface, hours and distinct counts in one pass, 7 days, raw", new Bar(1.6), static folder => new FlowCases(folder).HoursAsync),
        EvidenceCase.Of("flow-talkers", "top talkers of one interface, 7 days, raw", new Bar(3.5, Megabytes: 512), static folder => new FlowCases(folder).TalkersAsync),
        EvidenceCase.Of("flow-pairs", "top talkers of the whole account by interface, 7 days, raw", new Bar(3.5, Megabytes: 512), static folder => new FlowCases(folder).PairsAsync),
        EvidenceCase.Of("flow-index", "index build, 7 days", new Bar(2.2) { Percent = 6 }, static folder => new FlowCases(folder).BuildAsync),
        Indexed("flow-indexed-span", "span of one address, 7 days, indexed", new Bar(Milliseconds: 150), static flows => flows.SpanAsync),
        Indexed("flow-indexed-hours", "hours of one interface, 7 days, indexed", new Bar(Milliseconds: 5), static flows => flows.HoursOnlyAsync),
        Indexed("flow-indexed-distinct", "hours and distinct counts, 7 days, indexed", Bar.None, static flows => flows.HoursAsync),
    ];

    /// <summary>The last 21, 42, 84 and 168 hours: how time and memory grow.</summary>
    public static IReadOnlyList<EvidenceCase> Growth { get; } =
    [
        .. ((int[])[1, 2, 4, 8]).Select(static times => EvidenceCase.Of($"flow-hours-{times}", $"hours and distinct counts, the last {21 * times} hours, raw", Bar.None, folder => new FlowCases(folder).Part(times, HoursAndDistinct)) with { Rounds = 2 }),
        .. ((int[])[1, 2, 4, 8]).Select(static times => EvidenceCase.Of($"flow-pairs-{times}", $"top talkers of the account, the last {21 * times} hours, raw", Bar.None, folder => new FlowCases(folder).Part(times, AllPairs)) with { Rounds = 2 }),
    ];

    private TimeWindow World => new(truth.Start, truth.End);

    private static EvidenceCase Indexed(string name, string what, Bar bar, Func<FlowCases, Func<Task<Func<string>>>> ask) => new(name, what, bar, async folder =>
    {
        var flows = new FlowCases(folder);
        flows.source = new FlowLogSource(await EvidenceIndexes.CatalogAsync(flows.logs, new FlowIndexer(), flows.Always), TimeProvider.System);
        return ask(flows);
    })
    {
        Rounds = 20,
        WarmUps = EvidenceCase.Warm,
    };

    private TimeWindow Always => new(truth.Start.AddDays(-1), truth.End.AddDays(1));

    private async Task<Func<string>> SpanAsync()
    {
        var answer = await source.ObserveAsync(Question(EntityKind.IpAddress, truth.Attacker, World), default);
        return () =>
        {
            var (seen, told) = (answer.Value!, truth.AttackerSpan);
            EvidenceCase.Check("span", (seen.First, seen.Last, seen.Count, (long)seen.ActiveTime!.Value.TotalSeconds), (told.First!.Value, told.Last!.Value, told.Records, told.ActiveSeconds));
            return string.Create(CultureInfo.InvariantCulture, $"{seen.Count} records, {answer.Coverage.Cost!.ObjectsRead:N0} objects read");
        };
    }

    private async Task<Func<string>> HoursAsync() => Hours(await AskAsync(EntityKind.NetworkInterface, truth.Victim.Interface, World, HoursAndDistinct), true);

    private async Task<Func<string>> HoursOnlyAsync() => Hours(await AskAsync(EntityKind.NetworkInterface, truth.Victim.Interface, World, new FlowAsk { Hours = true }), false);

    private Func<string> Hours(EvidenceAnswer<FlowFigures> answer, bool distinct) => () =>
    {
        var hours = answer.Value!.Hours.Where(hour => hour.Totals.Records > 0 && hour.Hour >= truth.Start).ToList();
        var told = truth.Victim.Hours.Where(hour => hour.Hour >= truth.Start).ToList();
        EvidenceCase.Check("hours", hours.Count, told.Count);
        foreach (var (hour, one) in hours.Zip(told))
        {
            var totals = hour.Totals;
            EvidenceCase.Check(
                "hour", (hour.Hour, totals.In.Bytes, totals.Out.Bytes, totals.In.Packets, totals.Out.Packets, totals.RejectedIn.Records + totals.RejectedOut.Records),
                (one.Hour, one.BytesIn, one.BytesOut, one.PacketsIn, one.PacketsOut, one.RejectedRecords));
            if (distinct) EvidenceCase.Check("distinct", answer.Value.Distinct.Single(counts => counts.Hour == hour.Hour), Told(one));
        }

        return string.Create(CultureInfo.InvariantCulture, $"{hours.Count} hours{(distinct ? " with distinct counts" : "")}, {answer.Coverage.Cost!.ObjectsRead:N0} objects read");
    };

    private async Task<Func<string>> TalkersAsync()
    {
        var answer = await AskAsync(EntityKind.NetworkInterface, truth.Victim.Interface, World, OneTable);
        return () =>
        {
            // ranked by all bytes here, by accepted ones there: those that only we name were rejected in part
            var told = truth.TopTalkers.First.ToDictionary(static one => one.Address, StringComparer.Ordinal);
            EvidenceCase.Check("addresses", answer.Value!.Tables[0].RowCount, truth.TopTalkers.Distinct);
            foreach (var row in answer.Value.Tables[0].Rows.Where(row => told.ContainsKey(row.Values[0])))
                EvidenceCase.Check("talker", new Talker(row.Values[0], row.Scope.In.Bytes, row.Scope.Out.Bytes, row.Scope.Records), told[row.Values[0]]);
            return string.Create(CultureInfo.InvariantCulture, $"{answer.Value.Tables[0].RowCount:N0} addresses");
        };
    }

    private async Task<Func<string>> PairsAsync()
    {
        // late rows lie up to an hour before the first day
        var answer = await AskAsync(EntityKind.Account, Account, new TimeWindow(truth.Start.AddHours(-1), truth.End), AllPairs);
        return () =>
        {
            EvidenceCase.Check("records", answer.Value!.Tables[0].Total.Records, truth.Rows - truth.NoData - truth.SkipData);
            return string.Create(CultureInfo.InvariantCulture, $"{answer.Value.Tables[0].RowCount:N0} pairs");
        };
    }

    private async Task<Func<string>> BuildAsync()
    {
        var started = TimeProvider.System.GetTimestamp();
        var (report, bytes) = await EvidenceIndexes.BuildAsync(logs, new FlowIndexer(), Always);
        var took = TimeProvider.System.GetElapsedTime(started);
        return () =>
        {
            EvidenceCase.Check("objects", report.ObjectsRead, truth.Objects);
            return string.Create(CultureInfo.InvariantCulture, $"{truth.Rows / took.TotalSeconds / 1e6:0.0} M rows/s, {bytes / 1e6:0.0} MB = {100.0 * bytes / truth.StoredBytes:0.00} % of the objects");
        };
    }

    private Func<Task<Func<string>>> Part(int times, FlowAsk ask) => async () =>
    {
        var (kind, id) = ask == AllPairs ? (EntityKind.Account, Account) : (EntityKind.NetworkInterface, truth.Victim.Interface);
        var answer = await AskAsync(kind, id, new TimeWindow(truth.End.AddHours(-21 * times), truth.End), ask);
        return () => string.Create(CultureInfo.InvariantCulture, $"{answer.Coverage.Cost!.BytesRead / 1e6:0.0} MB of objects");
    };

    private Task<EvidenceAnswer<FlowFigures>> AskAsync(EntityKind kind, string id, TimeWindow window, FlowAsk ask) => source.FlowsAsync(Question(kind, id, window), ask, default);

    private EvidenceQuestion Question(EntityKind kind, string id, TimeWindow window) => new(new EntityRef(kind, id), window, truth.End.AddHours(1));

    private static DistinctHour Told(VictimHour hour)
    {
        return new DistinctHour(hour.Hour, Of(static one => one.All), Of(static one => one.In), Of(static one => one.Out));

        DistinctCount Of(Func<DistinctCounts, int> part) => new(part(hour.RemoteAddresses), part(hour.LocalPorts), part(hour.RemotePorts));
    }

    public void Dispose() => logs.Dispose();
}
