using System.Text.Json;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence.CloudTrail;
using ChatOps.Investigation.Evidence.CloudTrail.Indexing;
using ChatOps.Investigation.Evidence.Folder;
using ChatOps.Investigation.LogWorlds;
using ChatOps.Investigation.Timing;
using ChatOps.LogWorld.Trail;
using Xunit.Abstractions;

namespace ChatOps.Investigation.Evidence.Truth;

public sealed class TrailTruthTests(ITestOutputHelper output)
{
    internal static readonly CallAsk Everything = new()
    {
        Hours = true,
        Groupings = [new([CallColumn.Service, CallColumn.Call]), new([CallColumn.UserAgent]), new([CallColumn.Address]), new([CallColumn.Region])],
    };

    private static readonly Told[] Ways = Enum.GetValues<Told>();

    [Theory]
    [InlineData(0, true)] // another world every time
    [InlineData(0, false)]
    [InlineData(20250123, true)]
    public async Task Every_figure_is_the_truth_however_it_is_told(long given, bool faulty)
    {
        var seed = given == 0 ? Random.Shared.NextInt64() : given;
        var what = $"seed {seed}, {(faulty ? "faults" : "no faults")}";
        output.WriteLine(what);
        using var folder = new WorldFolder();
        var truth = LogWorld.Trail.TrailWorld.Write(folder.Path, new TrailWorldOptions
        {
            Seed = seed,
            Events = 3_000,
            Days = 2,
            AdjacentDuplicates = 120,
            LaterDuplicates = 160,
            Faults = faulty ? TrailFaults.Some : TrailFaults.None,
        });
        var world = new TimeWindow(truth.Start, truth.End);
        var telling = new Telling(new FolderLogs(folder.Path), new TrailIndexer(), world);
        foreach (var way in Ways)
        {
            using var catalog = await telling.AsAsync(way);
            var (source, where) = (new CloudTrailSource(catalog, TimeProvider.System), $"{way}, {what}");
            await SameRoleAsync(source, truth, where);
            await SameAttackerAsync(source, truth, world, where);
        }
    }

    private static async Task SameRoleAsync(CloudTrailSource source, TrailTruth truth, string where)
    {
        var question = new EvidenceQuestion(new EntityRef(EntityKind.Role, truth.RoleArn), new TimeWindow(truth.LastDay, truth.End), truth.End.AddDays(1)) { Baseline = new TimeWindow(truth.Start.AddDays(-1), truth.LastDay) };
        var figures = (await source.CallsAsync(question, Everything, default)).Value.ShouldNotBeNull(where);
        Same(figures.Hours.Where(static hour => hour.Count.All > 0).Select(static hour => new RoleHour(hour.Hour, hour.Count.Succeeded, hour.Count.Failed)), truth.RoleHours, where);
        Same(New(figures.Tables[0]), truth.NewCalls, where);
        Same(New(figures.Tables[1]), truth.NewUserAgents, where);
        Same(New(figures.Tables[2]), truth.NewAddresses, where);
        Same(New(figures.Tables[3]), truth.NewRegions, where);
    }

    private static async Task SameAttackerAsync(CloudTrailSource source, TrailTruth truth, TimeWindow world, string where)
    {
        var question = new EvidenceQuestion(new EntityRef(EntityKind.IpAddress, truth.Attacker), world, truth.End.AddDays(1));
        var observed = (await source.ObserveAsync(question, default)).Value.ShouldNotBeNull(where);
        (observed.First, observed.Last, observed.Count).ShouldBe((truth.AttackerFirst, truth.AttackerLast, truth.AttackerEvents), where);
        Same(New((await source.CallsAsync(question, Everything, default)).Value.ShouldNotBeNull(where).Tables[0]), truth.AttackerCalls, where);
        observed.Names.ToDictionary(static one => one.Key.Replace(":", ".amazonaws.com:", StringComparison.Ordinal), static one => one.Value)
            .ShouldBe(truth.AttackerCalls.ToDictionary(static one => one.Value, static one => one.Succeeded + one.Failed), ignoreOrder: true, where);
    }

    /// <summary>Values of the window that the baseline does not have.</summary>
    internal static IEnumerable<NewValue> New(CallTable table) => table.Rows
        .Where(static row => row.Baseline.All == 0 && row.Scope.All > 0)
        .Select(static row => new NewValue(row.Values is [var service, var call] ? $"{service}.amazonaws.com:{call}" : row.Values[0], row.Scope.Succeeded, row.Scope.Failed))
        .OrderBy(static one => one.Value, StringComparer.Ordinal);

    private static void Same<T>(IEnumerable<T> claimed, IEnumerable<T> told, string where) => JsonSerializer.Serialize(claimed).ShouldBe(JsonSerializer.Serialize(told), where);
}
