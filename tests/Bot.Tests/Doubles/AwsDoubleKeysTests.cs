using System.Net;
using System.Text;
using Amazon.Runtime;
using Amazon.S3.Model;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using ChatOps.TestKit.Aws;
using static ChatOps.Bot.Doubles.AwsDoubleS3Tests;

namespace ChatOps.Bot.Doubles;

public sealed class AwsDoubleKeysTests
{
    private const string Reader = "arn:aws:iam::444455556666:role/security/chatops-reader";

    [Fact]
    public async Task A_key_says_whose_it_is()
    {
        await using var aws = await AwsDouble.StartAsync();
        aws.Keys("AKIAOTHER", "other secret", "444455556666");
        using var mine = AwsTalk.Sts(aws);
        using var theirs = AwsTalk.Sts(aws, new BasicAWSCredentials("AKIAOTHER", "other secret"));
        Assert.Equal("111122223333", (await mine.GetCallerIdentityAsync(new GetCallerIdentityRequest())).Account);
        Assert.Equal("arn:aws:iam::444455556666:user/chatops", (await theirs.GetCallerIdentityAsync(new GetCallerIdentityRequest())).Arn);
    }

    [Fact]
    public async Task A_wrong_secret_and_an_unknown_key_are_told_apart()
    {
        await using var aws = await AwsDouble.StartAsync();
        aws.Bucket("logs");
        using var wrong = AwsTalk.Sts(aws, new BasicAWSCredentials(AwsDouble.KeyId, "guessed"));
        using var unknown = AwsTalk.Sts(aws, new BasicAWSCredentials("AKIANOBODY", "guessed"));
        using var wrongThere = AwsTalk.S3(aws, new BasicAWSCredentials(AwsDouble.KeyId, "guessed"));
        using var unknownThere = AwsTalk.S3(aws, new BasicAWSCredentials("AKIANOBODY", "guessed"));
        Assert.Equal("SignatureDoesNotMatch 403", await CodeAsync(() => wrong.GetCallerIdentityAsync(new GetCallerIdentityRequest())));
        Assert.Equal("InvalidClientTokenId 403", await CodeAsync(() => unknown.GetCallerIdentityAsync(new GetCallerIdentityRequest())));
        Assert.Equal("SignatureDoesNotMatch 403", await CodeAsync(() => wrongThere.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "logs" })));
        Assert.Equal("InvalidAccessKeyId 403", await CodeAsync(() => unknownThere.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "logs" })));
        Assert.Equal(["SignatureDoesNotMatch", "InvalidClientTokenId", "SignatureDoesNotMatch", "InvalidAccessKeyId"], aws.Calls.Select(static call => call.Outcome));
    }

    [Fact]
    public async Task A_role_is_assumed_with_its_external_id_and_acts_in_its_account()
    {
        await using var aws = await AwsDouble.StartAsync();
        aws.Role(Reader, externalId: "blue");
        aws.Bucket("their-logs", account: "444455556666").Put("a", [1, 2, 3]);
        using var sts = AwsTalk.Sts(aws);
        Assert.Equal("AccessDenied 403", await CodeAsync(() => sts.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = Reader, RoleSessionName = "chatops" })));
        Assert.Equal("AccessDenied 403", await CodeAsync(() => sts.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = Reader, RoleSessionName = "chatops", ExternalId = "red" })));
        var session = (await sts.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = Reader, RoleSessionName = "chatops", ExternalId = "blue" })).Credentials;

        using var there = AwsTalk.Sts(aws, session);
        Assert.Equal("arn:aws:sts::444455556666:assumed-role/chatops-reader/chatops", (await there.GetCallerIdentityAsync(new GetCallerIdentityRequest())).Arn);
        using var s3 = AwsTalk.S3(aws, session);
        using var read = await s3.GetObjectAsync(new GetObjectRequest { BucketName = "their-logs", Key = "a" });
        Assert.Equal(3, read.ContentLength);
        using var without = AwsTalk.Sts(aws, new BasicAWSCredentials(session.AccessKeyId, session.SecretAccessKey));
        Assert.Equal("InvalidClientTokenId 403", await CodeAsync(() => without.GetCallerIdentityAsync(new GetCallerIdentityRequest())));
        aws.ExpireSessions();
        Assert.Equal("ExpiredToken 403", await CodeAsync(() => there.GetCallerIdentityAsync(new GetCallerIdentityRequest())));
        Assert.Equal("ExpiredToken 400", await CodeAsync(() => s3.GetObjectAsync(new GetObjectRequest { BucketName = "their-logs", Key = "a" })));
    }

    [Fact]
    public async Task The_SDK_corrects_its_clock_by_the_refusal()
    {
        await using var aws = await AwsDouble.StartAsync();
        aws.ClockSkew = TimeSpan.FromHours(2);
        aws.Bucket("logs").Put("a", [1]);
        using var sts = new AmazonSecurityTokenServiceClient(AwsTalk.Key, AwsTalk.Set(aws, new AmazonSecurityTokenServiceConfig(), retries: 2));
        Assert.Equal("111122223333", (await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest())).Account);
        Assert.Equal(["SignatureDoesNotMatch", "ok"], aws.Calls.Select(static call => call.Outcome));
    }

    [Fact]
    public async Task What_was_changed_on_the_way_is_not_believed()
    {
        await using var aws = await AwsDouble.StartAsync();
        aws.Bucket("logs").Put("a", [1]);
        using var http = new HttpClient();
        Assert.Equal("200 ok", await OutcomeAsync(AwsHand.Signed(aws, "s3", "GET", "/logs/a")));
        Assert.Equal("403 SignatureDoesNotMatch", await OutcomeAsync(AwsHand.Signed(aws, "s3", "GET", "/logs/a", afterwards: static request => request.RequestUri = new Uri(request.RequestUri!, "/logs/b"))));
        Assert.Equal("403 AccessDenied", await OutcomeAsync(AwsHand.Signed(aws, "s3", "GET", "/logs/a", afterwards: static request => request.Headers.TryAddWithoutValidation("x-amz-expected-bucket-owner", "1"))));
        var body = Encoding.UTF8.GetBytes("Action=GetCallerIdentity&Version=2011-06-15");
        Assert.Equal("200 ok", await OutcomeAsync(AwsHand.Signed(aws, "sts", "POST", "/", body)));
        Assert.Equal("403 SignatureDoesNotMatch", await OutcomeAsync(AwsHand.Signed(aws, "sts", "POST", "/", body, afterwards: static request => request.Content = new StringContent("Action=GetCallerIdentity&Version=2011-06-15&More=1"))));

        async Task<string> OutcomeAsync(HttpRequestMessage request)
        {
            using var answer = await http.SendAsync(request);
            return $"{(int)answer.StatusCode} {aws.Calls[^1].Outcome}";
        }
    }

    [Fact]
    public async Task What_nobody_knows_is_on_record_as_unexpected()
    {
        await using var aws = await AwsDouble.StartAsync();
        using var http = new HttpClient();
        using var unsigned = await http.GetAsync(aws.Address);
        using var strange = await http.SendAsync(AwsHand.Signed(aws, "lambda", "GET", "/functions"));
        using var unknown = await http.SendAsync(AwsHand.Signed(aws, "sts", "POST", "/", Encoding.UTF8.GetBytes("Action=GetFederationToken")));
        Assert.Equal((HttpStatusCode.Forbidden, 3), (unsigned.StatusCode, aws.Unexpected.Count));
        Assert.Empty(aws.Calls);
    }
}
