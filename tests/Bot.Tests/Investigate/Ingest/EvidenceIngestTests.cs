using System.Globalization;
using ChatOps.Bot.Persistence.EvidenceIndex;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Evidence.Folder;
using ChatOps.Investigation.Timing;
using ChatOps.TestKit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatOps.Bot.Investigate.Ingest;

/// <summary>Runs on real folders and a real index file; the logs are of the simplest kind: what counts is their length.</summary>
public sealed class EvidenceIngestTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ManualTime time = new();
    private readonly List<IDisposable> made = [];

    private string Logs => Path.Combine(folder.Path, "logs");

    private string File => Path.Combine(folder.Path, "data", "evidence.db");

    public void Dispose()
    {
        foreach (var one in Enumerable.Reverse(made)) one.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_run_puts_all_logs_into_the_index_and_says_so_on_the_way()
    {
        Put("0731", "2200");
        Put("0801", "1000");
        var ingest = Make();
        var told = new List<int>();

        var done = await ingest.RunAsync(1, now => told.Add(now.Lines[0].Percent), default);

        told.ShouldBe([0, 50, 100, 100]);
        var line = done.Lines.ShouldHaveSingleItem();
        (line.Objects, line.Indexed, line.Percent, line.Problem, done.Problem, done.IsRunning).ShouldBe((2, 2, 100, null, null, false));
        done.LastRun.ShouldBe(time.GetUtcNow());
        done.IndexBytes.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task The_next_run_reads_only_what_is_new_also_after_a_restart()
    {
        Put("0801", "1000");
        var reads = new Reads();
        var first = Make(reads);
        await first.RunAsync(1, null, default);
        CloseAll();
        Put("0801", "1005");

        var done = await Make(reads).RunAsync(1, null, default);

        done.Lines.Single().Indexed.ShouldBe(2);
        reads.Keys.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Old_logs_are_left_out_counted_from_the_newest_not_from_today()
    {
        time.Advance(TimeSpan.FromDays(1000));
        Put("0601", "1000");
        Put("0801", "1000");

        (await Make(retentionDays: 10).RunAsync(1, null, default)).Lines.Single().ShouldSatisfyAllConditions(
            line => line.Objects.ShouldBe(1),
            line => line.Percent.ShouldBe(100));
    }

    [Fact]
    public async Task A_full_disk_stops_the_kind_with_its_reason_and_the_next_run_goes_on()
    {
        Put("0801", "1000");
        var full = Make(pages: 56, entryBytes: 200_000);

        var stopped = await full.RunAsync(1, null, default);
        CloseAll();
        var done = await Make(entryBytes: 200_000).RunAsync(1, null, default);

        stopped.Lines.Single().Problem!.ShouldContain("full");
        stopped.Lines.Single().Percent.ShouldBe(0);
        (done.Lines.Single().Percent, done.Lines.Single().Problem).ShouldBe((100, null));
    }

    [Fact]
    public async Task An_index_in_another_process_s_hands_is_said_and_taken_over_when_that_ends()
    {
        Put("0801", "1000");
        var holder = Store();
        holder.TryOpen().ShouldBeNull();
        var ingest = Make();

        (await ingest.RunAsync(1, null, default)).Problem.ShouldNotBeNull();
        holder.Dispose();
        time.Advance(TimeSpan.FromSeconds(30));

        var done = await ingest.RunAsync(1, null, default);
        (done.Problem, done.Lines.Single().Percent).ShouldBe((null, 100));
    }

    [Fact]
    public async Task A_place_that_is_gone_is_said_and_read_when_it_is_back()
    {
        var ingest = Make();

        (await ingest.RunAsync(1, null, default)).Lines.Single().Problem.ShouldNotBeNull();
        Put("0801", "1000");

        (await ingest.RunAsync(1, null, default)).Lines.Single().ShouldSatisfyAllConditions(line => line.Problem.ShouldBeNull(), line => line.Indexed.ShouldBe(1));
    }

    [Fact]
    public async Task A_damaged_log_is_counted_and_not_read_again()
    {
        Put("0801", "1000");
        Directory.CreateDirectory(Logs);
        await System.IO.File.WriteAllBytesAsync(Path.Combine(Logs, Key("0801", "1005")), [0x1f, 0x8b, 8, 0, 1, 2, 3]);
        var reads = new Reads();
        var ingest = Make(reads);

        var done = await ingest.RunAsync(1, null, default);
        time.Advance(TimeSpan.FromSeconds(30));
        await ingest.RunAsync(1, null, default);

        done.Lines.Single().ShouldSatisfyAllConditions(line => line.Damaged.ShouldBe(1), line => line.Percent.ShouldBe(100));
        reads.Keys.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_damaged_file_is_made_anew_and_filled_again_in_the_same_run()
    {
        Put("0801", "1000");
        await Make().RunAsync(1, null, default);
        CloseAll();
        using (var stream = new FileStream(File, FileMode.Open))
        {
            stream.Position = 2048; // the first page still says that it is an index
            stream.Write(new byte[stream.Length - stream.Position]);
        }

        var store = Store();
        var again = await Make(store: store).RunAsync(1, null, default);

        again.Lines.Single().Indexed.ShouldBe(1);
        (await store.EntriesAsync(Logs, "sizes", null, new TimeWindow(DateTimeOffset.MinValue, DateTimeOffset.MaxValue), default).CountAsync()).ShouldBe(1);
    }

    [Theory]
    [InlineData(false, "The evidence index is up to date")]
    [InlineData(true, "\"percent\":100")]
    public async Task The_command_ends_well_with_a_summary(bool asJson, string said)
    {
        Put("0801", "1000");
        var store = Store();
        var (output, errors) = (new StringWriter(), new StringWriter());

        (await IngestCommand.RunAsync(Make(store: store), store, asJson, output, errors, default)).ShouldBe(0);

        output.ToString().ShouldContain(said);
        errors.ToString().ShouldContain("CloudTrail 1/1 (100 %)");
    }

    [Fact]
    public async Task The_command_refuses_while_a_host_holds_the_index_and_says_what_to_do()
    {
        Store().TryOpen();
        var store = Store();
        var errors = new StringWriter();

        (await IngestCommand.RunAsync(Make(store: store), store, false, new StringWriter(), errors, default)).ShouldBe(1);

        errors.ToString().ShouldContain("@bot ingest");
    }

    [Fact]
    public async Task The_worker_runs_at_the_start_then_every_interval_and_at_once_when_woken()
    {
        Put("0801", "1000");
        var ingest = Make();
        using var worker = new IngestWorker(ingest, Options(400), time, NullLogger<IngestWorker>.Instance);
        await worker.StartAsync(default);
        await worker.StartedAsync(default);
        await Until(() => ingest.Progress.Lines[0].Indexed == 1 && time.NextTimer is not null);

        Put("0801", "1005");
        time.Advance(TimeSpan.FromSeconds(30));
        await Until(() => ingest.Progress.Lines[0].Indexed == 2 && time.NextTimer is not null);
        Put("0801", "1010");
        time.Advance(TimeSpan.FromSeconds(11)); // the last listing is old now
        worker.Wake();
        await Until(() => ingest.Progress.Lines[0].Indexed == 3);
        await worker.StopAsync(default);
    }

    private static async Task Until(Func<bool> reached)
    {
        for (var patience = 0; !reached(); patience++)
        {
            patience.ShouldBeLessThan(2000);
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System); // another thread works; nothing else can be waited for
        }
    }

    private static string Key(string day, string stamp) => $"111122223333_CloudTrail_us-east-1_2024{day}T{stamp}Z_abc.json.gz";

    private static EvidenceOptions Options(int retentionDays) => EvidenceOptions.Of(new ConfigurationBuilder()
        .AddInMemoryCollection([new("Evidence:Source", "none"), new("Retention:EvidenceIndex", retentionDays.ToString(CultureInfo.InvariantCulture))]).Build());

    private void Put(string day, string stamp)
    {
        Directory.CreateDirectory(Logs);
        System.IO.File.WriteAllText(Path.Combine(Logs, Key(day, stamp)), "one line");
    }

    private EvidenceIndexStore Store(int? pages = null)
    {
        var store = new EvidenceIndexStore(File, time, NullLogger<EvidenceIndexStore>.Instance) { MostPages = pages };
        made.Add(store);
        return store;
    }

    private void CloseAll()
    {
        foreach (var one in made) one.Dispose();
        made.Clear();
    }

    private EvidenceIngest Make(Reads? reads = null, int retentionDays = 400, int? pages = null, int entryBytes = 10, EvidenceIndexStore? store = null)
    {
        var index = store ?? Store(pages);
        var catalog = new LogCatalog(new FolderLogs(Logs), LogKind.CloudTrail, index, time);
        made.Add(catalog);
        return new EvidenceIngest(index, Options(retentionDays), time, NullLogger<EvidenceIngest>.Instance, [new IngestTarget(catalog, new SizeIndexer(reads ?? new Reads(), entryBytes))]);
    }

    private sealed class Reads
    {
        public System.Collections.Concurrent.ConcurrentBag<string> Keys { get; } = [];
    }

    /// <summary>Puts one entry into the index for each object.</summary>
    private sealed class SizeIndexer(Reads reads, int entryBytes) : ILogIndexer
    {
        public LogKind Kind => LogKind.CloudTrail;

        public IReadOnlyList<string> Topics => ["sizes"];

        public ILogBatchReader Begin(string place) => new Reader(reads, entryBytes);

        public IReadOnlyList<IndexEntry> Merge(IReadOnlyList<IndexEntry> entries) => entries;

        private sealed class Reader(Reads reads, int entryBytes) : ILogBatchReader
        {
            private readonly List<IndexEntry> entries = [];

            public async Task<ObjectReading> ReadAsync(LogObject log, Stream text, CancellationToken cancellationToken)
            {
                reads.Keys.Add(log.Key);
                await text.CopyToAsync(Stream.Null, cancellationToken);
                lock (entries) entries.Add(new IndexEntry("sizes", log.Key, log.Slot!.Value.Start, log.Slot.Value.Start, new byte[entryBytes]));
                return new ObjectReading(log.Slot.Value.Start, log.Slot.Value.Start, false, false) { Records = 1 };
            }

            public Task<IReadOnlyList<IndexEntry>> FinishAsync(IEvidenceIndex index, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<IndexEntry>>(entries);
        }
    }
}
