using System.Net;
using System.Text;
using Amazon.S3.Model;
using ChatOps.TestKit.Aws;

namespace ChatOps.Bot.Doubles;

public sealed class AwsDoubleS3Tests
{
    private static readonly byte[] Ten = Encoding.ASCII.GetBytes("0123456789");

    [Fact]
    public async Task Keys_are_listed_in_pages_below_a_prefix()
    {
        await using var aws = await AwsDouble.StartAsync();
        var bucket = aws.Bucket("logs").Put("other/1", Ten);
        for (var i = 0; i < 2500; i++) bucket.Put($"AWSLogs/with blank+plus/{i:0000}.gz", Ten);
        using var s3 = AwsTalk.S3(aws);
        var (keys, pages, token) = (new List<string>(), 0, (string?)null);
        do
        {
            var page = await s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "logs", Prefix = "AWSLogs/with blank+plus/", ContinuationToken = token });
            keys.AddRange(page.S3Objects.Select(static one => one.Key));
            (pages, token) = (pages + 1, page.NextContinuationToken);
        }
        while (token is not null);
        Assert.Equal(3, pages);
        Assert.Equal(bucket.Keys.Take(2500), keys);
        Assert.Equal("s3:ListBucket arn:aws:s3:::logs ok", aws.Calls.Select(static call => $"{call.Action} {call.Resource} {call.Outcome}").Distinct().Single());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1000)]
    public async Task Folders_stand_for_what_is_in_them_however_long_a_page_is(int most)
    {
        await using var aws = await AwsDouble.StartAsync();
        aws.Bucket("logs").Put("a/1", Ten).Put("a/2", Ten).Put("b", Ten).Put("c/1", Ten).Put("c/2/3", Ten);
        using var s3 = AwsTalk.S3(aws);
        var (seen, token) = (new List<string>(), (string?)null);
        do
        {
            var page = await s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "logs", Delimiter = "/", MaxKeys = most, ContinuationToken = token });
            seen.AddRange((page.S3Objects ?? []).Select(static one => one.Key));
            seen.AddRange(page.CommonPrefixes ?? []);
            token = page.NextContinuationToken;
        }
        while (token is not null);
        Assert.Equal(["a/", "b", "c/"], seen.Order());
    }

    [Fact]
    public async Task A_listing_starts_after_a_key()
    {
        await using var aws = await AwsDouble.StartAsync();
        aws.Bucket("logs").Put("a", Ten).Put("b", Ten).Put("c", Ten);
        using var s3 = AwsTalk.S3(aws);
        var page = await s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "logs", StartAfter = "a" });
        Assert.Equal(["b", "c"], page.S3Objects.Select(static one => one.Key));
    }

    [Fact]
    public async Task Objects_are_read_whole_and_in_part()
    {
        await using var aws = await AwsDouble.StartAsync();
        aws.Bucket("logs").Put("odd key/ä+(1).log", Ten);
        using var s3 = AwsTalk.S3(aws);
        using var whole = await s3.GetObjectAsync(new GetObjectRequest { BucketName = "logs", Key = "odd key/ä+(1).log" });
        Assert.Equal("0123456789", await TextAsync(whole));
        using var part = await s3.GetObjectAsync(new GetObjectRequest { BucketName = "logs", Key = "odd key/ä+(1).log", ByteRange = new ByteRange(2, 4), EtagToMatch = whole.ETag });
        Assert.Equal(("234", HttpStatusCode.PartialContent, "bytes 2-4/10"), (await TextAsync(part), part.HttpStatusCode, part.ContentRange));
        Assert.Equal(10, (await s3.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = "logs", Key = "odd key/ä+(1).log" })).ContentLength);
        Assert.Equal("arn:aws:s3:::logs/odd key/ä+(1).log", aws.Calls[0].Resource);
    }

    [Fact]
    public async Task Refusals_have_their_names()
    {
        await using var aws = await AwsDouble.StartAsync();
        aws.Bucket("logs").Put("a", Ten);
        aws.Bucket("theirs", account: "444455556666").Put("a", Ten);
        using var s3 = AwsTalk.S3(aws);
        Assert.Equal("NoSuchKey 404", await CodeAsync(() => s3.GetObjectAsync(new GetObjectRequest { BucketName = "logs", Key = "b" })));
        Assert.Equal("NoSuchBucket 404", await CodeAsync(() => s3.GetObjectAsync(new GetObjectRequest { BucketName = "nobodys", Key = "b" })));
        Assert.Equal("InvalidRange 416", await CodeAsync(() => s3.GetObjectAsync(new GetObjectRequest { BucketName = "logs", Key = "a", ByteRange = new ByteRange(10, 20) })));
        Assert.Equal("PreconditionFailed 412", await CodeAsync(() => s3.GetObjectAsync(new GetObjectRequest { BucketName = "logs", Key = "a", EtagToMatch = "\"old\"" })));
        Assert.Equal("AccessDenied 403", await CodeAsync(() => s3.GetObjectAsync(new GetObjectRequest { BucketName = "theirs", Key = "a" })));
        aws.Deny("s3:ListBucket");
        Assert.Equal("AccessDenied 403", await CodeAsync(() => s3.GetObjectAsync(new GetObjectRequest { BucketName = "logs", Key = "b" })));
        Assert.Equal("AccessDenied 403", await CodeAsync(() => s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "logs" })));
    }

    [Fact]
    public async Task A_bucket_of_another_region_says_where_it_is()
    {
        await using var aws = await AwsDouble.StartAsync();
        aws.Bucket("logs", "eu-central-1").Put("a", Ten);
        using var here = AwsTalk.S3(aws);
        Assert.Equal("EU-CENTRAL-1", (await here.GetBucketLocationAsync(new GetBucketLocationRequest { BucketName = "logs" })).Location.Value.ToUpperInvariant());
        Assert.Equal("PermanentRedirect 301", await CodeAsync(() => here.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "logs" })));
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var answer = await http.SendAsync(AwsHand.Signed(aws, "s3", "GET", "/logs/a"));
        Assert.Equal((HttpStatusCode.MovedPermanently, "eu-central-1"), (answer.StatusCode, answer.Headers.GetValues("x-amz-bucket-region").Single()));
        using var there = AwsTalk.S3(aws, region: "eu-central-1");
        using var read = await there.GetObjectAsync(new GetObjectRequest { BucketName = "logs", Key = "a" });
        Assert.Equal(10, read.ContentLength);
    }

    [Fact]
    public async Task A_bucket_answers_under_its_own_host_name()
    {
        await using var aws = await AwsDouble.StartAsync();
        aws.Bucket("logs").Put("a/b", Ten);
        using var http = new HttpClient();
        using var answer = await http.SendAsync(AwsHand.Signed(aws, "s3", "GET", "/a/b", host: "logs.s3.us-east-1.amazonaws.com"));
        Assert.Equal("0123456789", await answer.Content.ReadAsStringAsync());
    }

    internal static async Task<string> CodeAsync<T>(Func<Task<T>> call)
    {
        var refused = await Assert.ThrowsAnyAsync<Amazon.Runtime.AmazonServiceException>(call);
        return $"{refused.ErrorCode} {(int)refused.StatusCode}";
    }

    private static async Task<string> TextAsync(GetObjectResponse answer)
    {
        using var reader = new StreamReader(answer.ResponseStream);
        return await reader.ReadToEndAsync();
    }
}
