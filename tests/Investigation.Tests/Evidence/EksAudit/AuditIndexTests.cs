using System.Text.Json;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence.Calls.Indexing;
using ChatOps.Investigation.Evidence.EksAudit.Indexing;
using ChatOps.Investigation.Timing;
using Xunit.Abstractions;

namespace ChatOps.Investigation.Evidence.EksAudit;

/// <summary>What the index answers is what the objects answer, to the microsecond.</summary>
public sealed class AuditIndexTests(ITestOutputHelper output) : IDisposable
{
    private static readonly CallAsk Everything = new()
    {
        Hours = true,
        Groupings = [.. Enum.GetValues<CallColumn>().Select(static column => new CallGrouping([column])), new([CallColumn.Principal, CallColumn.Call, CallColumn.Error, CallColumn.Resource, CallColumn.Address])],
    };

    private static readonly EntityRef[] Asked =
    [
        new(EntityKind.IpAddress, "198.51.100.23"), new(EntityKind.IpAddress, "2001:db8::17"), new(EntityKind.IpAddress, "192.0.2.200"),
        new(EntityKind.KubernetesSubject, "prod-blue/alice"), new(EntityKind.KubernetesSubject, "alice"), new(EntityKind.KubernetesSubject, "-/alice"), new(EntityKind.KubernetesSubject, "from-path/bob", "111122223333"),
        new(EntityKind.KubernetesSubject, "prod-green/system:serviceaccount:shop:web"), new(EntityKind.KubernetesSubject, "prod-blue/arn:aws:sts::111122223333:assumed-role/app-role/ana"),
        new(EntityKind.Pod, "prod-blue/shop/web-1"), new(EntityKind.Pod, "-/-/web-2"), new(EntityKind.Cluster, "from-path"), new(EntityKind.Cluster, "prod-blue", SomeAudit.Owner),
        new(EntityKind.Account, SomeAudit.Owner), new(EntityKind.AccessKey, "ASIAEXAMPLEEXAMPLE03"), new(EntityKind.UserAgent, "größer/1"), new(EntityKind.UserAgent, "curl/8"),
        new(EntityKind.Role, "app-role", "111122223333"), new(EntityKind.Role, "arn:aws:iam::111122223333:role/teams/app-role"), new(EntityKind.Role, "node-role"),
        new(EntityKind.User, "carl"), new(EntityKind.User, "arn:aws:iam::111122223333:user/ops/carl"), new(EntityKind.RoleSession, "AROAEXAMPLEEXAMPLE001:ana"),
        new(EntityKind.RoleSession, "AROAEXAMPLEEXAMPLE002:i-0123456789abcdef0"), new(EntityKind.Ec2Instance, "i-0123456789abcdef0"), new(EntityKind.Ec2Instance, "i-0fedcba9876543210"),
    ];

    private static readonly TimeWindow Always = new(RandomAudit.Start.AddDays(-9), RandomAudit.Start.AddDays(20));
    private readonly LogFolder folder = new();
    private readonly MemoryIndex index = new();
    private readonly TimeProvider time = TimeProvider.System;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(0)] // another world every time
    public async Task The_index_answers_what_the_objects_answer(int seed)
    {
        if (seed == 0) seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        new RandomAudit(seed).Into(folder, 1_000);
        var catalog = Catalog(index);
        await IngestAsync(catalog);
        var dice = new Random(seed);

        foreach (var entity in Asked)
        {
            await SameAsync(catalog, new EvidenceQuestion(entity, Always, Always.End), $"seed {seed}, always: {entity}", readsNothing: true);
            await SameAsync(catalog, Ask(dice, entity), $"seed {seed}: {entity}", readsNothing: true);
        }
    }

    [Fact]
    public async Task Half_in_the_index_and_half_in_objects_is_the_same()
    {
        new RandomAudit(11).Into(folder, 800);
        var catalog = Catalog(index);
        var objects = (await catalog.ShelfAsync(Always, default)).Objects.Select(placed => placed.Log).ToList();
        await catalog.AddAsync(await BatchAsync(objects.Where((_, at) => at % 2 == 0)), [], default); // a request's start here, its end there
        var dice = new Random(11);

        foreach (var entity in Asked)
        {
            await SameAsync(catalog, new EvidenceQuestion(entity, Always, Always.End), $"always: {entity}");
            await SameAsync(catalog, Ask(dice, entity), entity.ToString());
        }
    }

    [Fact]
    public async Task Batches_of_few_objects_answer_the_same_and_put_together_too()
    {
        new RandomAudit(5).Into(folder, 500);
        var dice = new Random(5);
        var catalog = Catalog(index);
        var objects = (await catalog.ShelfAsync(Always, default)).Objects.Select(placed => placed.Log).ToArray();
        dice.Shuffle(objects);
        foreach (var batch in objects.Chunk(7)) await catalog.AddAsync(await BatchAsync(batch), [], default);
        var questions = Asked.Select(entity => Ask(dice, entity)).ToList();
        foreach (var question in questions) await SameAsync(catalog, question, $"apart: {question}", readsNothing: true);

        var all = (await catalog.ShelfAsync(Always, default)).Objects;
        var merged = new AuditIndexer().Merge([.. index.Entries]);
        merged.Count(entry => entry.Topic == "audit.values").ShouldBe(1);
        await catalog.AddAsync(new IndexBatch([.. all.Select(placed => placed.Held!)], merged), [.. all.Select(placed => placed.Held!.Batch).Distinct()], default);

        foreach (var question in questions) await SameAsync(catalog, question, $"together: {question}", readsNothing: true);
    }

    [Theory]
    [InlineData("audit.calls")]
    [InlineData("audit.values")]
    public async Task A_damaged_entry_is_never_a_wrong_answer(string topic)
    {
        new RandomAudit(5).Into(folder, 300);
        var dice = new Random(5);
        foreach (var damage in new Func<ReadOnlyMemory<byte>, byte[]>[] { Flipped, content => content[..dice.Next(content.Length)].ToArray(), _ => [], _ => [9, 9, 9] })
        {
            var fresh = new MemoryIndex();
            var catalog = Catalog(fresh);
            await IngestAsync(catalog);
            var batch = fresh.Entries.Where(entry => entry.Topic == topic).Max(entry => entry.Batch);
            fresh.Damage(entry => entry.Topic == topic && entry.Batch == batch, damage);
            var question = new EvidenceQuestion(Asked[0], Always, Always.End);

            var answer = await new EksAuditSource(catalog, time).CallsAsync(question, Everything, default);

            answer.Coverage.Notes.ShouldNotBeNull().ShouldContain("1 batch of the index damaged: read from the objects instead");
            await SameAsync(catalog, question, topic);
        }

        byte[] Flipped(ReadOnlyMemory<byte> content)
        {
            var bytes = content.ToArray();
            bytes[dice.Next(bytes.Length)] ^= (byte)(1 << dice.Next(8));
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
            try
            {
                _ = AuditCoding.Instance.Decode(IndexBytes.Pack(content)).Count(); // right outside, nonsense inside
            }
            catch (InvalidDataException)
            {
            }
        }
    }

    private async Task<IndexBatch> BatchAsync(IEnumerable<LogObject> objects)
    {
        var reader = new AuditIndexer().Begin(folder.Root);
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
        var start = RandomAudit.Start.AddSeconds(dice.Next(86_400, 2 * 86_400));
        var window = new TimeWindow(start, start.AddSeconds(dice.Next(600, 86_400)));
        return new EvidenceQuestion(entity, window, dice.Next(2) == 0 ? window.End.AddDays(9) : window.Start.AddSeconds(dice.Next(60, 90_000)), dice.Next(3) == 0 ? SomeAudit.Owner : null)
        {
            Baseline = dice.Next(4) == 0 ? null : new TimeWindow(RandomAudit.Start.AddSeconds(dice.Next(40_000)), window.Start),
        };
    }

    private async Task SameAsync(LogCatalog catalog, EvidenceQuestion question, string what, bool readsNothing = false)
    {
        var (raw, indexed) = (new EksAuditSource(folder.Logs), new EksAuditSource(catalog, time));
        foreach (var ask in new[] { Everything, Everything with { Relation = CallRelation.Assumed } })
        {
            var (fromObjects, fromIndex) = (await raw.CallsAsync(question, ask, default), await indexed.CallsAsync(question, ask, default));
            Lines(fromIndex.Value).Except(Lines(fromObjects.Value)).Concat(Lines(fromObjects.Value).Except(Lines(fromIndex.Value)).Select(static line => $"only raw: {line}")).ShouldBeEmpty(what);
            fromIndex.Coverage.State.ShouldBe(fromObjects.Coverage.State, what);
            if (readsNothing) (fromIndex.Coverage.Cost?.ObjectsRead ?? 0).ShouldBe(0, what);
        }

        var (seen, known) = (await raw.ObserveAsync(question, default), await indexed.ObserveAsync(question, default));
        Text(known.Value).ShouldBe(Text(seen.Value), what);
        known.Coverage.Missing.ShouldBe(seen.Coverage.Missing, what);
    }

    private LogCatalog Catalog(IEvidenceIndex kept) => new(folder.Logs, LogKind.EksAudit, kept, time);

    private Task<IngestReport> IngestAsync(LogCatalog catalog) => new LogIngest(catalog, new AuditIndexer(), time).RunAsync(Always, null, default);

    private static List<string> Lines(CallFigures? figures) => figures is null ? [] :
    [
        .. figures.Hours.Select(static hour => hour.ToString()),
        .. figures.Tables.SelectMany(static table => table.Rows.Select(row => $"{string.Join('|', table.Columns)}: {string.Join('|', row.Values)} {row.Scope} {row.Baseline} {row.First:O} {row.Last:O}").Append($"{table.RowCount} {table.Total}")),
    ];

    private static string Text<T>(T value) => JsonSerializer.Serialize(value, Indented);

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
}
