using System.Globalization;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Evidence.CloudTrail;
using ChatOps.Investigation.Evidence.CloudTrail.Indexing;
using ChatOps.Investigation.Evidence.Folder;
using ChatOps.Investigation.Timing;
using ChatOps.LogWorld;
using ChatOps.LogWorld.Trail;

namespace ChatOps.Bench;

/// <summary>Questions over a trail world. Raw ones read every object each time they are asked.</summary>
internal sealed class TrailCases : IDisposable
{
    private const int Day = 24;

    /// <summary>What the verbs <c>calls</c> and <c>new</c> need.</summary>
    private static readonly CallAsk Behavior = new()
    {
        Hours = true,
        Groupings = [new([CallColumn.Service, CallColumn.Call]), new([CallColumn.UserAgent]), new([CallColumn.Address]), new([CallColumn.Region])],
    };

    private readonly TrailTruth truth;
    private readonly FolderLogs logs;
    private CloudTrailSource source;

    private TrailCases(string folder)
    {
        truth = TruthFile.Load<TrailTruth>(Path.Combine(folder, "truth-trail.json"));
        logs = new FolderLogs(folder);
        source = new CloudTrailSource(logs);
    }

    public static IReadOnlyList<EvidenceCase> All { get; } =
    [
        EvidenceCase.Of("trail-span", "span of one address, 46 days, raw", new Bar(1.4), static folder => new TrailCases(folder).SpanAsync),
        EvidenceCase.WithoutLibDeflate("trail-span-managed", "the same without libdeflate", static folder => new TrailCases(folder).SpanAsync),
        EvidenceCase.Of("trail-role", "hours and new behavior of a role, 1 day against 45, raw", new Bar(3.5), static folder => new TrailCases(folder).RoleAsync),
        EvidenceCase.Of("trail-index", "index build, 46 days", Bar.None, static folder => new TrailCases(folder).BuildAsync),
        Indexed("trail-indexed-span", "span of one address, 46 days, repeated", new Bar(Milliseconds: 10), static trail => trail.SpanAsync),
        Indexed("trail-indexed-role", "hours and new behavior of a role, repeated", new Bar(Milliseconds: 10), static trail => trail.RoleAsync),
    ];

    /// <summary>The last 138, 276, 552 and 1,104 hours: how time and memory grow.</summary>
    public static IReadOnlyList<EvidenceCase> Growth { get; } =
    [
        .. ((int[])[1, 2, 4, 8]).Select(static times => EvidenceCase.Of($"trail-role-{times}", $"hours and new behavior of a role, the last {138 * times} hours, raw", Bar.None, folder => new TrailCases(folder).Part(times)) with { Rounds = 2 }),
    ];

    private TimeWindow World => new(truth.Start, truth.End);

    private static EvidenceCase Indexed(string name, string what, Bar bar, Func<TrailCases, Func<Task<Func<string>>>> ask) => new(name, what, bar, async folder =>
    {
        var trail = new TrailCases(folder);
        trail.source = new CloudTrailSource(await EvidenceIndexes.CatalogAsync(trail.logs, new TrailIndexer(), trail.Always), TimeProvider.System);
        return ask(trail);
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
            EvidenceCase.Check("span", (answer.Value!.First, answer.Value.Last, answer.Value.Count), (truth.AttackerFirst, truth.AttackerLast, truth.AttackerEvents));
            return string.Create(CultureInfo.InvariantCulture, $"{answer.Value.Count} calls, {answer.Coverage.Cost!.ObjectsRead:N0} objects read");
        };
    }

    private async Task<Func<string>> RoleAsync()
    {
        var answer = await source.CallsAsync(RoleQuestion(World.Start), Behavior, default);
        return () =>
        {
            var hours = answer.Value!.Hours.Where(static hour => hour.Count.All > 0).Select(static hour => new RoleHour(hour.Hour, hour.Count.Succeeded, hour.Count.Failed)).ToList();
            EvidenceCase.Check("hours", hours.Count, truth.RoleHours.Count);
            foreach (var (hour, told) in hours.Zip(truth.RoleHours)) EvidenceCase.Check("hour", hour, told);
            var fresh = answer.Value.Tables.Zip((IReadOnlyList<NewValue>[])[truth.NewCalls, truth.NewUserAgents, truth.NewAddresses, truth.NewRegions]).Sum(static one => Fresh(one.First, one.Second));
            return string.Create(CultureInfo.InvariantCulture, $"{hours.Count:N0} hours, {fresh} new values, {answer.Coverage.Cost!.ObjectsRead:N0} objects read");
        };
    }

    private static int Fresh(CallTable table, IReadOnlyList<NewValue> told)
    {
        var fresh = table.Rows.Where(static row => row.Baseline.All == 0)
            .Select(static row => new NewValue(row.Values is [var service, var call] ? $"{service}.amazonaws.com:{call}" : row.Values[0], row.Scope.Succeeded, row.Scope.Failed))
            .OrderBy(static one => one.Value, StringComparer.Ordinal).ToList();
        EvidenceCase.Check("new values", fresh.Count, told.Count);
        foreach (var (one, other) in fresh.Zip(told)) EvidenceCase.Check("new value", one, other);
        return fresh.Count;
    }

    private async Task<Func<string>> BuildAsync()
    {
        var started = TimeProvider.System.GetTimestamp();
        var (report, bytes) = await EvidenceIndexes.BuildAsync(logs, new TrailIndexer(), Always);
        var took = TimeProvider.System.GetElapsedTime(started);
        return () =>
        {
            EvidenceCase.Check("objects", report.ObjectsRead, truth.Objects);
            return string.Create(CultureInfo.InvariantCulture, $"{truth.Events / took.TotalSeconds / 1e3:0} k events/s, {bytes / 1e6:0.0} MB = {100.0 * bytes / truth.StoredBytes:0.00} % of the objects");
        };
    }

    private Func<Task<Func<string>>> Part(int times) => async () =>
    {
        var answer = await source.CallsAsync(RoleQuestion(truth.End.AddHours(-138 * times)), Behavior, default);
        return () => string.Create(CultureInfo.InvariantCulture, $"{answer.Coverage.Cost!.BytesRead / 1e6:0.0} MB of objects");
    };

    private EvidenceQuestion RoleQuestion(DateTimeOffset from) => Question(EntityKind.Role, truth.RoleArn, new TimeWindow(truth.End.AddHours(-Day), truth.End)) with { Baseline = new TimeWindow(from, truth.End.AddHours(-Day)) };

    private EvidenceQuestion Question(EntityKind kind, string id, TimeWindow window) => new(new EntityRef(kind, id), window, truth.End.AddHours(1));

    public void Dispose() => logs.Dispose();
}
