using System.Text.Json;
using ChatOps.Bot.Cards;
using ChatOps.Bot.Investigate.Ingest;
using ChatOps.Bot.Persistence.EvidenceIndex;
using ChatOps.Investigation.Entities;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Evidence.CloudTrail;
using ChatOps.Investigation.Evidence.CloudTrail.Indexing;
using ChatOps.Investigation.Evidence.FlowLogs;
using ChatOps.Investigation.Evidence.Folder;
using ChatOps.Investigation.Timing;
using ChatOps.TestKit;
using ChatOps.TestKit.Aws;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using static ChatOps.Bot.Investigate.S3.BucketUnderTest;

namespace ChatOps.Bot.Investigate.S3;

/// <summary>Questions over S3 against the same questions over the same objects in a folder, with the index and without.</summary>
public sealed class S3EvidenceTests : IDisposable
{
    private static readonly string Sample = Path.Combine(AppContext.BaseDirectory, "samples", "workshop-day", "evidence");
    private static readonly DateTimeOffset AsOf = Utc("2024-08-01T19:10Z");
    private readonly TemporaryFolder folder = new();
    private readonly List<IDisposable> made = [];

    public void Dispose()
    {
        foreach (var one in Enumerable.Reverse(made)) one.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_sample_day_in_a_bucket_is_answered_as_it_is_in_a_folder(bool isIndexed)
    {
        await using var under = await StartAsync();
        under.Bucket.PutFolder(Sample, "evidence/");
        using var local = new FolderLogs(Sample);
        foreach (var kind in new[] { LogKind.CloudTrail, LogKind.FlowLogs })
        {
            var (here, there) = (Catalog(local, kind, isIndexed ? Index($"folder-{kind}") : null), Catalog(under.Logs($"s3://{Name}/evidence", LogKind.CloudTrail, LogKind.FlowLogs), kind, isIndexed ? Index($"s3-{kind}") : null));
            if (isIndexed)
            {
                foreach (var catalog in new[] { here, there }) await new LogIngest(catalog, LogSources.Indexer(kind)!, TimeProvider.System).RunAsync(new TimeWindow(AsOf.AddDays(-400), AsOf), null, default);
            }

            foreach (var (entity, from, hours, baseline) in Questions(kind))
            {
                var window = new TimeWindow(from, from.AddHours(hours));
                var question = new EvidenceQuestion(entity, window, AsOf) { Baseline = baseline == 0 ? null : new TimeWindow(from.AddDays(-baseline), from) };
                (await AnswerAsync(there, kind, question)).ShouldBe(await AnswerAsync(here, kind, question), $"{kind} of {entity}");
            }
        }

        static IEnumerable<(EntityRef Entity, DateTimeOffset From, int Hours, int Baseline)> Questions(LogKind kind)
        {
            var entity = kind == LogKind.CloudTrail ? new EntityRef(EntityKind.IpAddress, "198.51.100.23") : new EntityRef(EntityKind.IpAddress, "10.0.0.144");
            yield return (entity, Utc("2024-08-01T00:00Z"), 24, 0);
            yield return (entity, Utc("2024-08-01T00:00Z"), 24, 45);
            yield return (entity, Utc("2024-08-01T11:00Z"), 1, 0);
            yield return (new EntityRef(EntityKind.IpAddress, "203.0.113.250"), Utc("2024-07-30T00:00Z"), 24, 0);
        }
    }

    [Fact]
    public async Task An_hour_of_a_year_opens_the_objects_of_that_hour_only()
    {
        await using var under = await StartAsync();
        foreach (var day in new[] { "20230901", "20240115", "20240801" })
        {
            for (var hour = 0; hour < 24; hour++) under.Bucket.Put(Trail($"{day}T{hour:00}05"), Calls($"{day[..4]}-{day[4..6]}-{day[6..]}T{hour:00}:01:00Z"));
        }

        var catalog = Catalog(under.Logs(), LogKind.CloudTrail, null);
        var answer = await new CloudTrailSource(catalog, TimeProvider.System).ObserveAsync(Question("2024-01-15T10:00Z", "2024-01-15T11:00Z"), default);

        answer.Value!.Count.ShouldBe(1);
        (answer.Coverage.RetainedFrom, answer.Coverage.Objects).ShouldBe((Utc("2023-09-01T00:00Z"), 3));
        under.Listed.Count(static one => one.Contains("/2024/01/15/", StringComparison.Ordinal)).ShouldBe(1);
        under.Listed.ShouldNotContain(static one => one.Contains("/2023/09/01/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Four_hundred_days_go_into_the_index_once_whatever_is_asked_in_between_and_after_a_restart()
    {
        var time = new ManualTime(Utc("2024-08-01T23:00Z"));
        await using var under = await StartAsync(time);
        for (var day = 0; day < 420; day++) under.Bucket.Put(Trail($"{time.GetUtcNow().AddDays(-day):yyyyMMdd}T1005"), Calls($"{time.GetUtcNow().AddDays(-day):yyyy-MM-dd}T10:01:00Z"));
        var first = await IngestAsync(under, time);
        (first.Objects, first.Indexed, first.Problem).ShouldBe((400, 400, null));
        under.Reads.ShouldBe(400);

        // a question about one day right after a restart, before anything else is listed
        foreach (var one in Enumerable.Reverse(made)) one.Dispose();
        made.Clear();
        time.Advance(TimeSpan.FromMinutes(1));
        under.Bucket.Put(Trail("20240801T2300"), Calls("2024-08-01T22:59:00Z"));
        var store = Index("one", time);
        store.TryOpen().ShouldBeNull();
        var catalog = Catalog(under.Logs(), LogKind.CloudTrail, store, time);
        var answer = await new CloudTrailSource(catalog, time).ObserveAsync(Question("2024-03-05T00:00Z", "2024-03-06T00:00Z"), default);
        (answer.Value!.Count, answer.Coverage.Cost!.ObjectsRead).ShouldBe((1, 0));

        time.Advance(TimeSpan.FromMinutes(1));
        var second = await IngestAsync(catalog, store, time);
        (second.Objects, second.Indexed).ShouldBe((401, 401));
        under.Reads.ShouldBe(401);
    }

    [Fact]
    public async Task Days_that_are_past_retention_are_forgotten_also_when_they_are_no_longer_listed()
    {
        var time = new ManualTime(Utc("2024-08-01T23:00Z"));
        await using var under = await StartAsync(time);
        for (var day = 0; day < 10; day++) under.Bucket.Put(Trail($"{time.GetUtcNow().AddDays(-day):yyyyMMdd}T1005"), Calls($"{time.GetUtcNow().AddDays(-day):yyyy-MM-dd}T10:01:00Z"));
        await IngestAsync(under, time);
        foreach (var one in Enumerable.Reverse(made)) one.Dispose();
        made.Clear();

        time.Advance(TimeSpan.FromDays(398));
        under.Bucket.Put(Trail("20250903T1005"), Calls("2025-09-03T10:01:00Z"));
        await IngestAsync(under, time);

        var held = await ((EvidenceIndexStore)made[0]).ObjectsAsync($"s3://{Name}", LogKind.CloudTrail, default);
        time.Advance(LogCatalogGrace);
        held.Count.ShouldBe(11, "removed only when no question can be reading them");
        await IngestAsync((LogCatalog)made[^1], (EvidenceIndexStore)made[0], time);
        (await ((EvidenceIndexStore)made[0]).ObjectsAsync($"s3://{Name}", LogKind.CloudTrail, default)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task What_the_place_refuses_for_now_is_not_taken_for_damaged()
    {
        var time = new ManualTime(Utc("2024-08-01T23:00Z"));
        await using var under = await StartAsync(time);
        for (var hour = 0; hour < 20; hour++) under.Bucket.Put(Trail($"20240801T{hour:00}05"), Calls($"2024-08-01T{hour:00}:01:00Z"));
        var store = Index("one", time);
        store.TryOpen();
        var catalog = Catalog(under.Logs(), LogKind.CloudTrail, store, time);

        foreach (var (fail, words) in new (Action<AwsTroublePlan>, string)[]
        {
            (static plan => plan.Fail(400, "ExpiredToken", "The provided token has expired.", AwsTroublePlan.Always), "the AWS credentials have expired"),
            (static plan => plan.Throttle(AwsTroublePlan.Always), "throttled"),
            (static plan => plan.Deny(AwsTroublePlan.Always), "allow s3:GetObject"),
        })
        {
            under.Aws.Troubles.Clear();
            fail(under.Aws.Next("s3", "GetObject"));
            time.Advance(TimeSpan.FromMinutes(5));
            var stopped = await IngestAsync(catalog, store, time);
            stopped.Problem.ShouldNotBeNull().ShouldContain(words);
            (stopped.Indexed, stopped.Damaged).ShouldBe((0, 0));
            var asked = await new CloudTrailSource(Catalog(under.Logs(), LogKind.CloudTrail, null), time).ObserveAsync(Question("2024-08-01T00:00Z", "2024-08-02T00:00Z"), default);
            (asked.Value, asked.Coverage.Reason!.Contains(words, StringComparison.Ordinal)).ShouldBe((null, true), asked.Coverage.Reason);
            asked.Coverage.State.ShouldBe(words == "throttled" ? CoverageState.Unavailable : CoverageState.Refused);
        }

        under.Aws.Troubles.Clear();
        time.Advance(TimeSpan.FromMinutes(5));
        var done = await IngestAsync(catalog, store, time);
        (done.Indexed, done.Damaged, done.Problem).ShouldBe((20, 0, null));
    }

    [Fact]
    public async Task Credentials_that_expire_on_the_way_keep_what_was_read_and_say_the_rest()
    {
        await using var under = await StartAsync();
        for (var hour = 0; hour < 20; hour++) under.Bucket.Put(Trail($"20240801T{hour:00}05"), Calls($"2024-08-01T{hour:00}:01:00Z"));
        var catalog = Catalog(under.Logs(), LogKind.CloudTrail, null);
        await catalog.ShelfAsync(Window("2024-08-01T00:00Z", "2024-08-02T00:00Z"), default);
        var source = new CloudTrailSource(catalog, TimeProvider.System);
        under.Aws.Next("s3", "GetObject").Fail(400, "ExpiredToken", "The provided token has expired.", 5);

        var answer = await source.ObserveAsync(Question("2024-08-01T00:00Z", "2024-08-02T00:00Z"), default);

        answer.Value!.Count.ShouldBe(15);
        answer.Coverage.Notes!.ShouldContain(static note => note.StartsWith("5 objects could not be read", StringComparison.Ordinal) && note.Contains("the AWS credentials have expired", StringComparison.Ordinal));
    }

    private static TimeSpan LogCatalogGrace => TimeSpan.FromMinutes(12);

    private static byte[] Calls(string time) => Gzip(JsonSerializer.Serialize(new
    {
        Records = new[] { new { eventVersion = "1.11", eventID = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), eventTime = time, eventSource = "s3.amazonaws.com", eventName = "ListBuckets", awsRegion = "us-east-1", sourceIPAddress = "198.51.100.23", userIdentity = new { type = "IAMUser", accountId = AwsDouble.Account, userName = "carol" } } },
    }));

    private static EvidenceQuestion Question(string from, string to) => new(new EntityRef(EntityKind.IpAddress, "198.51.100.23"), Window(from, to), Utc("2026-01-01T00:00Z"));

    private static async Task<string> AnswerAsync(LogCatalog catalog, LogKind kind, EvidenceQuestion question)
    {
        if (kind == LogKind.CloudTrail)
        {
            var (calls, told) = await new CloudTrailSource(catalog, TimeProvider.System).CallsAsync(question, new CallAsk { Hours = true, Groupings = [new CallGrouping([CallColumn.Principal, CallColumn.Service, CallColumn.Call])] }, default);
            return JsonSerializer.Serialize((calls, Comparable(told)), Readable);
        }

        var source = new FlowLogSource(catalog, TimeProvider.System);
        var (flows, said) = await source.FlowsAsync(question, new FlowAsk { Hours = true, Distinct = true, Groupings = [new FlowGrouping([FlowColumn.RemoteAddress, FlowColumn.LocalPort])] }, default);
        var (span, _) = await source.ObserveAsync(question, default);
        return JsonSerializer.Serialize((flows, Comparable(said), span), Readable);
    }

    /// <summary>Of a day that was not asked about a bucket tells the date, not the time.</summary>
    private static Coverage Comparable(Coverage coverage) => coverage with { Cost = null, RetainedFrom = coverage.RetainedFrom?.UtcDateTime.Date };

    private static readonly JsonSerializerOptions Readable = new() { IncludeFields = true };

    private EvidenceIndexStore Index(string name, TimeProvider? time = null)
    {
        var store = new EvidenceIndexStore(Path.Combine(folder.Path, name, "evidence.db"), time ?? TimeProvider.System, NullLogger<EvidenceIndexStore>.Instance);
        made.Add(store);
        store.TryOpen().ShouldBeNull();
        return store;
    }

    private LogCatalog Catalog(ILogObjects logs, LogKind kind, IEvidenceIndex? index, TimeProvider? time = null)
    {
        var catalog = new LogCatalog(logs, kind, index, time ?? TimeProvider.System);
        made.Add(catalog);
        return catalog;
    }

    private Task<IngestLine> IngestAsync(BucketUnderTest under, TimeProvider time)
    {
        var store = Index("one", time);
        return IngestAsync(Catalog(under.Logs(), LogKind.CloudTrail, store, time), store, time);
    }

    private static async Task<IngestLine> IngestAsync(LogCatalog catalog, EvidenceIndexStore store, TimeProvider time)
    {
        using var ingest = new EvidenceIngest(store, EvidenceOptions.Of(new ConfigurationBuilder().Build()), time, NullLogger<EvidenceIngest>.Instance, [new IngestTarget(catalog, new TrailIndexer())]);
        return (await ingest.RunAsync(2, null, default)).Lines.Single();
    }
}
