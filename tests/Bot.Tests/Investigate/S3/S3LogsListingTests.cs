using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Timing;
using ChatOps.TestKit;
using static ChatOps.Bot.Investigate.S3.BucketUnderTest;

namespace ChatOps.Bot.Investigate.S3;

public sealed class S3LogsListingTests
{
    private static readonly TimeWindow Day = Window("2024-08-01T00:00Z", "2024-08-02T00:00Z");

    [Theory]
    [InlineData("", LogKind.CloudTrail, "AWSLogs/111122223333/CloudTrail/us-east-1/2024/08/01/", "111122223333_CloudTrail_us-east-1_20240801T1020Z_AbCdEfGhIjKlMnOp.json.gz")]
    [InlineData("/AWSLogs/111122223333", LogKind.CloudTrail, "AWSLogs/111122223333/CloudTrail/us-east-1/2024/08/01/", "111122223333_CloudTrail_us-east-1_20240801T1020Z_AbCdEfGhIjKlMnOp.json.gz")]
    [InlineData("", LogKind.CloudTrail, "trails/security/AWSLogs/o-a1b2c3d4e5/111122223333/CloudTrail/eu-west-1/2024/08/01/", "111122223333_CloudTrail_eu-west-1_20240801T1020Z_AbCdEfGhIjKlMnOp.json.gz")]
    [InlineData("/trails/security/", LogKind.CloudTrail, "trails/security/AWSLogs/o-a1b2c3d4e5/111122223333/CloudTrail/eu-west-1/2024/08/01/", "111122223333_CloudTrail_eu-west-1_20240801T1020Z_AbCdEfGhIjKlMnOp.json.gz")]
    [InlineData("", LogKind.FlowLogs, "AWSLogs/111122223333/vpcflowlogs/us-east-1/2024/08/01/", "111122223333_vpcflowlogs_us-east-1_fl-0d2a7c15e9b4836f1_20240801T1020Z_6dad74e3.log.gz")]
    [InlineData("", LogKind.FlowLogs, "AWSLogs/111122223333/vpcflowlogs/us-east-1/2024/08/01/10/", "111122223333_vpcflowlogs_us-east-1_fl-0d2a7c15e9b4836f1_20240801T1020Z_6dad74e3.log.gz")]
    [InlineData("/flows", LogKind.FlowLogs, "flows/AWSLogs/aws-account-id=111122223333/aws-service=vpcflowlogs/aws-region=us-east-1/year=2024/month=08/day=01/hour=10/", "111122223333_vpcflowlogs_us-east-1_fl-0d2a7c15e9b4836f1_20240801T1020Z_6dad74e3.log.gz")]
    [InlineData("/AWSLogs/111122223333/vpcflowlogs/us-east-1", LogKind.FlowLogs, "AWSLogs/111122223333/vpcflowlogs/us-east-1/2024/08/01/", "111122223333_vpcflowlogs_us-east-1_fl-0d2a7c15e9b4836f1_20240801T1020Z_6dad74e3.log.gz")]
    [InlineData("/eks", LogKind.EksAudit, "eks/2024/08/01/10/", "eks-audit-1-2024-08-01-10-20-00-01234567-89ab-cdef-0123-456789abcdef")]
    [InlineData("/eks", LogKind.EksAudit, "eks/payments/year=2024/month=08/day=01/hour=10/", "eks-audit-1-2024-08-01-10-20-00-01234567-89ab-cdef-0123-456789abcdef.gz")]
    [InlineData("/export", LogKind.EksAudit, "export/01234567-89ab-cdef-0123-456789abcdef/kube-apiserver-audit-0a1b2c/", "000000.gz")]
    [InlineData("", LogKind.CloudTrail, "copied/", "111122223333_CloudTrail_us-east-1_20240801T1020Z_AbCdEfGhIjKlMnOp.json.gz")]
    public async Task Every_layout_is_found(string folder, LogKind kind, string path, string name)
    {
        await using var under = await StartAsync();
        under.Bucket.Put(path + name, [1, 2, 3]).Put(path, []).Put(path + "notes.parquet", [1]);

        var listing = await under.Logs($"s3://{Name}{folder}", kind).ListAsync(new LogQuery(kind, Day), default);

        var log = listing.Objects.ShouldHaveSingleItem();
        var below = folder.Trim('/');
        (log.Kind, log.Key, log.Length).ShouldBe((kind, (path + name)[(below.Length == 0 ? 0 : below.Length + 1)..], 3));
        log.Version.Length.ShouldBe(32);
        listing.Notes.ShouldHaveSingleItem().ShouldStartWith("1 object passed over");
        if (log.Slot is { } slot) slot.Start.ShouldBe(Utc("2024-08-01T10:20Z"));
    }

    /// <summary>Whoever may write into the bucket chooses the names, and XML cannot hold all of them.</summary>
    [Theory]
    [InlineData("a\u0001b")]
    [InlineData("a\ufffeb")]
    [InlineData("a\nb")]
    [InlineData("a b+c%41%2F&<é")]
    [InlineData("..")]
    public async Task A_name_of_any_kind_hides_no_other_and_is_read(string name)
    {
        await using var under = await StartAsync();
        var (odd, folder, plain) = ($"AWSLogs/111122223333/CloudTrail/us-east-1/2024/08/01/{name}.json", $"{name}/x.json", Trail("20240801T1000"));
        under.Bucket.Put(odd, [7, 8, 9]).Put(plain, [1]).Put(folder, [1]);

        var logs = under.Logs();
        (await KeysAsync(logs, Day)).ShouldBe(new[] { odd, folder, plain }.Order(StringComparer.Ordinal));

        var log = (await logs.ListAsync(new LogQuery(LogKind.CloudTrail, Day), default)).Objects.Single(one => one.Key == odd);
        await using var body = await logs.OpenAsync(log, default);
        body.ReadByte().ShouldBe(7);
    }

    /// <summary>Servers that speak like S3 are many.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("<NextContinuationToken></NextContinuationToken>")]
    [InlineData("<NextContinuationToken>again</NextContinuationToken>")]
    public async Task A_listing_that_does_not_go_on_is_neither_whole_nor_endless(string token)
    {
        await using var under = await StartAsync();
        under.Aws.Next("s3", "ListObjectsV2").Garbage(TestKit.Aws.AwsTroublePlan.Always, $"<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><IsTruncated>true</IsTruncated>{token}<Contents><Key>a.json</Key><Size>3</Size></Contents></ListBucketResult>");

        await Should.ThrowAsync<LogsUnavailableException>(under.Logs().ListAsync(new LogQuery(LogKind.CloudTrail, Day), default));
        under.Listed.Count.ShouldBeLessThan(3);
    }

    [Fact]
    public async Task Only_folders_of_the_days_asked_about_are_listed()
    {
        await using var under = await StartAsync();
        for (var day = Utc("2024-03-01T00:00Z"); day < Utc("2024-09-01T00:00Z"); day = day.AddDays(1)) under.Bucket.Put(Trail($"{day:yyyyMMdd}T1000"), [1]);
        under.Bucket.Put("AWSLogs/111122223333/elasticloadbalancing/us-east-1/2024/08/01/a.log.gz", [1]).Put("AWSLogs/111122223333/Config/us-east-1/2024/8/1/a.json.gz", [1]);

        var listing = await under.Logs().ListAsync(new LogQuery(LogKind.CloudTrail, Day), default);

        // the look-ahead reaches into the next day
        const string Dates = "AWSLogs/111122223333/CloudTrail/us-east-1/";
        under.Listed.ShouldBe(
        [
            "|", "AWSLogs/|", "AWSLogs/111122223333/|", "AWSLogs/111122223333/CloudTrail/|", $"{Dates}|", $"{Dates}2024/|", $"{Dates}2024/03/|", $"{Dates}2024/|", $"{Dates}2024/08/|",
            $"{Dates}2024/08/01/", $"{Dates}2024/08/02/",
        ],
        ignoreOrder: true); // days are listed side by side
        listing.Objects.Count.ShouldBe(2);
        (listing.IsWhole, listing.RetainedFrom, listing.RetainedTo).ShouldBe((false, Utc("2024-03-01T00:00Z"), Utc("2024-09-01T00:00Z")));
        under.Reads.ShouldBe(0);
    }

    [Fact]
    public async Task More_objects_than_can_be_known_are_refused_and_a_shorter_window_is_listed_after()
    {
        await using var under = await StartAsync();
        for (var day = Utc("2024-07-01T00:00Z"); day < Utc("2024-08-10T00:00Z"); day = day.AddDays(1)) under.Bucket.Put(Trail($"{day:yyyyMMdd}T1000"), [1]);
        var logs = under.Few(20);

        var refused = await Should.ThrowAsync<LogsUnavailableException>(logs.ListAsync(new LogQuery(LogKind.CloudTrail, Window("2024-07-01T00:00Z", "2024-08-10T00:00Z")), default));
        refused.Message.ShouldContain("holds more than 20 objects of this window; let the place end in fewer accounts or regions");
        for (var i = 0; i < 30; i++) (await logs.ListAsync(new LogQuery(LogKind.CloudTrail, Day), default)).Objects.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Long_windows_are_listed_month_by_month_and_past_a_thousand_objects()
    {
        await using var under = await StartAsync();
        for (var day = Utc("2024-05-20T00:00Z"); day < Utc("2024-08-10T00:00Z"); day = day.AddDays(1))
        {
            for (var minute = 0; minute < 1200; minute += 30) under.Bucket.Put(Trail($"{day.AddMinutes(minute):yyyyMMdd'T'HHmm}"), [1]);
        }

        under.Bucket.Put("AWSLogs/111122223333/CloudTrail/us-east-1/2024/07/03.txt", [1]).Put("AWSLogs/111122223333/CloudTrail/us-east-1/2024/07/05extra/a.json.gz", [1]);
        var logs = under.Logs();
        var keys = await KeysAsync(logs, Window("2024-06-10T00:00Z", "2024-08-01T12:00Z"));

        keys.ShouldBe(under.Bucket.Keys.Where(static key => string.CompareOrdinal(key, Trail("20240610T0000")) >= 0 && string.CompareOrdinal(key, Trail("20240802T0000")) < 0 && key.Contains("/CloudTrail_", StringComparison.Ordinal) is false && key.EndsWith("Op.json.gz", StringComparison.Ordinal)));
        under.Listed.Where(static one => !one.EndsWith('|')).ShouldBe(
        [
            "AWSLogs/111122223333/CloudTrail/us-east-1/2024/06/", // 840 objects from the tenth on
            "AWSLogs/111122223333/CloudTrail/us-east-1/2024/07/", // 1,240 objects
            "AWSLogs/111122223333/CloudTrail/us-east-1/2024/07/",
            "AWSLogs/111122223333/CloudTrail/us-east-1/2024/08/01/",
        ], ignoreOrder: true);
    }

    [Fact]
    public async Task Recent_days_are_listed_each_time_and_older_ones_now_and_then()
    {
        var time = new ManualTime(Utc("2024-08-20T12:00Z"));
        await using var under = await StartAsync(time);
        under.Bucket.Put(Trail("20240801T1000"), [1]).Put(Trail("20240820T1000"), [1]);
        var logs = under.Logs();
        var whole = Window("2024-08-01T00:00Z", "2024-08-20T12:00Z");
        var first = await logs.ListAsync(new LogQuery(LogKind.CloudTrail, whole), default);
        var calls = under.Listed.Count;

        time.Advance(TimeSpan.FromMinutes(5));
        var again = await logs.ListAsync(new LogQuery(LogKind.CloudTrail, whole), default);
        again.ShouldBeSameAs(first, "nothing came or went");
        under.Listed.Skip(calls).ShouldAllBe(static one => one.EndsWith("/2024/08/", StringComparison.Ordinal));
        (under.Listed.Count - calls).ShouldBe(1);

        under.Bucket.Put(Trail("20240820T1205"), [1]).Put(Trail("20240802T1000"), [1]);
        (await KeysAsync(logs, whole)).ShouldBe([Trail("20240801T1000"), Trail("20240820T1000"), Trail("20240820T1205")]);
        time.Advance(TimeSpan.FromHours(1));
        (await KeysAsync(logs, whole)).Count.ShouldBe(4);
        under.Bucket.Remove(Trail("20240801T1000"));
        time.Advance(TimeSpan.FromHours(1));
        var later = await logs.ListAsync(new LogQuery(LogKind.CloudTrail, whole), default);
        (later.Objects.Count, later.RetainedFrom).ShouldBe((3, Utc("2024-08-02T10:00Z")));
    }

    [Fact]
    public async Task A_region_that_is_used_for_the_first_time_is_found_within_the_hour()
    {
        var time = new ManualTime(Utc("2024-08-01T12:00Z"));
        await using var under = await StartAsync(time);
        under.Bucket.Put(Trail("20240801T1000"), [1]);
        var logs = under.Logs();
        (await KeysAsync(logs, Day)).Count.ShouldBe(1);

        under.Bucket.Put(Trail("20240801T1210", region: "eu-west-1"), [1]).Put(Trail("20240801T1210", account: "444455556666"), [1]);
        time.Advance(TimeSpan.FromHours(1));

        (await KeysAsync(logs, Day)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_export_is_listed_whole_once_and_then_from_its_last_key()
    {
        var time = new ManualTime(Utc("2024-08-01T12:00Z"));
        await using var under = await StartAsync(time);
        for (var part = 0; part < 1001; part++) under.Bucket.Put($"export/11111111-89ab-cdef-0123-456789abcdef/kube-apiserver-audit-0a1b2c/{part:000000}.gz", [1]);
        var logs = under.Logs($"s3://{Name}/export", LogKind.EksAudit);
        (await KeysAsync(logs, Day, LogKind.EksAudit)).Count.ShouldBe(1001);
        under.Bucket.Put("export/22222222-89ab-cdef-0123-456789abcdef/kube-apiserver-audit-0a1b2c/000000.gz", [1]);
        var calls = under.Listed.Count;

        (await KeysAsync(logs, Day, LogKind.EksAudit)).Count.ShouldBe(1002);
        (under.Listed.Count - calls).ShouldBe(1);
    }

    [Fact]
    public async Task Digests_lie_beside_the_trail_and_are_another_kind()
    {
        await using var under = await StartAsync();
        const string Digest = "AWSLogs/111122223333/CloudTrail-Digest/us-east-1/2024/08/01/111122223333_CloudTrail-Digest_us-east-1_payments_us-east-1_20240801T100000Z.json.gz";
        under.Bucket.Put(Trail("20240801T1000"), [1]).Put(Digest, [1]).Put("AWSLogs/111122223333/CloudTrail-Insight/us-east-1/2024/08/01/a.json.gz", [1]);
        var logs = under.Logs();

        (await KeysAsync(logs, Day)).ShouldBe([Trail("20240801T1000")]);
        (await KeysAsync(logs, Day, LogKind.Digest)).ShouldBe([Digest]);
        under.Listed.ShouldNotContain(static one => one.Contains("Insight", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Archived_objects_are_passed_over_and_said()
    {
        await using var under = await StartAsync();
        under.Bucket.Put(Trail("20240801T1000"), [1], storageClass: "DEEP_ARCHIVE").Put(Trail("20240801T1005"), [1], storageClass: "STANDARD_IA");

        var listing = await under.Logs().ListAsync(new LogQuery(LogKind.CloudTrail, Day), default);

        listing.Objects.ShouldHaveSingleItem().Key.ShouldBe(Trail("20240801T1005"));
        listing.Notes.ShouldBe(["1 object passed over: no logs of a kind we read, or archived"]);
    }

    [Fact]
    public async Task Kinds_that_share_a_bucket_are_told_apart_by_their_keys()
    {
        await using var under = await StartAsync();
        const string Flow = "AWSLogs/111122223333/vpcflowlogs/us-east-1/2024/08/01/111122223333_vpcflowlogs_us-east-1_fl-0d2a7c15e9b4836f1_20240801T1020Z_6dad74e3.log.gz";
        under.Bucket.Put(Trail("20240801T1000"), [1]).Put(Flow, [1]).Put("2024/08/01/10/waf-1-2024-08-01-10-20-00-01234567-89ab-cdef-0123-456789abcdef", [1]);
        var logs = under.Logs($"s3://{Name}", LogKind.CloudTrail, LogKind.FlowLogs, LogKind.EksAudit);

        (await KeysAsync(logs, Day)).ShouldBe([Trail("20240801T1000")]);
        (await KeysAsync(logs, Day, LogKind.FlowLogs)).ShouldBe([Flow]);
        (await KeysAsync(logs, Day, LogKind.EksAudit)).ShouldBeEmpty();
    }
}
