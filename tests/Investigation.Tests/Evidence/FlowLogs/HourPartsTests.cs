using System.Globalization;
using System.Text.Json;
using ChatOps.Investigation.Entities;
using static ChatOps.Investigation.Evidence.FlowLogs.FlowLines;
using static ChatOps.Investigation.Evidence.LogFolder;

namespace ChatOps.Investigation.Evidence.FlowLogs;

public sealed class HourPartsTests : IDisposable
{
    private readonly LogFolder folder = new();
    private readonly MemoryIndex index = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_latest_hours_are_put_off_until_the_rest_fits_and_come_next()
    {
        var parts = new HourParts(10);
        foreach (var hour in new[] { 5L, 6, 7, 8 }) parts.Hold(hour, 3);

        (parts.Takes(5), parts.Takes(7), parts.Takes(8), parts.Below).ShouldBe((true, true, false, 8));
        parts.Hold(8, 100); // a reader that did not know yet
        parts.Hold(5, 4);
        (parts.Takes(6), parts.Takes(7)).ShouldBe((true, false));
        parts.Hold(6, 90);
        (parts.Takes(5), parts.Takes(6)).ShouldBe((true, false));
        parts.Hold(5, 1000);
        (parts.Takes(5), parts.Takes(4)).ShouldBe((true, true)); // one hour is never parted

        parts.Next().ShouldBeTrue();
        (parts.Takes(5), parts.Takes(6), parts.Takes(100)).ShouldBe((false, true, true));
        parts.Next().ShouldBeFalse();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Distinct_counts_and_spans_are_the_same_in_parts(bool isIndexed)
    {
        var random = new Random(5);
        for (var slot = 0; slot < 72; slot++)
        {
            var at = Utc("2024-08-01T00:00Z").AddMinutes(20 * slot);
            var lines = Enumerable.Range(0, 40).Select(_ => Line($"203.0.113.{random.Next(200)}", "10.0.0.4", Text(at.AddSeconds(random.Next(-3000, 280))), random.Next(120), random.Next(1 << 10)));
            var own = Line("198.51.100.7", "10.0.0.4", Text(at));
            folder.With(Key(Text(at)), Packed([Default, .. lines, own, own, .. slot % 5 == 0 ? new[] { Line("198.51.100.7", "10.0.0.4", Text(at.AddMinutes(-20))) } : []]));
        }

        var catalog = new LogCatalog(folder.Logs, LogKind.FlowLogs, isIndexed ? index : null, TimeProvider.System);
        if (isIndexed) await new LogIngest(catalog, new FlowIndexer(), TimeProvider.System).RunAsync(new(Utc("2024-07-30T00:00Z"), Utc("2024-08-03T00:00Z")), null, default);
        var (whole, parted) = (new FlowLogSource(catalog, TimeProvider.System), new FlowLogSource(catalog, TimeProvider.System) { Limits = new() { DistinctMemory = 20_000, Lines = 10 } });
        foreach (var (kind, id) in new[] { (EntityKind.NetworkInterface, Mine), (EntityKind.IpAddress, "198.51.100.7"), (EntityKind.IpAddress, "10.0.0.4") })
        {
            var question = Question(kind, id, "2024-08-01T00:00Z", "2024-08-02T00:00Z");
            foreach (var ask in new FlowAsk[] { new() { Distinct = true }, new() { Hours = true, Distinct = true, Groupings = [new([FlowColumn.LocalPort])] } })
            {
                var (expected, answer) = (await whole.FlowsAsync(question, ask, default), await parted.FlowsAsync(question, ask, default));
                JsonSerializer.Serialize(answer.Value).ShouldBe(JsonSerializer.Serialize(expected.Value));
                if (id != "198.51.100.7") answer.Coverage.Cost.ShouldNotBeNull().ObjectsRead.ShouldBeGreaterThan(72);
                (answer.Coverage.Objects, answer.Coverage.Notes!.Count).ShouldBe((expected.Coverage.Objects, expected.Coverage.Notes!.Count));
            }

            var (span, inParts) = (await whole.ObserveAsync(question, default), await parted.ObserveAsync(question, default));
            JsonSerializer.Serialize(inParts.Value).ShouldBe(JsonSerializer.Serialize(span.Value));
            if (kind == EntityKind.IpAddress) inParts.Coverage.Cost.ShouldNotBeNull().ObjectsRead.ShouldBeGreaterThan(72);
        }
    }

    private static string Text(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
