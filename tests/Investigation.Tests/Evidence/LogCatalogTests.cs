using System.Text;
using ChatOps.Investigation.Timing;
using static ChatOps.Investigation.Evidence.LogFolder;

namespace ChatOps.Investigation.Evidence;

/// <summary>Whether an object is counted from the index or from itself, with logs of the simplest kind: one time of day a line.</summary>
public sealed class LogCatalogTests : IDisposable
{
    private static readonly TimeWindow Day = new(Utc("2024-08-01T00:00Z"), Utc("2024-08-02T00:00Z"));
    private readonly LogFolder folder = new();
    private readonly MemoryIndex index = new();
    private readonly MovedTime time = new(Utc("2024-08-02T12:00Z"));

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_is_in_the_index_is_not_opened_and_the_answer_is_the_same()
    {
        Put("1000", "10:01", "10:02");
        Put("1005", "10:06");
        var before = await AskAsync(Catalog());
        var catalog = Catalog();
        await IngestAsync(catalog);
        var after = await AskAsync(catalog);

        (before.Count, before.Cost.ObjectsRead, before.Cost.ObjectsFromIndex).ShouldBe((3, 2, 0));
        (after.Count, after.Cost.ObjectsRead, after.Cost.ObjectsFromIndex).ShouldBe((3, 0, 2));
    }

    [Fact]
    public async Task What_a_full_batch_leaves_goes_into_the_next()
    {
        for (var minute = 0; minute < 50; minute += 5) Put($"10{minute:00}", $"10:{minute:00}", $"10:{minute + 1:00}");
        var catalog = Catalog();

        var report = await new LogIngest(catalog, new LineIndexer { MostLines = 4 }, time) { Workers = 1 }.RunAsync(Day, null, default);

        (report.ObjectsRead, report.Records).ShouldBe((10, 20));
        (await catalog.ShelfAsync(Day, default)).Batches.Count.ShouldBe(5);
        var answer = await AskAsync(catalog);
        (answer.Count, answer.Cost.ObjectsRead).ShouldBe((20, 0));
    }

    [Fact]
    public async Task An_object_that_came_after_the_index_was_made_is_read_itself()
    {
        Put("1000", "10:01");
        var catalog = Catalog();
        await IngestAsync(catalog);
        Put("1005", "10:06", "10:07");
        time.Advance(LogCatalog.Freshness);

        var answer = await AskAsync(catalog);

        (answer.Count, answer.Cost.ObjectsRead, answer.Cost.ObjectsFromIndex).ShouldBe((3, 1, 1));
    }

    [Fact]
    public async Task An_object_that_changed_is_read_again_with_all_of_its_batch()
    {
        Put("1000", "10:01");
        Put("1005", "10:06");
        var catalog = Catalog();
        await IngestAsync(catalog);
        Put("1000", "10:01", "10:02", "10:03");
        time.Advance(LogCatalog.Freshness);

        (await AskAsync(catalog)).Count.ShouldBe(4);
        await IngestAsync(catalog);
        (await AskAsync(catalog)).ShouldSatisfyAllConditions(
            answer => answer.Count.ShouldBe(4),
            answer => answer.Cost.ObjectsRead.ShouldBe(0));
    }

    [Fact]
    public async Task An_object_that_is_gone_is_no_longer_counted()
    {
        Put("1000", "10:01");
        var gone = Put("1005", "10:06");
        var catalog = Catalog();
        await IngestAsync(catalog);
        File.Delete(gone);
        time.Advance(LogCatalog.Freshness);

        (await AskAsync(catalog)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Batches_no_longer_used_stay_until_no_question_can_be_reading_them()
    {
        var gone = Put("1000", "10:01");
        Put("1005", "10:06");
        var catalog = Catalog();
        await IngestAsync(catalog);
        File.Delete(gone);
        time.Advance(LogCatalog.Freshness);
        await AskAsync(catalog);
        index.Entries.Count.ShouldBe(1);

        await IngestAsync(catalog);
        index.Entries.ShouldContain(entry => entry.Batch == 1, "a question may still be reading it");

        time.Advance(LogCatalog.Grace);
        await IngestAsync(catalog);

        index.Entries.ShouldNotContain(entry => entry.Batch == 1);
    }

    [Fact]
    public async Task A_crash_between_adding_a_batch_and_removing_the_one_it_replaces_counts_nothing_twice()
    {
        Put("1000", "10:01", "10:02");
        var first = Catalog();
        await IngestAsync(first);
        var held = (await index.ObjectsAsync(folder.Root, LogKind.FlowLogs, default)).Single();
        await index.AddAsync(folder.Root, LogKind.FlowLogs, new IndexBatch([held], [.. index.Entries]), default);

        var answer = await AskAsync(Catalog());

        (answer.Count, answer.Cost.ObjectsFromIndex).ShouldBe((2, 1));
    }

    [Fact]
    public async Task A_question_that_began_before_a_batch_was_added_does_not_count_it_twice()
    {
        Put("1000", "10:01", "10:02");
        var catalog = Catalog();
        var scan = new LogScan(catalog, Question(), TimeSpan.Zero, time);
        (await scan.OpenAsync(default)).ShouldBeNull();
        await IngestAsync(catalog);

        (await CountAsync(scan)).ShouldBe(2);
    }

    [Fact]
    public async Task An_object_that_changes_while_its_batch_is_read_is_counted_as_it_is_now_and_once()
    {
        Put("1000", "10:01");
        Put("1005", "10:06");
        var catalog = Catalog();
        var batch = await BatchAsync(catalog);
        Put("1000", "10:01", "10:02", "10:03");
        time.Advance(LogCatalog.Freshness);
        (await AskAsync(catalog)).Count.ShouldBe(4);

        await catalog.AddAsync(batch, [], default);

        (await AskAsync(catalog)).Count.ShouldBe(4);
        await IngestAsync(catalog);
        (await AskAsync(catalog)).Count.ShouldBe(4);
        (await AskAsync(Catalog())).Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_clock_that_goes_back_does_not_make_a_listing_young()
    {
        Put("1000", "10:01");
        var catalog = Catalog();
        (await AskAsync(catalog)).Count.ShouldBe(1);
        Put("1005", "10:06");
        time.SetBack(TimeSpan.FromHours(3));
        time.Advance(LogCatalog.Freshness);

        (await AskAsync(catalog)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Old_files_whose_names_tell_no_time_are_read_once()
    {
        folder.With("flows.log", "2 111122223333 eni-1 10.0.0.4 203.0.113.1 1 2 6 1 60 1722506400 1722506460 ACCEPT OK\n");
        var catalog = Catalog();
        var read = new List<long>();
        for (var run = 0; run < 3; run++)
        {
            read.Add((await new LogIngest(catalog, new FlowLogs.FlowIndexer(), time).RunAsync(new TimeWindow(Utc("2025-06-01T00:00Z"), Utc("2026-07-01T00:00Z")), null, default)).ObjectsRead);
            time.Advance(LogCatalog.Freshness);
        }

        read.ShouldBe([1, 0, 0]);
    }

    [Fact]
    public async Task Small_batches_are_put_together_only_as_far_as_one_batch_may_hold_them()
    {
        var catalog = Catalog();
        var indexer = new LineIndexer { MostBytes = 60 };
        for (var minute = 0; minute < 20; minute++)
        {
            Put($"10{minute:00}", $"10:{minute:00}");
            time.Advance(LogCatalog.Freshness);
            await new LogIngest(catalog, indexer, time).RunAsync(new TimeWindow(Utc("2024-07-01T00:00Z"), Utc("2024-08-01T11:00Z")), null, default);
        }

        await new LogIngest(catalog, indexer, time).RunAsync(new TimeWindow(Utc("2024-07-01T00:00Z"), Utc("2024-08-03T12:00Z")), null, default);

        (await catalog.ShelfAsync(Day, default)).Batches.Count.ShouldBe(2, "10 objects of 6 bytes each fit into one");
        (await AskAsync(catalog)).Count.ShouldBe(20);
    }

    [Fact]
    public async Task A_question_ends_before_what_it_reads_may_be_removed()
    {
        Put("1000", "10:01");
        var catalog = Catalog();
        await IngestAsync(catalog);
        var scan = new LogScan(catalog, Question(), TimeSpan.Zero, time);
        (await scan.OpenAsync(default)).ShouldBeNull();
        time.Advance(LogCatalog.LongestQuestion + TimeSpan.FromSeconds(1));

        (await Should.ThrowAsync<TimeoutException>(() => CountAsync(scan))).Message.ShouldStartWith("no answer within 10 min");
        LogCatalog.Grace.ShouldBeGreaterThan(LogCatalog.LongestQuestion);
    }

    [Fact]
    public async Task A_damaged_object_without_a_readable_record_is_said_where_it_could_have_had_a_part()
    {
        Put("1000", "10:01");
        folder.With(KeyOf("1005").Replace(".log", ".log.gz", StringComparison.Ordinal), [0x1f, 0x8b, 8, 0, 0]);
        folder.With("2024-flows.log", [0x1f, 0x8b, 8, 0, 0]);
        var catalog = Catalog();
        await IngestAsync(catalog);

        var answer = await AskAsync(catalog);

        answer.Cost.ObjectsRead.ShouldBe(0);
        answer.Notes.ShouldContain(note => note.StartsWith("1 object cut off", StringComparison.Ordinal) || note.StartsWith("1 object could not be read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Too_much_to_read_for_one_question_is_refused_with_an_estimate()
    {
        Put("1000", [.. Enumerable.Repeat("10:01", 1000)]);
        var scan = new LogScan(Catalog(scanLimit: 100), Question(), TimeSpan.Zero, time);

        var refusal = (await scan.OpenAsync(default)).ShouldNotBeNull();

        refusal.State.ShouldBe(CoverageState.Refused);
        refusal.Reason.ShouldNotBeNull().ShouldContain("would take about 1 min");
    }

    [Fact]
    public async Task What_is_in_the_index_does_not_count_against_the_limit()
    {
        Put("1000", [.. Enumerable.Repeat("10:01", 1000)]);
        var catalog = Catalog(scanLimit: 100);
        await IngestAsync(catalog);

        (await AskAsync(catalog)).Count.ShouldBe(1000);
    }

    [Fact]
    public async Task A_day_read_in_many_small_batches_is_put_together_once_it_is_over()
    {
        var catalog = Catalog();
        for (var minute = 0; minute < 12; minute++)
        {
            Put($"10{minute:00}", $"10:{minute:00}");
            time.Advance(LogCatalog.Freshness);
            await IngestAsync(catalog, until: "2024-08-01T11:00Z");
        }

        var report = await IngestAsync(catalog, until: "2024-08-03T12:00Z");

        report.Objects.ShouldBe(0);
        (await AskAsync(catalog)).ShouldSatisfyAllConditions(
            answer => answer.Count.ShouldBe(12),
            answer => answer.Cost.ObjectsFromIndex.ShouldBe(12));
        index.Entries.Select(entry => entry.Batch).Distinct().Count().ShouldBe(13, "the small ones go when no question can be reading them");
        time.Advance(LogCatalog.Grace);
        await IngestAsync(catalog, until: "2024-08-03T12:00Z");
        (await AskAsync(catalog)).Count.ShouldBe(12);
        index.Entries.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_ended_before_retention_is_forgotten_and_not_read_again()
    {
        Put("1000", "10:01");
        var catalog = Catalog();
        await IngestAsync(catalog);

        var report = await IngestAsync(catalog, from: "2024-08-01T12:00Z");

        report.Objects.ShouldBe(0);
        (await AskAsync(catalog)).Cost.ObjectsFromIndex.ShouldBe(0);
    }

    [Fact]
    public async Task A_damaged_object_is_held_as_damaged_and_said_with_every_answer()
    {
        Put("1000", "10:01");
        folder.With(KeyOf("1005"), Gzip(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 5000).Select(_ => "10:06\n"))))[..20]);
        var catalog = Catalog();
        var report = await IngestAsync(catalog);

        report.Damaged.ShouldBe(1);
        var answer = await AskAsync(catalog);
        answer.Cost.ObjectsRead.ShouldBe(0);
        answer.Notes.ShouldContain(note => note.StartsWith("1 object cut off, counted as far as readable", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_any_object_nothing_was_asked()
    {
        var scan = new LogScan(Catalog(), Question(), TimeSpan.Zero, time);

        (await scan.OpenAsync(default)).ShouldNotBeNull().State.ShouldBe(CoverageState.NotAsked);
    }

    [Fact]
    public async Task The_newest_day_is_put_into_the_index_first()
    {
        Put("1000", "10:01");
        folder.With(KeyOf("1000").Replace("2024/08/01", "2024/07/30", StringComparison.Ordinal).Replace("20240801", "20240730", StringComparison.Ordinal), "09:00\n");
        await IngestAsync(Catalog(), from: "2024-07-01T00:00Z");

        var held = await index.ObjectsAsync(folder.Root, LogKind.FlowLogs, default);

        held.OrderBy(known => known.Batch).Select(known => known.Key).First().ShouldBe(KeyOf("1000"));
        held.Select(known => known.Batch).Distinct().Count().ShouldBe(2);
    }

    private LogCatalog Catalog(long scanLimit = long.MaxValue) => new(folder.Logs, LogKind.FlowLogs, index, time) { ScanLimit = scanLimit };

    private static EvidenceQuestion Question() => new(new Entities.EntityRef(Entities.EntityKind.IpAddress, "198.51.100.23"), Day, Utc("2024-08-02T06:00Z"));

    private Task<IngestReport> IngestAsync(LogCatalog catalog, string from = "2024-07-01T00:00Z", string until = "2024-08-02T00:00Z") =>
        new LogIngest(catalog, new LineIndexer(), time).RunAsync(new TimeWindow(Utc(from), Utc(until)), null, default);

    private async Task<(long Count, EvidenceCost Cost, IReadOnlyList<string> Notes)> AskAsync(LogCatalog catalog)
    {
        var scan = new LogScan(catalog, Question(), TimeSpan.Zero, time);
        (await scan.OpenAsync(default)).ShouldBeNull();
        var count = await CountAsync(scan);
        var coverage = scan.Answered(count > 0, "silence", []);
        return (count, coverage.Cost!, coverage.Notes!);
    }

    private static async Task<long> CountAsync(LogScan scan)
    {
        var lines = await scan.ReadAsync(scan.Selection.Unread, () => new List<DateTimeOffset>(), LineIndexer.ReadAsync, default);
        var count = lines.Sum(static tally => (long)tally.Count);
        await foreach (var entry in scan.EntriesAsync(LineIndexer.Topic, null, scan.Window!.Value, default)) count += LineIndexer.CountOf(entry);
        return count;
    }

    /// <summary>Reads all there is into one batch, as an ingest does before it keeps it.</summary>
    private async Task<IndexBatch> BatchAsync(LogCatalog catalog)
    {
        var reader = new LineIndexer().Begin(folder.Root);
        var held = new List<IndexedObject>();
        foreach (var (log, _) in (await catalog.ShelfAsync(Day, default)).Objects)
        {
            await using var text = await folder.Logs.OpenAsync(log, default);
            held.Add(new IndexedObject(log.Key, log.Version, log.Length, await reader.ReadAsync(log, text, default)));
        }

        return new IndexBatch(held, await reader.FinishAsync(index, default));
    }

    private static string KeyOf(string stamp) => $"AWSLogs/111122223333/vpcflowlogs/us-east-1/2024/08/01/111122223333_vpcflowlogs_us-east-1_fl-1_20240801T{stamp}Z_ab.log";

    private string Put(string stamp, params string[] lines)
    {
        folder.With(KeyOf(stamp), string.Join('\n', lines) + "\n");
        return Path.Combine(folder.Root, KeyOf(stamp));
    }
}
