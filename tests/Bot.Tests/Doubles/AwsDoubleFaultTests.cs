using System.Net;
using Amazon.EC2.Model;
using Amazon.GuardDuty.Model;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using Amazon.S3.Model;
using Amazon.SQS.Model;
using ChatOps.TestKit.Aws;
using static ChatOps.Bot.Doubles.AwsDoubleS3Tests;

namespace ChatOps.Bot.Doubles;

public sealed class AwsDoubleFaultTests
{
    [Fact]
    public async Task Each_service_is_denied_in_its_own_words()
    {
        await using var aws = await AwsDouble.StartAsync();
        SampleAws.Fill(aws);
        foreach (var service in new[] { "guardduty", "sqs", "iam", "ec2", "s3" }) aws.Next(service).Deny();
        using var guardDuty = AwsTalk.GuardDuty(aws);
        using var sqs = AwsTalk.Sqs(aws);
        using var iam = AwsTalk.Iam(aws);
        using var ec2 = AwsTalk.Ec2(aws);
        using var s3 = AwsTalk.S3(aws);
        Assert.Equal("AccessDeniedException 403", await CodeAsync(() => guardDuty.ListDetectorsAsync(new ListDetectorsRequest())));
        Assert.Equal("AccessDeniedException 403", await CodeAsync(() => sqs.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = aws.Queue(SampleAws.QueueName).Url })));
        Assert.Equal("AccessDenied 403", await CodeAsync(() => iam.GetRoleAsync(new GetRoleRequest { RoleName = "lab-GeneralInstanceRole" })));
        Assert.Equal("UnauthorizedOperation 403", await CodeAsync(() => ec2.DescribeInstancesAsync(new DescribeInstancesRequest())));
        Assert.Equal("AccessDenied 403", await CodeAsync(() => s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = SampleAws.BucketName })));
        Assert.Equal(0, aws.Troubles.Left);
        Assert.Equal(["guardduty:ListDetectors", "sqs:ReceiveMessage", "iam:GetRole", "ec2:DescribeInstances", "s3:ListBucket"], aws.Calls.Select(static call => call.Action));
    }

    [Fact]
    public async Task A_denial_names_who_what_and_where_and_lasts_until_it_is_taken_back()
    {
        await using var aws = await AwsDouble.StartAsync();
        aws.Deny("guardduty:ListDetectors", AwsDouble.Account);
        using var client = AwsTalk.GuardDuty(aws);
        for (var i = 0; i < 2; i++)
        {
            var refused = await Assert.ThrowsAnyAsync<AmazonServiceException>(() => client.ListDetectorsAsync(new ListDetectorsRequest()));
            Assert.StartsWith("User: arn:aws:iam::111122223333:user/chatops is not authorized to perform: guardduty:ListDetectors on resource: arn:aws:guardduty:us-east-1:111122223333:", refused.Message, StringComparison.Ordinal);
        }

        aws.Allow("guardduty:ListDetectors");
        Assert.Single((await client.ListDetectorsAsync(new ListDetectorsRequest())).DetectorIds);
    }

    [Fact]
    public async Task Throttling_resets_and_errors_of_the_server_are_tried_again()
    {
        await using var aws = await AwsDouble.StartAsync();
        aws.Next("guardduty", "ListDetectors").Throttle().Reset().Fail(500, "InternalServerErrorException");
        using var client = AwsTalk.GuardDuty(aws, retries: 3);
        Assert.Single((await client.ListDetectorsAsync(new ListDetectorsRequest())).DetectorIds);
        Assert.Equal(["TooManyRequestsException", "reset", "InternalServerErrorException", "ok"], aws.Calls.Select(static call => call.Outcome));
    }

    [Fact]
    public async Task A_body_is_cut_and_a_slow_answer_waits_for_the_test()
    {
        await using var aws = await AwsDouble.StartAsync();
        aws.Bucket("logs").Put("a", new byte[1000]);
        aws.Next("s3", "GetObject").CutBody(100);
        using var s3 = AwsTalk.S3(aws);
        using var cut = await s3.GetObjectAsync(new GetObjectRequest { BucketName = "logs", Key = "a" });
        Assert.Equal(1000, cut.ContentLength);
        using var part = new MemoryStream();
        await Assert.ThrowsAsync<HttpIOException>(() => cut.ResponseStream.CopyToAsync(part));
        Assert.Equal(100, part.Length);
        var hold = aws.Next("s3", "GetObject").Slow();
        var waiting = s3.GetObjectAsync(new GetObjectRequest { BucketName = "logs", Key = "a" });
        await hold.Reached;
        Assert.False(waiting.IsCompleted);
        hold.Release();
        using var whole = await waiting;
        Assert.Equal(HttpStatusCode.OK, whole.HttpStatusCode);
        aws.Next("s3", "GetObject").Throttle();
        Assert.Equal("SlowDown 503", await CodeAsync(() => s3.GetObjectAsync(new GetObjectRequest { BucketName = "logs", Key = "a" })));
    }

    [Fact]
    public async Task What_was_waited_for_in_vain_is_told_with_all_calls()
    {
        await using var aws = await AwsDouble.StartAsync();
        using var client = AwsTalk.GuardDuty(aws);
        await client.ListDetectorsAsync(new ListDetectorsRequest());
        await aws.ExpectCalls("guardduty:ListDetectors");
        aws.Patience = TimeSpan.Zero;
        var told = await Assert.ThrowsAsync<AwsExpectation>(() => aws.ExpectCalls("guardduty:ListDetectors", times: 2));
        Assert.Contains("111122223333 us-east-1 guardduty:ListDetectors ok", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_that_no_model_knows_are_in_every_answer_and_disturb_nobody()
    {
        await using var aws = await AwsDouble.StartAsync();
        Assert.NotNull((await AwsHand.CallAsync(aws, "detective", "/graphs/list", "{}")).Body["memberOfTomorrow"]);
        aws.AddsUnknownMembers = false;
        Assert.Null((await AwsHand.CallAsync(aws, "detective", "/graphs/list", "{}")).Body["memberOfTomorrow"]);
    }

    [Fact]
    public async Task Only_the_account_that_is_meant_meets_a_fault()
    {
        await using var aws = await AwsDouble.StartAsync();
        aws.Keys("AKIAOTHER", "other", "444455556666");
        aws.Next("guardduty", account: "444455556666").Garbage();
        using var mine = AwsTalk.GuardDuty(aws);
        using var theirs = AwsTalk.GuardDuty(aws, new BasicAWSCredentials("AKIAOTHER", "other"));
        await mine.ListDetectorsAsync(new ListDetectorsRequest());
        await Assert.ThrowsAnyAsync<Exception>(() => theirs.ListDetectorsAsync(new ListDetectorsRequest()));
        Assert.Equal(["ok", "garbage"], aws.Calls.Select(static call => call.Outcome));
    }
}
