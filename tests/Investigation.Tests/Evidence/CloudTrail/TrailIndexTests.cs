using System.Text.Json;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence.Calls.Indexing;
using ChatOps.Investigation.Evidence.CloudTrail.Indexing;
using ChatOps.Investigation.Timing;
using Xunit.Abstractions;

namespace ChatOps.Investigation.Evidence.CloudTrail;

/// <summary>What the index answers is what the objects answer, to the second.</summary>
public sealed class TrailIndexTests(ITestOutputHelper output) : IDisposable
{
    private static readonly CallAsk Everything = new()
    {
        Hours = true,
        Groupings = [.. Enum.GetValues<CallColumn>().Select(static column => new CallGrouping([column])), new([CallColumn.Address, CallColumn.Service, CallColumn.Call, CallColumn.Error, CallColumn.Resource])],
    };

    private static readonly EntityRef[] Asked =
    [
        new(EntityKind.IpAddress, "198.51.100.23"), new(EntityKind.IpAddress, "2001:db8::17"), new(EntityKind.IpAddress, "075.050.255.67"),
        new(EntityKind.Role, "app", "111122223333"), new(EntityKind.Role, "app"), new(EntityKind.Role, "arn:aws:iam::111122223333:role/teams/ops"),
        new(EntityKind.RoleSession, "AROAapp:i-0123456789abcdef0"), new(EntityKind.Ec2Instance, "i-0aaaaaaaaaaaaaaaa"), new(EntityKind.User, "ana", "111122223333"),
        new(EntityKind.User, "arn:aws:iam::111122223333:user/ops/ana"), new(EntityKind.User, EntityRef.RootUser, "111122223333"), new(EntityKind.FederatedUser, "bo", "111122223333"),
        new(EntityKind.AccessKey, "ASIAEXAMPLE3"), new(EntityKind.Account, "111122223333"), new(EntityKind.Account, "444455556666"), new(EntityKind.UserAgent, "größer/1"),
        new(EntityKind.UserAgent, "Boto3/1.34 \"quoted\" {braces}"), new(EntityKind.Bucket, "ledger"), new(EntityKind.IpAddress, "192.0.2.200"),
    ];

    private static readonly TimeWindow Always = new(TrailWorld.Start.AddDays(-1), TrailWorld.Start.AddDays(9));
    private readonly LogFolder folder = new();
    private readonly MemoryIndex index = new();
    private readonly TimeProvider time = TimeProvider.System;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(0)] // another world every time
    public async Task The_index_answers_what_the_objects_answer(int seed)
    {
        if (seed == 0) seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        new TrailWorld(seed).Into(folder, 1_500);
        var catalog = Catalog(index);
        await IngestAsync(catalog);
        var dice = new Random(seed);

        foreach (var question in Asked.Select(entity => Ask(dice, entity))) await SameAsync(catalog, question, $"seed {seed}: {question}");
    }

    [Fact]
    public async Task A_second_trail_that_is_copied_in_later_counts_no_call_again()
    {
        PutTrail("first/");
        await IngestAsync(Catalog(index));
        PutTrail("second/");
        var catalog = Catalog(index);
        await IngestAsync(catalog);

        (await HoursAsync(new CloudTrailSource(catalog, time))).ShouldBe(12);
        (await HoursAsync(new CloudTrailSource(folder.Logs))).ShouldBe(12);

        async Task<long> HoursAsync(CloudTrailSource source) =>
            (await source.CallsAsync(new EvidenceQuestion(new EntityRef(EntityKind.IpAddress, "198.51.100.23"), Always, Always.End), Everything, default)).Value!.Hours.Sum(hour => hour.Count.All);
    }

    [Fact]
    public async Task A_question_asked_again_is_answered_the_same_until_another_object_comes()
    {
        PutTrail("first/");
        var clock = new MovedTime(Always.End);
        var catalog = new LogCatalog(folder.Logs, LogKind.CloudTrail, index, clock);
        await new LogIngest(catalog, new TrailIndexer(), clock).RunAsync(Always, null, default);
        var source = new CloudTrailSource(catalog, clock);

        (await CallsAsync()).ShouldBe((12, 0));
        (await CallsAsync()).ShouldBe((12, 0));
        folder.With($"{TrailPath}20240801T2105Z_aaaaaaaaaaaaaaaa.json", $$"""{"Records":[{{Record("2024-08-01T21:01:00Z", "another")}}]}""");
        clock.Advance(LogCatalog.Freshness);

        (await CallsAsync()).ShouldBe((13, 1));

        async Task<(long Calls, long Read)> CallsAsync()
        {
            var answer = await source.CallsAsync(new EvidenceQuestion(new EntityRef(EntityKind.IpAddress, "198.51.100.23"), Always, Always.End), Everything, default);
            return (answer.Value!.Hours.Sum(hour => hour.Count.All), answer.Coverage.Cost!.ObjectsRead);
        }
    }

    [Fact]
    public async Task A_trail_object_that_is_cut_off_says_so_from_the_index_as_from_itself()
    {
        var records = string.Join(',', Enumerable.Range(0, 20_000).Select(n => Record("2024-08-01T09:50:00Z", Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(n))))));
        var whole = LogFolder.Gzip(System.Text.Encoding.UTF8.GetBytes($$"""{"Records":[{{records}}]}"""));
        folder.With($"{TrailPath}20240801T1000Z_aaaaaaaaaaaaaaaa.json.gz", whole[..(whole.Length / 2)]);
        var question = new EvidenceQuestion(new EntityRef(EntityKind.IpAddress, "198.51.100.23"), new TimeWindow(LogFolder.Utc("2024-08-01T09:00Z"), LogFolder.Utc("2024-08-01T10:00Z")), Always.End);
        var catalog = Catalog(index);
        await IngestAsync(catalog);

        var read = await new CloudTrailSource(folder.Logs).CallsAsync(question, Everything, default);
        var known = await new CloudTrailSource(catalog, time).CallsAsync(question, Everything, default);

        Told(known).ShouldBe(Told(read));
        known.Coverage.Notes!.ShouldContain(note => note.StartsWith("1 object cut off", StringComparison.Ordinal));

        static string Told(EvidenceAnswer<CallFigures> answer) =>
            $"{answer.Value?.Hours.Sum(hour => hour.Count.All)} {answer.Coverage.State} {answer.Coverage.Objects} {string.Join(" | ", answer.Coverage.Notes ?? [])}";
    }

    [Fact]
    public async Task Half_in_the_index_and_half_in_objects_is_the_same()
    {
        new TrailWorld(11).Into(folder, 600);
        var catalog = Catalog(index);
        await new LogIngest(catalog, new TrailIndexer(), time).RunAsync(new TimeWindow(TrailWorld.Start.AddDays(1.5), TrailWorld.Start.AddDays(1.6)), null, default);
        (await catalog.ShelfAsync(Always, default)).Objects.Count(placed => placed.Held is null).ShouldBePositive();
        var dice = new Random(11);

        foreach (var entity in Asked) await SameAsync(catalog, Ask(dice, entity), entity.ToString());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Batches_of_few_objects_in_any_order_answer_the_same_and_put_together_too(int seed)
    {
        new TrailWorld(seed).Into(folder, 500);
        var dice = new Random(seed);
        var catalog = Catalog(index);
        var objects = (await catalog.ShelfAsync(Always, default)).Objects.Select(placed => placed.Log).ToList();

        // the objects of a series go in the order of their stamps, as they are delivered; series and days come as they like
        foreach (var batch in objects.GroupBy(log => (log.Series, log.Slot?.Start.Day)).OrderBy(_ => dice.Next()).SelectMany(series => series.OrderBy(log => log.Slot?.Start).Chunk(7)))
            await catalog.AddAsync(await BatchAsync(batch), [], default);
        var questions = Asked.Select(entity => Ask(dice, entity)).ToList();
        foreach (var question in questions) await SameAsync(catalog, question, $"apart: {question}");

        foreach (var day in (await catalog.ShelfAsync(Always, default)).Objects.GroupBy(placed => placed.Log.Slot?.Start.Day))
        {
            var batches = day.Select(placed => placed.Held!.Batch).ToHashSet();
            var merged = new TrailIndexer().Merge([.. index.Entries.Where(entry => batches.Contains(entry.Batch))]);
            merged.Count(entry => entry.Topic == "trail.values").ShouldBe(1);
            await catalog.AddAsync(new IndexBatch([.. day.Select(placed => placed.Held!)], merged), batches, default);
        }

        foreach (var question in questions) await SameAsync(catalog, question, $"together: {question}");
    }

    [Theory]
    [InlineData("trail.calls")]
    [InlineData("trail.values")]
    public async Task A_damaged_entry_is_never_a_wrong_answer(string topic)
    {
        new TrailWorld(5).Into(folder, 400);
        var dice = new Random(5);
        foreach (var damage in new Func<ReadOnlyMemory<byte>, byte[]>[] { Flipped, Cut, _ => [], _ => [9, 9, 9], Overwritten })
        {
            var fresh = new MemoryIndex();
            var catalog = Catalog(fresh);
            await IngestAsync(catalog);
            var batch = fresh.Entries.Where(entry => entry.Topic == topic).Max(entry => entry.Batch);
            fresh.Damage(entry => entry.Topic == topic && entry.Batch == batch, damage);
            var question = new EvidenceQuestion(new EntityRef(EntityKind.Role, "app"), Always, Always.End);

            var answer = await new CloudTrailSource(catalog, time).CallsAsync(question, Everything, default);

            answer.Coverage.Notes.ShouldNotBeNull().ShouldContain("1 batch of the index damaged: read from the objects instead");
            await SameAsync(catalog, question, topic);
            (await new CloudTrailSource(catalog, time).CallsAsync(question, Everything, default)).Coverage.Notes.ShouldNotBeNull().ShouldNotContain(note => note.Contains("damaged", StringComparison.Ordinal));
        }

        byte[] Flipped(ReadOnlyMemory<byte> content)
        {
            var bytes = content.ToArray();
            bytes[dice.Next(bytes.Length)] ^= (byte)(1 << dice.Next(8));
            return bytes;
        }

        byte[] Cut(ReadOnlyMemory<byte> content) => content[..dice.Next(content.Length)].ToArray();

        byte[] Overwritten(ReadOnlyMemory<byte> content)
        {
            var bytes = content.ToArray();
            dice.NextBytes(bytes.AsSpan(bytes.Length / 2));
            return bytes;
        }
    }

    [Fact]
    public void Content_that_was_written_wrongly_is_refused_too()
    {
        var dice = new Random(3);
        for (var round = 0; round < 2_000; round++)
        {
            var content = new byte[dice.Next(200)];
            dice.NextBytes(content);
            var packed = IndexBytes.Pack(content); // right outside, nonsense inside
            try
            {
                new TrailBlock().Calls.Decode(packed);
            }
            catch (InvalidDataException)
            {
            }
        }
    }

    [Fact]
    public void Damaged_entries_are_not_put_together()
    {
        List<KeptCall<TrailEvent>> rows = [.. Enumerable.Range(0, 100).Select(static at => new KeptCall<TrailEvent>(new TrailEvent { Time = TrailWorld.Start.AddSeconds(at), Service = "s3", Operation = "Get", Caller = TrailCaller.Unknown with { Arn = at % 2 == 0 ? "a" : "b" } }, 0, 0))];
        var entries = CallEntries.Of(rows, TrailCoding.Instance);
        entries.Count.ShouldBe(3);

        Should.Throw<InvalidDataException>(() => new TrailIndexer().Merge([.. entries.Skip(1)]));
        new TrailIndexer().Merge(entries).Sum(entry => entry.Content.Length).ShouldBe(entries.Sum(entry => entry.Content.Length));
    }

    private async Task<IndexBatch> BatchAsync(IEnumerable<LogObject> objects)
    {
        var reader = new TrailIndexer().Begin(folder.Root);
        var held = new List<IndexedObject>();
        foreach (var log in objects)
        {
            await using var text = await folder.Logs.OpenAsync(log, default);
            held.Add(new IndexedObject(log.Key, log.Version, log.Length, await reader.ReadAsync(log, text, default)));
        }

        return new IndexBatch(held, await reader.FinishAsync(index, default));
    }

    private static EvidenceQuestion Ask(Random dice, EntityRef entity)
    {
        var start = TrailWorld.Start.AddSeconds(dice.Next(86_400, 2 * 86_400));
        var window = new TimeWindow(start, start.AddSeconds(dice.Next(600, 86_400)));
        return new EvidenceQuestion(entity, window, dice.Next(2) == 0 ? window.End.AddDays(9) : window.Start.AddSeconds(dice.Next(60, 90_000)), dice.Next(3) == 0 ? "111122223333" : null, dice.Next(3) == 0 ? "eu-west-1" : null)
        {
            Baseline = dice.Next(4) == 0 ? null : new TimeWindow(TrailWorld.Start.AddSeconds(dice.Next(40_000)), dice.Next(2) == 0 ? window.Start : window.Start.AddSeconds(-dice.Next(3_000))),
        };
    }

    private async Task SameAsync(LogCatalog catalog, EvidenceQuestion question, string what)
    {
        var raw = new CloudTrailSource(folder.Logs);
        var indexed = new CloudTrailSource(catalog, time);
        foreach (var ask in new[] { Everything, Everything with { Relation = CallRelation.Assumed } })
        {
            var (fromObjects, fromIndex) = (await raw.CallsAsync(question, ask, default), await indexed.CallsAsync(question, ask, default));
            Lines(fromIndex.Value).Except(Lines(fromObjects.Value)).Concat(Lines(fromObjects.Value).Except(Lines(fromIndex.Value)).Select(static line => $"only raw: {line}")).ShouldBeEmpty(what);
            fromIndex.Coverage.State.ShouldBe(fromObjects.Coverage.State, what);
        }

        var (seen, known) = (await raw.ObserveAsync(question, default), await indexed.ObserveAsync(question, default));
        Text(known.Value).ShouldBe(Text(seen.Value), what);
        known.Coverage.Missing.ShouldBe(seen.Coverage.Missing, what);
    }

    private LogCatalog Catalog(IEvidenceIndex? kept) => new(folder.Logs, LogKind.CloudTrail, kept, time);

    private Task<IngestReport> IngestAsync(LogCatalog catalog) => new LogIngest(catalog, new TrailIndexer(), time).RunAsync(new TimeWindow(TrailWorld.Start.AddDays(-9), TrailWorld.Start.AddDays(20)), null, default);

    private static List<string> Lines(CallFigures? figures) => figures is null ? [] :
    [
        .. figures.Hours.Select(static hour => hour.ToString()),
        .. figures.Tables.SelectMany(static table => table.Rows.Select(row => $"{string.Join('|', table.Columns)}: {string.Join('|', row.Values)} {row.Scope} {row.Baseline} {row.First:O} {row.Last:O}").Append($"{table.RowCount} {table.Total}")),
    ];

    private static string Text<T>(T value) => JsonSerializer.Serialize(value, Indented);

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private const string TrailPath = "AWSLogs/111122223333/CloudTrail/us-east-1/2024/08/01/111122223333_CloudTrail_us-east-1_";

    private static string Record(string at, string id) =>
        $$"""{"eventTime":"{{at}}","eventSource":"s3.amazonaws.com","eventName":"GetObject","awsRegion":"us-east-1","sourceIPAddress":"198.51.100.23","eventID":"{{id}}","recipientAccountId":"111122223333","userIdentity":{"type":"IAMUser","userName":"ana","accountId":"111122223333"} }""";

    private void PutTrail(string prefix)
    {
        for (var hour = 8; hour < 20; hour++)
            folder.With($"{prefix}{TrailPath}20240801T{hour:00}05Z_aaaaaaaaaaaaaaaa.json", $$"""{"Records":[{{Record($"2024-08-01T{hour:00}:01:00Z", $"id-{hour}")}}]}""");
    }
}
