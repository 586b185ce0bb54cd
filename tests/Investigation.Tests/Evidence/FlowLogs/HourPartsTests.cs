using System.Globalization;
using System.Text;
using System.Text.Json;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence.FlowLogs.Wire;
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

    [Fact]
    public void A_later_part_ends_where_it_is_likely_to_be_full_and_touches_few_objects()
    {
        var parts = new HourParts(100);
        for (var hour = 0; hour < 100; hour++)
        {
            parts.Note(LogAt(hour), new Dictionary<long, long> { [hour - 1] = 1, [hour] = 9 });
            parts.Hold(hour, 10);
        }

        var (passes, touched, next) = (0, 0, 10L);
        parts.Below.ShouldBe(next);
        while (parts.Next())
        {
            parts.Takes(next).ShouldBeTrue();
            touched += Enumerable.Range(0, 100).Count(hour => parts.Touches(LogAt(hour)));
            for (var hour = next; hour < 100; hour++) parts.Hold(hour, 10);
            (next, passes) = (Math.Min(100, parts.Below), passes + 1);
        }

        next.ShouldBe(100);
        passes.ShouldBeInRange(9, 12);
        touched.ShouldBeInRange(90, 105);
        parts.Restart();
        parts.Touches(LogAt(5)).ShouldBeFalse();
    }

    [Fact]
    public void A_part_after_thin_hours_grows_and_one_after_thick_ones_shrinks()
    {
        var parts = new HourParts(100);
        for (var hour = 0L; hour < 400; hour++) parts.Note(LogAt((int)hour), new Dictionary<long, long> { [hour] = Weight(hour) });
        var (reads, next) = (0, 0L);
        do
        {
            reads += parts.Below == long.MaxValue && next == 0 ? 0 : Enumerable.Range(0, 400).Count(hour => parts.Touches(LogAt(hour)));
            for (var hour = next; hour < 400; hour++) parts.Hold(hour, Weight(hour));
            next = parts.Below;
        }
        while (parts.Next());

        reads.ShouldBeLessThan(500);

        static int Weight(long hour) => hour is > 50 and < 100 or 200 ? 60 : 1;
    }

    [Fact]
    public async Task Readers_share_the_sets_of_an_hour()
    {
        var parts = new HourParts(20_000); // two hours with sets of 1024 places each
        var flows = new List<Flow>();
        using var reads = new FlowReader(static _ => null);
        using var text = new MemoryStream(Encoding.ASCII.GetBytes(string.Concat([Default, .. Enumerable.Range(0, 1000).Select(static i => Line($"203.0.{i / 200}.{i % 200}", "10.0.0.4", i % 2 == 0 ? "1970-01-01T01:00Z" : "1970-01-01T02:00Z"))])));
        await reads.ReadAsync(text, (in FlowRecord record) => flows.Add(new Flow(in record, new FlowAddresses(10))), default);
        var tally = new DistinctTally(parts);
        var readers = Enumerable.Range(0, 16).Select(_ => tally.Part()).ToList();
        Parallel.ForEach(readers, reader =>
        {
            foreach (var flow in flows) reader.Add(new OrientedFlow(flow, FlowSide.In, 0, 0));
            reader.HandOver();
        });

        parts.Below.ShouldBe(long.MaxValue);
        tally.Count();
        (tally.Of(At(1)).All.RemoteAddresses, tally.Of(At(2)).In.RemoteAddresses, tally.Of(At(3)).All.RemoteAddresses).ShouldBe((500, 500, 0));

        static DateTimeOffset At(long hour) => DateTimeOffset.FromUnixTimeSeconds(hour * 3600);
    }

    [Fact]
    public async Task Lines_of_an_object_count_before_it_ends_and_are_given_up_with_their_hours()
    {
        var parts = new HourParts(1000);
        var tally = new SpanTally(parts);
        var text = string.Concat([Default, .. Enumerable.Range(0, 3000).Select(static i => Line($"203.0.113.{i % 250}", "10.0.0.4", Text(Utc("2024-08-01T00:00Z").AddSeconds(i * 3)), bytes: i))]);
        var part = tally.Part();
        for (var round = 0; ; round++)
        {
            using var reader = new FlowReader(static _ => null);
            using var stream = new MemoryStream(Encoding.ASCII.GetBytes(text));
            await reader.ReadAsync(stream, (in FlowRecord record) => part.Take(in record, new Flow(in record, null, false), LogAt(0)), default);
            if (round == 0) parts.Below.ShouldBe(Utc("2024-08-01T01:00Z").ToUnixTimeSeconds() / 3600);
            part.EndObject();
            if (!tally.NextPart()) break;
        }

        tally.ToObservation().ShouldNotBeNull().Count.ShouldBe(3000);
    }

    [Theory]
    [InlineData(EntityKind.Account, "111122223333", false)]
    [InlineData(EntityKind.Account, "111122223333", true)]
    [InlineData(EntityKind.NetworkInterface, Mine, true)]
    [InlineData(EntityKind.IpAddress, "10.0.0.4", false)]
    public async Task Many_parts_cost_about_two_reads(EntityKind kind, string id, bool isIndexed)
    {
        const int Days = 10;
        var random = new Random(7);
        for (var hour = 0; hour < 24 * Days; hour++)
        {
            var at = Utc("2024-08-01T00:00Z").AddHours(hour);
            var many = hour % 24 is > 8 and < 18 ? 60 : 20;
            folder.With(Key(Text(at)), Packed([Default, .. Enumerable.Range(0, many).Select(_ => Line($"203.0.{random.Next(8)}.{random.Next(250)}", "10.0.0.4", Text(at.AddSeconds(random.Next(-120, 280)))))]));
        }

        var catalog = new LogCatalog(folder.Logs, LogKind.FlowLogs, isIndexed ? index : null, TimeProvider.System);
        if (isIndexed) await new LogIngest(catalog, new FlowIndexer(), TimeProvider.System).RunAsync(new(Utc("2024-07-30T00:00Z"), Utc("2024-08-13T00:00Z")), null, default);
        var question = Question(kind, id, "2024-08-01T00:00Z", "2024-08-11T00:00Z", "2024-08-12T00:00:00Z");
        var whole = new FlowLogSource(catalog, TimeProvider.System);
        foreach (var few in new[] { 16, 40 })
        {
            var parted = new FlowLogSource(catalog, TimeProvider.System) { Limits = new() { DistinctMemory = few * 2000, Lines = few * 40 } };
            foreach (var ask in new FlowAsk[] { new() { Distinct = true }, new() { Distinct = true, Hours = true, Groupings = [new([FlowColumn.RemoteAddress])] } })
            {
                var (expected, answer) = (await whole.FlowsAsync(question, ask, default), await parted.FlowsAsync(question, ask, default));
                JsonSerializer.Serialize(answer.Value).ShouldBe(JsonSerializer.Serialize(expected.Value));
                var once = kind == EntityKind.IpAddress ? 2 : 1; // its books are made first
                answer.Coverage.Cost.ShouldNotBeNull().ObjectsRead.ShouldBeInRange((once * 24 * Days) + (24 * Days / 2), (once + 2) * 24 * Days);
            }

            if (kind != EntityKind.IpAddress) continue;
            var (span, inParts) = (await whole.ObserveAsync(question, default), await parted.ObserveAsync(question, default));
            JsonSerializer.Serialize(inParts.Value).ShouldBe(JsonSerializer.Serialize(span.Value));
            inParts.Coverage.Cost.ShouldNotBeNull().ObjectsRead.ShouldBeInRange(24 * Days * 3 / 2, 24 * Days * 3);
        }
    }

    [Fact]
    public async Task Tables_and_distinct_counts_go_through_the_objects_together()
    {
        for (var hour = 0; hour < 48; hour++)
        {
            var at = Utc("2024-08-01T00:00Z").AddHours(hour);
            folder.With(Key(Text(at)), Packed([Default, .. Enumerable.Range(0, 2000).Select(i => Line($"203.{hour}.{i / 200}.{i % 200}", "10.0.0.4", Text(at.AddSeconds(i % 200))))]));
        }

        var ask = new FlowAsk { Distinct = true, Groupings = [new([FlowColumn.RemoteAddress])] };
        var question = Question(EntityKind.NetworkInterface, Mine, "2024-08-01T00:00Z", "2024-08-03T00:00Z", "2024-08-04T00:00:00Z");
        var catalog = new LogCatalog(folder.Logs, LogKind.FlowLogs, null, TimeProvider.System);
        var (whole, parted) = (await AskAsync(new()), await AskAsync(new() { TableMemory = 1, DistinctMemory = 1_000_000 }));

        JsonSerializer.Serialize(parted.Value).ShouldBe(JsonSerializer.Serialize(whole.Value));
        whole.Coverage.Cost.ShouldNotBeNull().ObjectsRead.ShouldBe(48);
        var tablesAlone = (await AskAsync(new() { TableMemory = 1 })).Coverage.Cost.ShouldNotBeNull().ObjectsRead;
        tablesAlone.ShouldBeGreaterThan(100);
        parted.Coverage.Cost.ShouldNotBeNull().ObjectsRead.ShouldBeLessThan(tablesAlone + 60);

        Task<EvidenceAnswer<FlowFigures>> AskAsync(FlowLimits limits) => new FlowLogSource(catalog, TimeProvider.System) { Limits = limits }.FlowsAsync(question, ask, default);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Sides_are_the_same_however_few_records_may_wait(bool isIndexed)
    {
        for (var slot = 0; slot < 12; slot++)
        {
            // each interface speaks with one other only, until the last object tells which address is its own
            var at = Text(Utc("2024-08-01T10:00Z").AddMinutes(5 * slot));
            var lines = Enumerable.Range(0, 20).SelectMany(i => new[] { Line($"10.0.1.{i}", $"10.0.0.{i}", at, bytes: 10 + i, of: $"eni-0{i:00}00000000000000"), Line($"10.0.0.{i}", $"10.0.1.{i}", at, bytes: 7, of: $"eni-0{i:00}00000000000000") });
            if (slot == 11) lines = lines.Concat(Enumerable.Range(0, 15).Select(i => Line("203.0.113.9", i % 2 == 0 ? $"10.0.0.{i}" : $"10.0.1.{i}", at, bytes: 1, of: $"eni-0{i:00}00000000000000")));
            folder.With(Key(at), Packed([Default, .. lines]));
        }

        var catalog = new LogCatalog(folder.Logs, LogKind.FlowLogs, isIndexed ? index : null, TimeProvider.System);
        if (isIndexed) await new LogIngest(catalog, new FlowIndexer(), TimeProvider.System).RunAsync(new(Utc("2024-07-30T00:00Z"), Utc("2024-08-03T00:00Z")), null, default);
        var question = Question(EntityKind.Account, "111122223333", "2024-08-01T09:00Z", "2024-08-01T12:00Z");
        foreach (var ask in new FlowAsk[] { new() { Distinct = true }, new() { Hours = true, Distinct = true, Groupings = [new([FlowColumn.RemoteAddress, FlowColumn.Interface])] } })
        {
            var expected = await new FlowLogSource(catalog, TimeProvider.System).FlowsAsync(question, ask, default);
            foreach (var most in new[] { 0, 1, 30 })
            {
                var answer = await new FlowLogSource(catalog, TimeProvider.System) { Limits = new() { Waiting = most } }.FlowsAsync(question, ask, default);
                JsonSerializer.Serialize(answer.Value).ShouldBe(JsonSerializer.Serialize(expected.Value));
                if (!isIndexed) answer.Coverage.Cost.ShouldNotBeNull().ObjectsRead.ShouldBe(24); // sides were assumed wrong, and all was read once more
            }
        }
    }

    [Fact]
    public void Readers_share_how_many_records_may_wait()
    {
        var waiting = new FlowWaiting(100);
        Parallel.For(0, 20, _ =>
        {
            for (var i = 0; i < 5; i++) waiting.Add().ShouldBeTrue();
        });

        (waiting.Add(), waiting.Count).ShouldBe((false, 101));
        waiting.Remove(60);
        (waiting.Add(), waiting.Count).ShouldBe((true, 42));
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

    private static LogObject LogAt(int hour) => new($"{hour}", LogKind.FlowLogs, null, null, null, 1);

    private static string Text(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
