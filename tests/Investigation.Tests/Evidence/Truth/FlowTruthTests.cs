using System.Text.Json;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence.FlowLogs;
using ChatOps.Investigation.Evidence.Folder;
using ChatOps.Investigation.LogWorlds;
using ChatOps.Investigation.Timing;
using ChatOps.LogWorld.Flows;
using ChatOps.LogWorld.Objects;
using Xunit.Abstractions;

namespace ChatOps.Investigation.Evidence.Truth;

public sealed class FlowTruthTests(ITestOutputHelper output)
{
    private const int Talkers = 40;
    private static readonly FlowWorldOptions Small = new() { Rows = 7_000, Days = 3, Interfaces = 8, TopTalkers = 10_000 };

    /// <summary>0 stands for another world every time. Half of the objects: now the newest, now the oldest.</summary>
    public static TheoryData<long, string, string, bool, string> Worlds => new()
    {
        { 0, "default", "days", false, nameof(Told.ByNewestHalf) },
        { 0, "default", "hours", true, nameof(Told.ByOldestHalf) },
        { 0, "default", "Hive", true, nameof(Told.ByNewestHalf) },
        { 0, "version 5", "days", true, nameof(Told.ByOldestHalf) },
        { 0, "version 5", "hours", true, nameof(Told.ByNewestHalf) },
        { 0, "version 5", "Hive", false, nameof(Told.ByOldestHalf) },
        { 20250303, "default", "days", true, nameof(Told.ByNewestHalf) },
        { 20250303, "version 5", "Hive", true, nameof(Told.ByOldestHalf) },
    };

    [Theory]
    [MemberData(nameof(Worlds))]
    public async Task Every_figure_is_the_truth_however_it_is_told(long given, string format, string layout, bool faulty, string half)
    {
        var options = Small with
        {
            Seed = given == 0 ? Random.Shared.NextInt64(long.MaxValue / 2) : given,
            Columns = format == "default" ? FlowColumns.Default : FlowColumns.Version5,
            Layout = layout switch { "days" => new KeyLayout(), "hours" => new KeyLayout(Hourly: true, Organization: "o-abc", Prefix: "logs/net"), _ => new KeyLayout(Hourly: true, Hive: true) },
            Faults = faulty ? FlowFaults.Some : FlowFaults.None,
        };
        using var folder = new WorldFolder();
        var truth = FlowWorld.Write(folder.Path, options);
        var what = $"seed {options.Seed}, {format}, {layout}, {(faulty ? "faults" : "no faults")}";
        output.WriteLine(what);

        // a format without direction tells an interface's own address only by records with two others
        var (isLearned, isLearnedInTheHour) = format == "default" ? (CanBeLearned(truth.TopTalkers), CanBeLearned(truth.HourTopTalkers)) : (true, true);
        var (world, hour) = (new TimeWindow(truth.Start, truth.End), new TimeWindow(truth.TopTalkersHour, truth.TopTalkersHour.AddHours(1)));
        var telling = new Telling(new FolderLogs(folder.Path), new FlowIndexer(), world);
        foreach (var way in (Told[])[Told.ByObjects, Told.ByIndex, Enum.Parse<Told>(half), Told.ByMergedBatches])
        {
            using var catalog = await telling.AsAsync(way);
            var claims = new FlowClaims(catalog, truth);
            var where = $"{way}, {what}";
            Same([await claims.SpanAsync(world)], [truth.AttackerSpan], where);
            Same([await claims.SpanAsync(new TimeWindow(truth.AttackDay, truth.AttackDay.AddDays(1)))], [truth.AttackerDaySpan], where);
            if (isLearned)
            {
                Same(await claims.HoursAsync(EntityKind.NetworkInterface, truth.Victim.Interface, withTable: true), truth.Victim.Hours, where);
                if (way != Told.ByObjects) Same(await claims.HoursAsync(EntityKind.NetworkInterface, truth.Victim.Interface, withTable: false), truth.Victim.Hours, where);
                if (format != "default") Same(await claims.HoursAsync(EntityKind.Ec2Instance, truth.Victim.Instance, withTable: false), truth.Victim.Hours, where);
                Same(await claims.TalkersAsync(world, Talkers), truth.TopTalkers, where);
            }

            if (isLearnedInTheHour) Same(await claims.TalkersAsync(hour, Talkers), truth.HourTopTalkers, where);
        }
    }

    private static bool CanBeLearned(TopTalkers talkers) => talkers.First.Count(static one => one.Address.Contains(':', StringComparison.Ordinal)) != 1;

    private static void Same(TopTalkers claimed, TopTalkers told, string where)
    {
        claimed.Distinct.ShouldBe(told.Distinct, where);
        Same(claimed.First, [.. told.First.Take(Talkers)], where);
    }

    private static void Same<T>(IReadOnlyList<T> claimed, IReadOnlyList<T> told, string where)
    {
        // one by one: of a difference among hundreds of hours nobody could read where it is
        for (var at = 0; at < Math.Max(claimed.Count, told.Count); at++) Text(claimed, at).ShouldBe(Text(told, at), where);
    }

    private static string Text<T>(IReadOnlyList<T> all, int at) => at < all.Count ? JsonSerializer.Serialize(all[at]) : "nothing";
}
