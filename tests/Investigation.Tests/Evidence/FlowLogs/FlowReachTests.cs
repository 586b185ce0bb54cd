using System.Globalization;
using System.Text.Json;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Timing;
using static ChatOps.Investigation.Evidence.FlowLogs.FlowLines;
using static ChatOps.Investigation.Evidence.LogFolder;

namespace ChatOps.Investigation.Evidence.FlowLogs;

/// <summary>Three interfaces over six days: 72 hours of interfaces a day.</summary>
public sealed class FlowReachTests : IDisposable
{
    private const int Days = 6;
    private const string Account = "111122223333";
    private static readonly DateTimeOffset Start = Utc("2024-08-01T00:00Z");
    private static readonly TimeWindow LastDay = new(Start.AddDays(Days - 1), Start.AddDays(Days));
    private static readonly FlowAsk All = new()
    {
        Hours = true,
        Distinct = true,
        Groupings = [new([FlowColumn.RemoteAddress, FlowColumn.Interface]), new([FlowColumn.RemoteAddress]) { OnlyNew = true }],
    };

    private readonly LogFolder folder = new();
    private readonly MemoryIndex index = new();
    private readonly MovedTime time = new(LastDay.End);

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("objects", 240, 2)]
    [InlineData("objects", 300, 3)]
    [InlineData("objects", 100, 0)]
    [InlineData("index", 240, 2)]
    [InlineData("index", 100, 0)]
    [InlineData("both", 240, 2)]
    [InlineData("both", 160, 1)]
    public async Task A_baseline_that_is_too_large_is_answered_as_far_as_whole_days_of_it_fit(string road, int most, int days)
    {
        var catalog = await FilledAsync(road);
        var question = Asked(EntityKind.Account, Account);
        var shorter = question with { Baseline = days == 0 ? null : new TimeWindow(LastDay.Start.AddDays(-days), LastDay.Start) };
        foreach (var ask in new[] { All, new FlowAsk { Hours = true } })
        {
            var answer = await new FlowLogSource(catalog, time) { Limits = new() { Hours = most } }.FlowsAsync(question, ask, default);
            var expected = await new FlowLogSource(catalog, time).FlowsAsync(shorter, ask, default);

            Text(answer.Value).ShouldBe(Text(expected.Value));
            answer.Coverage.Notes.ShouldNotBeNull().ShouldContain(note => note.StartsWith(
                days == 0 ? "there is no baseline: 3 interfaces were met" : $"the baseline reaches back to {TimeWords.Instant(LastDay.Start.AddDays(-days))} only: 3 interfaces were met",
                StringComparison.Ordinal));
            answer.Coverage.Objects.ShouldBe((await new FlowLogSource(catalog, time).FlowsAsync(question, ask, default)).Coverage.Objects);
            Lost(answer).ShouldBe(Lost(expected));
        }
    }

    [Theory]
    [InlineData("objects")]
    [InlineData("index")]
    [InlineData("both")]
    public async Task A_window_that_is_too_large_is_refused_with_what_would_work(string road)
    {
        var catalog = await FilledAsync(road);
        var source = new FlowLogSource(catalog, time) { Limits = new() { Hours = 50 } };

        var answer = await source.FlowsAsync(Asked(EntityKind.Account, Account), All, default);

        answer.Value.ShouldBeNull();
        answer.Coverage.State.ShouldBe(CoverageState.Refused);
        answer.Coverage.Reason.ShouldBe("the window alone has more than 50 hours of interfaces, which is what one question holds, and 3 interfaces were met; ask for 12 hours at a time, or for one instance or interface");
        (await source.ObserveAsync(Asked(EntityKind.Account, Account), default)).Coverage.State.ShouldBe(CoverageState.Refused);
        var fits = Asked(EntityKind.Account, Account) with { Window = new TimeWindow(LastDay.Start, LastDay.Start.AddHours(12)), Baseline = null };
        (await source.FlowsAsync(fits, All, default)).Value.ShouldNotBeNull().Hours.Count(static hour => hour.Totals.Records > 0).ShouldBe(12);
    }

    [Fact]
    public async Task What_is_refused_is_not_read_on()
    {
        var source = new FlowLogSource(await FilledAsync("objects"), time) { Limits = new() { Hours = 5 } };

        var answer = await source.FlowsAsync(Asked(EntityKind.Account, Account), All, default);

        answer.Coverage.State.ShouldBe(CoverageState.Refused);
        answer.Coverage.Cost.ShouldNotBeNull().ObjectsRead.ShouldBeLessThan(24 * Days);
    }

    [Fact]
    public async Task Interfaces_that_come_and_go_are_all_counted()
    {
        const int interfaces = 12_000; // more than a reader keeps the names of
        for (var hour = 0; hour < 3; hour++)
        {
            var at = Text(LastDay.Start.AddHours(hour));
            folder.With(Key(at), Packed([Default, .. Enumerable.Range(0, interfaces).Select(number => Line("203.0.113.1", "10.0.0.4", at, bytes: 1, of: $"eni-{(hour * interfaces) + number:x17}"))]));
        }

        time.Advance(TimeSpan.FromMinutes(1));
        var answer = await new FlowLogSource(new LogCatalog(folder.Logs, LogKind.FlowLogs, null, time), time).FlowsAsync(Asked(EntityKind.Account, Account), new FlowAsk { Hours = true }, default);

        answer.Value.ShouldNotBeNull().Hours.Where(static hour => hour.Totals.Records > 0).Select(static hour => hour.Totals.Records).ShouldBe([interfaces, interfaces, interfaces]);
    }

    [Theory]
    [InlineData("objects", 240)]
    [InlineData("index", 240)]
    [InlineData("index", 50)]
    [InlineData("both", 240)]
    [InlineData("both", 50)]
    public async Task Tables_by_themselves_need_no_hours_held_and_reach_back_all_the_way(string road, int most)
    {
        var catalog = await FilledAsync(road);
        var (question, ask) = (Asked(EntityKind.Account, Account), new FlowAsk { Groupings = All.Groupings });

        var answer = await new FlowLogSource(catalog, time) { Limits = new() { Hours = most } }.FlowsAsync(question, ask, default);

        var whole = await new FlowLogSource(catalog, time).FlowsAsync(question, ask, default);
        Text(answer.Value.ShouldNotBeNull()).ShouldBe(Text(whole.Value));
        (answer.Coverage.State, answer.Coverage.Objects).ShouldBe((whole.Coverage.State, whole.Coverage.Objects));
        answer.Coverage.Notes.ShouldBe(whole.Coverage.Notes);
    }

    [Theory]
    [InlineData("objects")]
    [InlineData("index")]
    public async Task What_fits_is_answered_whole(string road)
    {
        var catalog = await FilledAsync(road);
        foreach (var (kind, id, most) in new[] { (EntityKind.NetworkInterface, Mine, (24 * Days) + 1 + 3), (EntityKind.Account, Account, (72 * Days) + 3 + 9) })
        {
            var answer = await new FlowLogSource(catalog, time) { Limits = new() { Hours = most } }.FlowsAsync(Asked(kind, id), All, default);

            Text(answer.Value).ShouldBe(Text((await new FlowLogSource(catalog, time).FlowsAsync(Asked(kind, id), All, default)).Value));
            answer.Coverage.Notes.ShouldNotBeNull().ShouldNotContain(static note => note.Contains("baseline", StringComparison.Ordinal));
        }
    }

    private static EvidenceQuestion Asked(EntityKind kind, string id) => new(new EntityRef(kind, id), LastDay, LastDay.End) { Baseline = new TimeWindow(Start, LastDay.Start) };

    /// <summary>Every hour an object; the first record of a day begins on the day before, and every day has peers of its own and a lost interval.</summary>
    private async Task<LogCatalog> FilledAsync(string road)
    {
        var catalog = new LogCatalog(folder.Logs, LogKind.FlowLogs, road == "objects" ? null : index, time);
        for (var hour = 0; hour < 24 * Days; hour++)
        {
            if (road == "both" && hour == 24 * 3) await IngestAsync(catalog);
            var at = Start.AddHours(hour);
            var lines = new List<string> { Default };
            foreach (var (own, of) in new[] { ("10.0.0.4", Mine), ("10.0.0.5", Other), ("10.0.0.6", "eni-0cc33dd44ee55ff66") })
            {
                lines.Add(Line($"203.0.113.{hour / 24}", own, Text(at), bytes: 100 + hour, of: of));
                lines.Add(Line(own, "203.0.113.99", Text(at.AddMinutes(2)), bytes: 7, of: of));
                if (hour % 24 == 0) lines.Add(Line(own, $"198.51.100.{hour / 24}", Text(at.AddSeconds(-30)), bytes: 9, of: of));
            }

            if (hour % 24 == 5) lines.Add(FlowLines.Lost(Text(at)));
            folder.With(Key(Text(at)), Packed([.. lines]));
        }

        time.Advance(TimeSpan.FromMinutes(1));
        if (road == "index") await IngestAsync(catalog);
        return catalog;
    }

    private Task<IngestReport> IngestAsync(LogCatalog catalog) => new LogIngest(catalog, new FlowIndexer(), time).RunAsync(new TimeWindow(Start, LastDay.End), null, default);

    private static string Text(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Text(FlowFigures? figures) => JsonSerializer.Serialize(figures);

    private static IEnumerable<string> Lost(EvidenceAnswer<FlowFigures> answer) => answer.Coverage.Notes!.Where(static note => note.Contains("SKIPDATA", StringComparison.Ordinal));
}
