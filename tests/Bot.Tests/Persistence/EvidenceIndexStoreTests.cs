using System.Globalization;
using System.Text;
using ChatOps.Bot.Persistence.EvidenceIndex;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Timing;
using ChatOps.TestKit;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatOps.Bot.Persistence;

/// <summary>The index on real files, and every way in which such a file goes wrong.</summary>
public sealed class EvidenceIndexStoreTests : IDisposable
{
    private const string Place = "/logs/trail";
    private const string Topic = "calls.hours";
    private static readonly DateTimeOffset Noon = new(2024, 8, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeWindow AllTime = new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
    private readonly TemporaryFolder folder = new();
    private readonly ManualTime time = new();
    private readonly List<EvidenceIndexStore> stores = [];

    private string File => Path.Combine(folder.Path, "data", "evidence.db");

    public void Dispose()
    {
        foreach (var store in stores) store.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task What_is_added_comes_back_after_a_restart_with_its_batch_s_number()
    {
        var reading = new ObjectReading(Noon.AddTicks(-7), Noon.AddHours(1), IsForeign: true, IsOpen: true) { Records = 12, Skipped = 3, Unreadable = long.MaxValue, IsUnreadable = true };
        var objects = new[]
        {
            new IndexedObject("AWSLogs/a/1.json.gz", "638", 77, reading),
            new IndexedObject("AWSLogs/a/12.json.gz", "", 0, new ObjectReading(null, null, false, false)),
            new IndexedObject("", "638", long.MaxValue, reading with { First = null, IsOpen = false }),
        };
        var store = Open();
        var number = await store.AddAsync(Place, LogKind.CloudTrail, new IndexBatch(objects, [Entry("one", 0, 1, "content")]), default);
        store.Dispose();

        var again = Open();
        (await again.ObjectsAsync(Place, LogKind.CloudTrail, default)).ShouldBe(objects.Select(held => held with { Batch = number }));
        (await EntriesAsync(again)).ShouldBe(["one 0..1 content"]);
    }

    /// <summary>When this fails: ObjectPacking has to carry what is new, and IndexSchema.Version has to be raised.</summary>
    [Fact]
    public void Everything_a_reading_tells_is_kept() =>
        typeof(ObjectReading).GetProperties().Select(static property => property.Name).Order(StringComparer.Ordinal)
            .ShouldBe(["First", "IsForeign", "IsOpen", "IsUnreadable", "Last", "Records", "Skipped", "Unreadable"]);

    [Theory]
    [InlineData("")]
    [InlineData("with \0 inside")]
    [InlineData("' OR 1 = 1; DROP TABLE entry; --")]
    [InlineData("\u202Edesrever \U0001F980 ÿ þÿ")]
    [InlineData("half a pair \ud800")]
    [InlineData("\ud800")]
    public async Task A_name_may_be_any_text(string name)
    {
        var store = Open();
        await AddAsync(store, Entry("other", 0, 0, "no"), Entry(name, 1, 1, "yes"), Entry(name + " ", 1, 1, "no"));
        await store.AddAsync(name, LogKind.EksAudit, new IndexBatch([new IndexedObject(name, name, 1, new ObjectReading(null, null, false, false))], []), default);

        (await EntriesAsync(store, [name])).ShouldBe([$"{name} 1..1 yes"]);
        (await store.EntriesAsync(Place, Topic, null, AllTime, default).Select(static entry => entry.Name).ToListAsync()).ShouldBe(["other", name, name + " "]);
        (await store.ObjectsAsync(name, LogKind.EksAudit, default)).Select(static held => (held.Key, held.Version)).ShouldBe([(name, name)]);
    }

    [Fact]
    public async Task Long_names_and_contents_of_any_size_come_back_whole()
    {
        var store = Open();
        var longName = new string('x', 100_000);
        var contents = new[] { 0, 1, 8_000, 8_192, 12_345, 300_000 }.Select(static size => Enumerable.Range(0, size).Select(static at => (byte)(at * 31)).ToArray()).ToList();
        await AddAsync(store, [.. contents.Select((content, at) => new IndexEntry(Topic, longName + at, Noon, Noon, content))]);

        var read = await store.EntriesAsync(Place, Topic, null, AllTime, default).ToListAsync();
        read.Select(static entry => entry.Content.ToArray()).ShouldBe(contents);
        (await store.EntriesAsync(Place, Topic, [longName + "4"], AllTime, default).SingleAsync()).Content.Length.ShouldBe(12_345);
    }

    [Fact]
    public async Task Entries_come_in_the_order_of_their_first_record_then_of_adding()
    {
        var store = Open();
        await AddAsync(store, Entry("b", 5, 6), Entry("a", 1, 9), Entry("c", 5, 5));
        await AddAsync(store, Entry("d", 5, 7), Entry("e", 0, 2));

        var order = new[] { "e 0..2 ", "a 1..9 ", "b 5..6 ", "c 5..5 ", "d 5..7 " };
        (await EntriesAsync(store)).ShouldBe(order);
        (await EntriesAsync(store, ["d", "c", "a", "e", "b", "b", "nobody"])).ShouldBe(order);
    }

    [Theory]
    [InlineData(0, 1, "long early")]
    [InlineData(3, 4, "long")]
    [InlineData(9, 10, "long")]
    [InlineData(10, 11, "long")]
    [InlineData(11, 12, "")]
    [InlineData(20, 21, "late")]
    [InlineData(19, 20, "")]
    public async Task Only_what_touches_the_window_is_read(int from, int to, string names)
    {
        var store = Open();
        await AddAsync(store, Entry("long", 0, 10), Entry("early", 0, 0), Entry("late", 20, 21));
        var window = new TimeWindow(Noon.AddHours(from), Noon.AddHours(to));

        (await store.EntriesAsync(Place, Topic, null, window, default).Select(static entry => entry.Name).ToListAsync()).ShouldBe(names.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        (await store.EntriesAsync(Place, Topic, ["late", "early", "long"], window, default).Select(static entry => entry.Name).ToListAsync()).ShouldBe(names.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Two_places_two_kinds_and_two_topics_do_not_mix()
    {
        var store = Open();
        await AddAsync(store, Entry("one", 0, 0, "here"));
        await store.AddAsync("/logs/other", LogKind.CloudTrail, Batch("k", Entry("one", 0, 0, "there")), default);
        await store.AddAsync(Place, LogKind.FlowLogs, Batch("f", Entry("one", 0, 0, "flows") with { Topic = "flow.hours" }), default);

        (await EntriesAsync(store)).ShouldBe(["one 0..0 here"]);
        (await EntriesAsync(store, ["one"])).ShouldBe(["one 0..0 here"]);
        (await store.ObjectsAsync("/logs/other", LogKind.CloudTrail, default)).Select(static held => held.Key).ShouldBe(["k"]);
        (await store.ObjectsAsync(Place, LogKind.FlowLogs, default)).Select(static held => held.Key).ShouldBe(["f"]);
        (await store.ObjectsAsync(Place, LogKind.EksAudit, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_batch_is_removed_with_all_it_brought_and_its_number_is_not_used_again()
    {
        var store = Open();
        var first = await AddAsync(store, Entry("kept", 0, 0, "1"), Entry("gone", 1, 1));
        var second = await AddAsync(store, Entry("kept", 2, 2, "2"));
        await store.RemoveAsync([first, 4711], default);

        (await EntriesAsync(store)).ShouldBe(["kept 2..2 2"]);
        (await EntriesAsync(store, ["gone", "kept"])).ShouldBe(["kept 2..2 2"]);
        (await store.ObjectsAsync(Place, LogKind.CloudTrail, default)).Select(static held => held.Batch).ShouldBe([second]);
        await store.RemoveAsync([second], default);
        (await AddAsync(store)).ShouldBeGreaterThan(second);
        Count("SELECT count(*) FROM name").ShouldBe(0);
    }

    [Fact]
    public async Task A_batch_given_up_half_way_leaves_nothing()
    {
        var store = Open();
        using var ended = new CancellationTokenSource();
        IEnumerable<IndexEntry> Entries()
        {
            yield return Entry("one", 0, 0);
            ended.Cancel();
            yield return Entry("two", 0, 0);
        }

        await Should.ThrowAsync<OperationCanceledException>(() => store.AddAsync(Place, LogKind.CloudTrail, new IndexBatch(Batch("k").Objects, new Lazily(Entries())), ended.Token));

        (await store.ObjectsAsync(Place, LogKind.CloudTrail, default)).ShouldBeEmpty();
        (await EntriesAsync(store)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_process_killed_in_the_middle_of_a_batch_leaves_the_batches_before_it()
    {
        var store = Open();
        await AddAsync(store, Entry("before", 0, 0));
        store.Dispose();
        var dead = Path.Combine(folder.Path, "dead", "evidence.db");
        Directory.CreateDirectory(Path.GetDirectoryName(dead)!);
        using (var connection = Connect())
        {
            // a cache of one page makes SQLite write the unfinished transaction to the disk; what lies there is copied as a kill would leave it
            Execute(connection, "PRAGMA cache_size = 1; BEGIN IMMEDIATE; INSERT INTO batch(source, objects) VALUES (1, zeroblob(9)); INSERT INTO entry SELECT (9 << 20) + value, 1, 1, 0, 0, zeroblob(9000) FROM generate_series(1, 200);".Replace(
                "generate_series(1, 200)", "(WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 200) SELECT value FROM n)", StringComparison.Ordinal));
            foreach (var file in Directory.GetFiles(Path.GetDirectoryName(File)!, "evidence.db*").Where(static name => !name.EndsWith("-shm", StringComparison.Ordinal)))
                System.IO.File.Copy(file, Path.Combine(Path.GetDirectoryName(dead)!, Path.GetFileName(file)));
        }

        new FileInfo(dead + "-wal").Length.ShouldBeGreaterThan(1_000_000);
        var after = Open(dead);
        (await EntriesAsync(after)).ShouldBe(["before 0..0 "]);
        (await after.ObjectsAsync(Place, LogKind.CloudTrail, default)).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("not a database, but long enough to be looked at as one: ........................................................................................")]
    [InlineData("x")]
    public async Task A_file_that_is_no_index_is_made_anew(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        await System.IO.File.WriteAllTextAsync(File, content);
        var store = Open();

        store.TryOpen().ShouldBeNull();
        await AddAsync(store, Entry("one", 0, 0));
        (await EntriesAsync(store)).ShouldBe(["one 0..0 "]);
    }

    [Theory]
    [InlineData("PRAGMA user_version = 999")]
    [InlineData("PRAGMA application_id = 0")]
    public async Task Another_version_or_another_program_s_file_is_made_anew(string change)
    {
        var store = Open();
        await AddAsync(store, Entry("old", 0, 0));
        store.Dispose();
        using (var connection = Connect()) Execute(connection, change);

        var again = Open();
        (await again.ObjectsAsync(Place, LogKind.CloudTrail, default)).ShouldBeEmpty();
        await AddAsync(again, Entry("new", 0, 0));
        (await EntriesAsync(again)).ShouldBe(["new 0..0 "]);
    }

    [Fact]
    public async Task A_file_damaged_while_it_is_used_is_made_anew_and_what_was_known_of_it_is_void()
    {
        var store = Open();
        for (var batch = 0; batch < 20; batch++) await AddAsync(store, [.. Enumerable.Range(0, 50).Select(at => Entry($"{batch}-{at}", at, at, new string('x', 3000)))]);
        var last = await AddAsync(store);
        store.Dispose();
        Scramble(File, from: 2048);
        store = Open();
        store.TryOpen().ShouldBeNull();
        var before = store.Generation;

        await Should.ThrowAsync<IOException>(async () => await store.EntriesAsync(Place, Topic, null, AllTime, default).CountAsync());

        store.Generation.ShouldNotBe(before);
        (await store.ObjectsAsync(Place, LogKind.CloudTrail, default)).ShouldBeEmpty();
        await AddAsync(store, Entry("new", 0, 0));
        (await EntriesAsync(store)).ShouldBe(["new 0..0 "]);
        last.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Numbers_go_on_when_the_file_is_made_anew_while_it_is_used()
    {
        var store = Open();
        var before = await AddAsync(store, Entry("old", 0, 0));
        using (var connection = Connect()) Execute(connection, "UPDATE batch SET objects = x'FF'");

        (await store.ObjectsAsync(Place, LogKind.CloudTrail, default)).ShouldBeEmpty();
        (await AddAsync(store)).ShouldBeGreaterThan(before);
    }

    [Fact]
    public async Task A_full_disk_refuses_the_batch_whole_and_reading_goes_on()
    {
        var store = new EvidenceIndexStore(File, time, NullLogger<EvidenceIndexStore>.Instance) { MostPages = 160 };
        stores.Add(store);
        await AddAsync(store, Entry("kept", 0, 0));

        (await Should.ThrowAsync<IOException>(() => AddAsync(store, [.. Enumerable.Range(0, 100).Select(static at => Entry($"{at}", at, at, new string('x', 10_000)))]))).Message.ShouldContain("full");

        (await EntriesAsync(store)).ShouldBe(["kept 0..0 "]);
        (await store.ObjectsAsync(Place, LogKind.CloudTrail, default)).Count.ShouldBe(1);
        await AddAsync(store, Entry("small", 1, 1));
        (await EntriesAsync(store)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Only_one_process_holds_it_and_the_other_takes_over_when_it_ends()
    {
        var first = Open();
        await AddAsync(first, Entry("one", 0, 0));
        var second = Open();

        second.TryOpen().ShouldNotBeNull();
        second.IsHeldElsewhere.ShouldBeTrue();
        (await second.ObjectsAsync(Place, LogKind.CloudTrail, default)).ShouldBeEmpty();
        await Should.ThrowAsync<IOException>(() => AddAsync(second));
        var before = second.Generation;
        first.Dispose();
        time.Advance(TimeSpan.FromSeconds(10));

        (await second.ObjectsAsync(Place, LogKind.CloudTrail, default)).Count.ShouldBe(1);
        second.IsHeldElsewhere.ShouldBeFalse();
        second.Generation.ShouldNotBe(before);
    }

    [Fact]
    public async Task A_place_where_nothing_can_be_written_is_said_and_stops_nothing()
    {
        await System.IO.File.WriteAllTextAsync(Path.Combine(folder.Path, "data"), "a file where the folder should be");
        var store = Open();

        store.TryOpen().ShouldNotBeNull();
        (await store.ObjectsAsync(Place, LogKind.CloudTrail, default)).ShouldBeEmpty();
        (await EntriesAsync(store)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Readers_see_whole_batches_while_others_are_added_and_removed()
    {
        var store = Open();
        await AddAsync(store, Pair(0));
        using var ended = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 4).Select(reader => Task.Run(async () =>
        {
            var seen = 0;
            while (!ended.IsCancellationRequested || seen == 0)
            {
                var entries = await store.EntriesAsync(Place, Topic, reader % 2 == 0 ? null : ["a", "b"], AllTime, default).ToListAsync();
                entries.GroupBy(static entry => entry.Batch).ShouldAllBe(static batch => batch.Count() == 2);
                seen++;
            }
        })).ToList();
        for (var batch = 1; batch < 60; batch++)
        {
            var number = await AddAsync(store, Pair(batch));
            if (batch % 3 == 0) await store.RemoveAsync([number - 1], default);
        }

        await ended.CancelAsync();
        await Task.WhenAll(readers);
        (await EntriesAsync(store)).Count.ShouldBe(2 * (60 - 19));

        static IndexEntry[] Pair(int batch) => [Entry("a", batch, batch, new string('x', 20_000)), Entry("b", batch, batch, "small")];
    }

    [Fact]
    public async Task A_reader_that_stops_early_leaves_the_connection_fit_for_the_next()
    {
        var store = Open();
        await AddAsync(store, Entry("a", 0, 0), Entry("b", 1, 1), Entry("c", 2, 2));

        foreach (var names in new[] { null, new[] { "a", "b" } })
            (await store.EntriesAsync(Place, Topic, names, AllTime, default).FirstAsync()).Name.ShouldBe("a");
        (await EntriesAsync(store)).Count.ShouldBe(3);
        (await AddAsync(store)).ShouldBe(2);
    }

    private static IndexEntry Entry(string name, int first, int last, string content = "") =>
        new(Topic, name, Noon.AddHours(first), Noon.AddHours(last), Encoding.UTF8.GetBytes(content));

    private static IndexBatch Batch(string key, params IndexEntry[] entries) => new([new IndexedObject(key, "1", 1, new ObjectReading(null, null, false, false))], entries);

    private static Task<long> AddAsync(EvidenceIndexStore store, params IndexEntry[] entries) =>
        store.AddAsync(Place, LogKind.CloudTrail, Batch("key", entries), default);

    private static async Task<List<string>> EntriesAsync(EvidenceIndexStore store, IReadOnlyCollection<string>? names = null) => await store.EntriesAsync(Place, Topic, names, AllTime, default)
        .Select(static entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Name} {(entry.First - Noon).TotalHours}..{(entry.Last - Noon).TotalHours} {Encoding.UTF8.GetString(entry.Content.Span)}"))
        .ToListAsync();

    private static void Scramble(string file, int from)
    {
        using var stream = new FileStream(file, FileMode.Open);
        stream.Position = from;
        for (var noise = new Random(1); stream.Position < stream.Length;) stream.WriteByte((byte)noise.Next(256));
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private long Count(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=false");
        connection.Open();
        return connection;
    }

    private EvidenceIndexStore Open(string? file = null)
    {
        var store = new EvidenceIndexStore(file ?? File, time, NullLogger<EvidenceIndexStore>.Instance);
        stores.Add(store);
        return store;
    }

    /// <summary>A list whose items are made while they are read.</summary>
    private sealed class Lazily(IEnumerable<IndexEntry> entries) : IReadOnlyList<IndexEntry>
    {
        public int Count => 2;

        public IndexEntry this[int index] => entries.ElementAt(index);

        public IEnumerator<IndexEntry> GetEnumerator() => entries.GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
