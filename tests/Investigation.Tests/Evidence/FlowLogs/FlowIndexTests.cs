using System.Text.Json;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Timing;
using static ChatOps.Investigation.Evidence.FlowLogs.FlowLines;
using static ChatOps.Investigation.Evidence.LogFolder;

namespace ChatOps.Investigation.Evidence.FlowLogs;

public sealed class FlowIndexTests : IDisposable
{
    private static readonly TimeWindow Always = new(Utc("2024-07-30T00:00Z"), Utc("2024-08-05T00:00Z"));
    private readonly LogFolder folder = new();
    private readonly MemoryIndex index = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(0)]
    public async Task The_index_answers_like_the_objects(int given)
    {
        var seed = given == 0 ? Environment.TickCount : given;
        var random = new Random(seed);
        Fill(random, isTold: seed % 2 != 0);
        var catalog = Catalog();
        await IngestAsync(catalog);
        await CompareAsync(catalog, random, $"seed {seed}");
    }

    [Fact]
    public async Task Objects_that_come_later_are_read_beside_the_index_and_then_put_together_with_it()
    {
        var random = new Random(7);
        Fill(random);
        var time = new MovedTime(Always.End);
        var catalog = new LogCatalog(folder.Logs, LogKind.FlowLogs, index, time);
        await IngestAsync(catalog);
        for (var i = 0; i < 12; i++)
        {
            folder.With(Key("2024-08-01T10:00Z", hash: $"late{i}"), Packed(Default, Line("203.0.113.1", "10.0.0.4", "2024-08-01T10:0" + (i % 6) + ":30Z", bytes: 1 + i)));
            time.Advance(TimeSpan.FromMinutes(1));
            if (i < 3) await CompareAsync(catalog, random, $"late {i}, not in the index");
            await IngestAsync(catalog);
        }

        await CompareAsync(catalog, random, "late ones in the index");
    }

    [Fact]
    public async Task A_copy_that_comes_in_another_batch_counts_once()
    {
        var content = Packed(Default, Line("203.0.113.1", "10.0.0.4", "2024-08-01T10:00Z"));
        folder.With(Key("2024-08-01T10:00Z", hash: "aa"), content);
        var time = new MovedTime(Always.End);
        var catalog = new LogCatalog(folder.Logs, LogKind.FlowLogs, index, time);
        await IngestAsync(catalog);
        folder.With(Key("2024-08-01T10:05Z", hash: "bb"), content);
        time.Advance(TimeSpan.FromMinutes(1));

        for (var i = 0; i < 2; i++)
        {
            var answer = await new FlowLogSource(catalog, time).FlowsAsync(Asked(EntityKind.NetworkInterface, Mine), new FlowAsk { Hours = true }, default);
            answer.Value.ShouldNotBeNull().Hours.Sum(hour => hour.Totals.Records).ShouldBe(1);
            await IngestAsync(catalog);
        }
    }

    [Fact]
    public async Task Damaged_objects_of_one_length_are_no_copies_of_each_other()
    {
        // both cut off where a copy of 200 bytes ended; what can be read of each counts
        foreach (var (hash, from) in (ReadOnlySpan<(string, string)>)[("aa", "203.0.113.1"), ("bb", "203.0.113.2"), ("cc", "203.0.113.3")])
        {
            var lines = Enumerable.Range(0, 400).Select(i => Line(from, "10.0.0.4", $"2024-08-01T10:0{i % 5}:{i % 60:00}Z", bytes: 1 + (i * 7919 % 10_007)));
            folder.With(Key("2024-08-01T10:00Z", hash: hash), Packed([Default, .. lines])[..1_000]);
        }

        var raw = await RecordsAsync();
        await IngestAsync(Catalog());
        raw.ShouldBeGreaterThan(3);
        (await RecordsAsync()).ShouldBe(raw);

        async Task<long> RecordsAsync()
        {
            var answer = await new FlowLogSource(Catalog(), TimeProvider.System).FlowsAsync(Asked(EntityKind.NetworkInterface, Mine), new FlowAsk { Hours = true, Groupings = [new([FlowColumn.RemoteAddress], 9)] }, default);
            answer.Value.ShouldNotBeNull().Tables[0].RowCount.ShouldBe(3);
            return answer.Value.Hours.Sum(hour => hour.Totals.Records);
        }
    }

    [Theory]
    [InlineData("flow.addresses")]
    [InlineData("flow.hours")]
    [InlineData("flow.interfaces")]
    public async Task Damaged_entries_are_as_good_as_none(string topic)
    {
        var random = new Random(11);
        Fill(random);
        var catalog = Catalog();
        await IngestAsync(catalog);
        var faults = new Func<ReadOnlyMemory<byte>, byte[]>[]
        {
            static content => [.. content.ToArray().Select(static (part, at) => at == 9 ? (byte)(part ^ 0x40) : part)],
            static content => content[..(content.Length / 2)].ToArray(),
            static _ => [],
            static content => [99, .. content.ToArray().Skip(1)],
        };
        foreach (var fault in faults)
        {
            index.Damage(entry => entry.Topic == topic && random.Next(3) > 0, fault);
            await CompareAsync(catalog, random, topic);
        }
    }

    [Fact]
    public async Task An_address_is_answered_from_the_objects_that_hold_it_and_an_interface_from_none()
    {
        for (var i = 0; i < 24; i++)
            folder.With(Key($"2024-08-01T{i:00}:00Z"), Packed(Default, Line(i == 5 ? "203.0.113.1" : "203.0.113.2", "10.0.0.4", $"2024-08-01T{i:00}:00Z"), Line("2001:db8::" + i, "2001:db8::ffff", $"2024-08-01T{i:00}:00Z")));
        var catalog = Catalog();
        await IngestAsync(catalog);
        var source = new FlowLogSource(catalog, TimeProvider.System);

        (await source.ObserveAsync(Asked(EntityKind.IpAddress, "203.0.113.1"), default)).Coverage.Cost.ShouldNotBeNull().ObjectsRead.ShouldBe(1);
        (await source.ObserveAsync(Asked(EntityKind.IpAddress, "2001:DB8:0::3"), default)).Coverage.Cost.ShouldNotBeNull().ObjectsRead.ShouldBe(1);
        foreach (var (kind, id) in new[] { (EntityKind.NetworkInterface, Mine), (EntityKind.Account, "111122223333") })
        {
            var answer = await source.FlowsAsync(Asked(kind, id), new FlowAsk { Hours = true }, default);
            (answer.Value.ShouldNotBeNull().Hours.Count(hour => hour.Totals.Records == 2), answer.Coverage.Cost.ShouldNotBeNull().ObjectsRead).ShouldBe((24, 0));
        }
    }

    [Fact]
    public async Task Distinct_counts_asked_again_touch_no_object_until_another_one_comes()
    {
        for (var i = 0; i < 6; i++) folder.With(Key($"2024-08-01T{i:00}:00Z"), Packed(Default, Line($"203.0.113.{i}", "10.0.0.4", $"2024-08-01T{i:00}:00Z"), Line("203.0.113.99", "10.0.0.4", $"2024-08-01T{i:00}:01Z")));
        var time = new MovedTime(Always.End);
        var catalog = new LogCatalog(folder.Logs, LogKind.FlowLogs, index, time);
        await IngestAsync(catalog);
        var source = new FlowLogSource(catalog, time);

        (await CountAsync()).ShouldBe(((2, 2, 2, 2, 2, 2), 6));
        (await CountAsync()).ShouldBe(((2, 2, 2, 2, 2, 2), 0));
        folder.With(Key("2024-08-01T02:05Z"), Packed(Default, Line("203.0.113.77", "10.0.0.4", "2024-08-01T02:05Z")));
        time.Advance(TimeSpan.FromMinutes(1));
        (await CountAsync()).ShouldBe(((2, 2, 3, 2, 2, 2), 3)); // the new one for its hours, then both of the hour it changed
        await IngestAsync(catalog);
        (await CountAsync()).ShouldBe(((2, 2, 3, 2, 2, 2), 2));
        (await CountAsync()).ShouldBe(((2, 2, 3, 2, 2, 2), 0));

        async Task<((long, long, long, long, long, long) Remote, long Read)> CountAsync()
        {
            var answer = await source.FlowsAsync(Asked(EntityKind.NetworkInterface, Mine), new FlowAsk { Distinct = true }, default);
            var of = answer.Value.ShouldNotBeNull().Distinct.Where(hour => hour.All.RemoteAddresses > 0).Select(hour => hour.All.RemoteAddresses).ToList();
            return ((of[0], of[1], of[2], of[3], of[4], of[5]), answer.Coverage.Cost.ShouldNotBeNull().ObjectsRead);
        }
    }

    private static EvidenceQuestion Asked(EntityKind kind, string id) => Question(kind, id, "2024-08-01T00:00Z", "2024-08-02T00:00Z", asOf: "2024-08-04T00:00Z");

    private LogCatalog Catalog() => new(folder.Logs, LogKind.FlowLogs, index, TimeProvider.System);

    private static Task<IngestReport> IngestAsync(LogCatalog catalog) => new LogIngest(catalog, new FlowIndexer(), TimeProvider.System).RunAsync(Always, null, default);

    /// <summary>A day and a half of a small network: late records, records over the hour's end, lost ones, two address families, rejects, empty objects.</summary>
    private void Fill(Random random, bool isTold = false)
    {
        string[] interfaces = [Mine, Other, "eni-0cc"];
        for (var slot = 0; slot < 48; slot++)
        {
            var at = Utc("2024-08-01T00:00Z").AddMinutes(45 * slot);
            var lines = new List<string> { isTold ? Told : Default };
            for (var i = random.Next(25); i > 0; i--)
            {
                var of = random.Next(interfaces.Length);
                var start = at.AddSeconds(random.Next(-2000, 280)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
                // without told directions only what is plain from one record is the same in every window: the index knows more interfaces than a window shows
                var peer = isTold && random.Next(3) == 0 ? $"10.0.0.{4 + ((of + 1) % 3)}" : $"203.0.113.{random.Next(30)}";
                var own = $"10.0.0.{4 + of}";
                if (random.Next(5) == 0) (own, peer) = ($"fd00::a{of}", $"2001:db8:1::{random.Next(9):x}");
                var isIn = random.Next(2) == 0;
                var (source, destination) = isIn ? (peer, own) : (own, peer);
                lines.Add(isTold
                    ? ToldLine(source, destination, start, isIn ? "ingress" : "egress", random.Next(5000), $"i-{of}", of: interfaces[of])
                    : Line(source, destination, start, random.Next(120), random.Next(1 << 10), random.Next(6) == 0 ? 1 : 6, random.Next(5000), random.Next(4) == 0 ? "REJECT" : "ACCEPT", interfaces[of]));
                if (!isTold && random.Next(30) == 0) lines.Add(Lost(start, interfaces[of]));
            }

            folder.With(Key(at.ToString("yyyy-MM-dd'T'HH:mm'Z'", System.Globalization.CultureInfo.InvariantCulture)), Packed([.. lines]));
        }
    }

    private async Task CompareAsync(LogCatalog catalog, Random random, string which)
    {
        var indexed = new FlowLogSource(catalog, TimeProvider.System);
        var raw = new FlowLogSource(new LogCatalog(folder.Logs, LogKind.FlowLogs, null, TimeProvider.System), TimeProvider.System);
        var ask = new FlowAsk { Hours = true, Distinct = true, Groupings = [new([FlowColumn.RemoteAddress, FlowColumn.LocalPort]), new([FlowColumn.Interface, FlowColumn.Protocol, FlowColumn.Action]) { OnlyNew = true }] };
        for (var i = 0; i < 12; i++)
        {
            var from = Utc("2024-07-31T23:00Z").AddSeconds(random.Next(80_000));
            var window = new TimeWindow(from, from.AddSeconds(1 + random.Next(90_000)));
            var asOf = random.Next(2) == 0 ? Always.End : window.Start.AddSeconds(random.Next((int)window.Duration.TotalSeconds + 9000));
            var entity = random.Next(6) switch
            {
                0 => new EntityRef(EntityKind.Account, "111122223333"),
                1 => new EntityRef(EntityKind.IpAddress, $"203.0.113.{random.Next(30)}"),
                2 => new EntityRef(EntityKind.IpAddress, "10.0.0.5"),
                3 => new EntityRef(EntityKind.Ec2Instance, "i-0"),
                _ => new EntityRef(EntityKind.NetworkInterface, random.Next(2) == 0 ? Mine : Other),
            };
            var question = new EvidenceQuestion(entity, window, asOf)
            {
                Known = entity.Kind == EntityKind.Ec2Instance ? [new EntityRef(EntityKind.NetworkInterface, Mine), new EntityRef(EntityKind.NetworkInterface, Other)] : [],
                Baseline = random.Next(2) == 0 ? new TimeWindow(window.Start.AddSeconds(-random.Next(1, 50_000)), window.Start) : null,
            };
            var told = $"{which}, {entity} {window} as of {asOf:O}, before {question.Baseline}";

            var span = (await indexed.ObserveAsync(question, default)).Value;
            Text(span).ShouldBe(Text((await raw.ObserveAsync(question, default)).Value), told);
            var (answer, expected) = (await indexed.FlowsAsync(question, ask, default), await raw.FlowsAsync(question, ask, default));
            Text(answer.Value).ShouldBe(Text(expected.Value), told);
            Lost(answer).ShouldBe(Lost(expected), told);
            Text((await indexed.AddressesAsync(question, default)).Value).ShouldBe(Text((await raw.AddressesAsync(question, default)).Value), told);
        }

        // the index knows the first record of each object, a needle does not find it: which silent hours are covered may differ
        static string Text(object? value) => JsonSerializer.Serialize(value is FlowFigures figures
            ? figures with { Hours = [.. figures.Hours.Where(static hour => hour.Totals.Records > 0)], Distinct = [.. figures.Distinct.Where(static hour => hour.All.RemoteAddresses > 0)] }
            : value);
        static IEnumerable<string> Lost(EvidenceAnswer<FlowFigures> answer) => answer.Coverage.Notes!.Where(note => note.Contains("SKIPDATA", StringComparison.Ordinal));
    }
}
