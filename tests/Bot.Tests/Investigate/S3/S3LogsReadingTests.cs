using System.Text;
using ChatOps.Investigation.Evidence;
using ChatOps.Investigation.Evidence.S3;
using ChatOps.Investigation.Timing;
using ChatOps.TestKit.Aws;
using static ChatOps.Bot.Investigate.S3.BucketUnderTest;

namespace ChatOps.Bot.Investigate.S3;

public sealed class S3LogsReadingTests
{
    private static readonly TimeWindow Day = Window("2024-08-01T00:00Z", "2024-08-02T00:00Z");
    private static readonly string Key = Trail("20240801T1000");
    private static readonly byte[] Large = Enumerable.Range(0, 3_000_000).Select(static at => (byte)(at * 31 / 7)).ToArray();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_read_that_breaks_goes_on_where_it_was(int breaks)
    {
        await using var under = await StartAsync();
        under.Bucket.Put(Key, Large);
        var (logs, log) = await ListedAsync(under);
        if (breaks > 0) under.Aws.Next("s3", "GetObject").CutBody(700_000, breaks);

        (await ReadAsync(logs, log)).ShouldBe(Large);
        under.Reads.ShouldBe(breaks + 1);
    }

    [Fact]
    public async Task A_read_that_breaks_again_and_again_ends()
    {
        await using var under = await StartAsync();
        under.Bucket.Put(Key, Large);
        var (logs, log) = await ListedAsync(under);
        under.Aws.Next("s3", "GetObject").CutBody(700_000, AwsTroublePlan.Always);

        (await Should.ThrowAsync<LogsUnavailableException>(ReadAsync(logs, log))).Message.ShouldBe("s3:GetObject broke off 4 times; ask again");
        under.Reads.ShouldBe(4);
    }

    [Fact]
    public async Task An_object_that_changes_while_it_is_read_is_not_put_together_of_two()
    {
        await using var under = await StartAsync();
        under.Bucket.Put(Key, Large);
        var (logs, log) = await ListedAsync(under);
        under.Aws.Next("s3", "GetObject").CutBody(1_000_000);
        await using var text = await logs.OpenAsync(log, default);
        await text.ReadExactlyAsync(new byte[1000]);
        under.Bucket.Put(Key, [.. Large.Reverse()]);

        (await Should.ThrowAsync<IOException>(text.CopyToAsync(new MemoryStream()))).Message.ShouldBe("the object changed after it was listed");
    }

    [Fact]
    public async Task What_changed_or_went_after_it_was_listed_is_said_and_listed_anew()
    {
        await using var under = await StartAsync();
        under.Bucket.Put(Key, [1]).Put(Trail("20240801T1005"), [1]);
        var (logs, log) = await ListedAsync(under);
        var other = (await logs.ListAsync(new LogQuery(LogKind.CloudTrail, Day), default)).Objects[1];
        under.Bucket.Put(Key, [1, 2]).Remove(Trail("20240801T1005"));

        (await Should.ThrowAsync<IOException>(ReadAsync(logs, log))).Message.ShouldBe("the object changed after it was listed");
        (await Should.ThrowAsync<IOException>(ReadAsync(logs, other))).Message.ShouldBe("the object is gone");
        var now = (await logs.ListAsync(new LogQuery(LogKind.CloudTrail, Day), default)).Objects.ShouldHaveSingleItem();
        (await ReadAsync(logs, now)).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_compressed_object_is_inflated_and_one_that_was_cut_before_it_was_stored_is_told()
    {
        await using var under = await StartAsync();
        var stored = Gzip(string.Join('\n', Enumerable.Range(0, 1000)));
        under.Bucket.Put(Key, stored).Put(Trail("20240801T1005"), stored[..^20]);
        var (logs, log) = await ListedAsync(under);

        Encoding.UTF8.GetString(await ReadAsync(logs, log)).ShouldEndWith("\n998\n999");
        await Should.ThrowAsync<EndOfStreamException>(ReadAsync(logs, log with { Key = Trail("20240801T1005"), Version = await VersionAsync(logs, 1) }));
    }

    [Fact]
    public async Task A_refusal_names_the_permission_that_is_missing()
    {
        await using var under = await StartAsync();
        under.Bucket.Put(Key, [1]);
        var (logs, log) = await ListedAsync(under);

        under.Aws.Deny("s3:GetObject");
        (await RefusedAsync(() => ReadAsync(logs, log))).ShouldBe((false, "s3:GetObject in s3://org-logs: not allowed; allow s3:GetObject in the policy of the role used there"));
        under.Aws.Allow("s3:GetObject");
        under.Aws.Next("s3", "GetObject").Fail(403, "AccessDenied", "User: arn:aws:iam::111122223333:user/chatops is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:us-east-1:111122223333:key/1 because no identity-based policy allows the kms:Decrypt action");
        (await RefusedAsync(() => ReadAsync(logs, log))).Message.ShouldContain("allow kms:Decrypt");
        under.Aws.Next("s3", "GetObject").Fail(400, "KMS.DisabledException", "arn:aws:kms:us-east-1:111122223333:key/1 is disabled.");
        (await RefusedAsync(() => ReadAsync(logs, log))).Message.ShouldBe("kms:Decrypt in s3://org-logs: AWS refused the request (KMS.DisabledException)");
        under.Aws.Deny("s3:ListBucket");
        (await RefusedAsync(() => under.Logs().ListAsync(new LogQuery(LogKind.CloudTrail, Day), default))).ShouldBe((true, "s3:ListBucket in s3://org-logs: not allowed; allow s3:ListBucket in the policy of the role used there"));
    }

    [Fact]
    public async Task A_bucket_that_does_not_exist_is_told()
    {
        await using var under = await StartAsync();

        (await RefusedAsync(() => under.Logs("s3://nobodys-logs").ListAsync(new LogQuery(LogKind.CloudTrail, Day), default))).ShouldBe((true, "s3:ListBucket in s3://nobodys-logs: AWS knows nothing of that name there"));
    }

    [Fact]
    public async Task Throttling_is_waited_out_and_said_when_it_lasts()
    {
        await using var under = await StartAsync();
        under.Bucket.Put(Key, [1]);
        under.Aws.Next("s3", "ListObjectsV2").Throttle();
        var (logs, log) = await ListedAsync(under);
        under.Aws.Next("s3", "GetObject").Throttle();
        (await ReadAsync(logs, log)).ShouldBe([1]);

        under.Aws.Next("s3").Throttle(AwsTroublePlan.Always);
        (await Should.ThrowAsync<LogsUnavailableException>(ReadAsync(logs, log))).Message.ShouldBe("s3:GetObject in s3://org-logs: throttled, also after retries; ask again in a minute");
        (await Should.ThrowAsync<LogsUnavailableException>(ListedAsync(under))).Message.ShouldContain("throttled");
    }

    [Fact]
    public async Task A_bucket_of_another_region_is_found()
    {
        await using var under = await StartAsync();
        under.Aws.Bucket("far-logs", "eu-west-1").Put(Key, [7]);
        var logs = under.Logs("s3://far-logs");
        var log = (await logs.ListAsync(new LogQuery(LogKind.CloudTrail, Day), default)).Objects.ShouldHaveSingleItem();

        (await ReadAsync(logs, log)).ShouldBe([7]);
        under.Aws.Calls.Count(static call => call.Region == "us-east-1").ShouldBe(2, "once refused, and once asked where the bucket is");
        under.Aws.Deny("s3:GetBucketLocation");
        (await RefusedAsync(() => under.Logs("s3://far-logs").ListAsync(new LogQuery(LogKind.CloudTrail, Day), default))).Message
            .ShouldBe("s3:GetBucketLocation in s3://far-logs: not allowed; allow s3:GetBucketLocation in the policy of the role used there, or set Aws:Region to the bucket's");
    }

    [Fact]
    public async Task What_answers_with_something_else_is_no_listing()
    {
        await using var under = await StartAsync();
        under.Bucket.Put(Key, [1]);
        under.Aws.Next("s3", "ListObjectsV2").Garbage(AwsTroublePlan.Always);

        await Should.ThrowAsync<IOException>(ListedAsync(under));
    }

    private static async Task<(S3Logs Logs, LogObject Log)> ListedAsync(BucketUnderTest under)
    {
        var logs = under.Logs();
        return (logs, (await logs.ListAsync(new LogQuery(LogKind.CloudTrail, Day), default)).Objects[0]);
    }

    private static async Task<string> VersionAsync(S3Logs logs, int at) => (await logs.ListAsync(new LogQuery(LogKind.CloudTrail, Day), default)).Objects[at].Version;

    private static async Task<byte[]> ReadAsync(S3Logs logs, LogObject log)
    {
        await using var text = await logs.OpenAsync(log, default);
        using var read = new MemoryStream();
        await text.CopyToAsync(read);
        return read.ToArray();
    }

    private static async Task<(bool IsOfPlace, string Message)> RefusedAsync(Func<Task> ask)
    {
        var refused = await Should.ThrowAsync<LogsRefusedException>(ask);
        return (refused.IsOfPlace, refused.Message);
    }
}
