using Amazon.Detective.Model;
using Amazon.EC2.Model;
using Amazon.GuardDuty.Model;
using Amazon.IdentityManagement.Model;
using Amazon.S3.Model;
using Amazon.SQS.Model;
using ChatOps.TestKit.Aws;
using static ChatOps.Bot.Doubles.AwsDoubleS3Tests;

namespace ChatOps.Bot.Doubles;

/// <summary>The clients and the double, each written from the vendor's model on its own, agree on every service.</summary>
public sealed class SampleAwsTests : IAsyncLifetime
{
    private AwsDouble aws = null!;
    private SampleAws day = null!;

    public async Task InitializeAsync()
    {
        aws = await AwsDouble.StartAsync();
        day = SampleAws.Fill(aws);
    }

    public async Task DisposeAsync()
    {
        Assert.Empty(aws.Unexpected);
        await aws.DisposeAsync();
    }

    [Fact]
    public async Task The_queue_has_all_deliveries_and_gives_the_first_one_first()
    {
        using var sqs = AwsTalk.Sqs(aws);
        var depth = await sqs.GetQueueAttributesAsync(new GetQueueAttributesRequest { QueueUrl = day.Queue.Url, AttributeNames = ["All"] });
        Assert.Equal(("165", day.Queue.Arn), (depth.Attributes["ApproximateNumberOfMessages"], depth.Attributes["QueueArn"]));
        var message = (await sqs.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = day.Queue.VendorUrl, MaxNumberOfMessages = 10, MessageSystemAttributeNames = ["All"] })).Messages[0];
        Assert.Equal("1", message.Attributes["ApproximateReceiveCount"]);
        Assert.Contains("abec073660690adad7afde0672e26ebc", message.Body, StringComparison.Ordinal);
        await sqs.ChangeMessageVisibilityAsync(new ChangeMessageVisibilityRequest { QueueUrl = day.Queue.Url, ReceiptHandle = message.ReceiptHandle, VisibilityTimeout = 60 });
        await sqs.DeleteMessageAsync(new DeleteMessageRequest { QueueUrl = day.Queue.Url, ReceiptHandle = message.ReceiptHandle });
        var batch = await sqs.DeleteMessageBatchAsync(new DeleteMessageBatchRequest { QueueUrl = day.Queue.Url, Entries = [new DeleteMessageBatchRequestEntry { Id = "1", ReceiptHandle = "nobody's" }] });
        Assert.Equal((1, "ReceiptHandleIsInvalid"), (day.Queue.Deleted.Count, batch.Failed.Single().Code));
        await Assert.ThrowsAsync<QueueDoesNotExistException>(() => sqs.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = day.Queue.Url + "x" }));
    }

    [Fact]
    public async Task GuardDuty_has_the_findings_of_the_day()
    {
        using var client = AwsTalk.GuardDuty(aws);
        var listed = await client.ListFindingsAsync(new ListFindingsRequest
        {
            DetectorId = day.GuardDuty.DetectorId,
            FindingCriteria = new FindingCriteria { Criterion = new Dictionary<string, Condition> { ["type"] = new() { Equals = ["CryptoCurrency:EC2/BitcoinTool.B!DNS"] } } },
        });
        Assert.Equal(25, day.GuardDuty.Findings.Count);
        var finding = (await client.GetFindingsAsync(new GetFindingsRequest { DetectorId = day.GuardDuty.DetectorId, FindingIds = listed.FindingIds })).Findings[0];
        Assert.Equal(("pool.coins.example", SampleAws.InstanceId), (finding.Service.Action.DnsRequestAction.Domain, finding.Resource.InstanceDetails.InstanceId));
    }

    [Fact]
    public async Task IAM_has_the_role_and_its_policies()
    {
        using var iam = AwsTalk.Iam(aws);
        aws.Iam().Attach("lab-GeneralInstanceRole", "AmazonSSMManagedInstanceCore", """{"Version":"2012-10-17"}""", "aws").User("dora", "AIDADORA");
        var role = (await iam.GetRoleAsync(new GetRoleRequest { RoleName = "lab-GeneralInstanceRole" })).Role;
        Assert.Equal("AROAQ7LABDAYEXAMPLE01", role.RoleId);
        Assert.Contains("\"ec2.amazonaws.com\"", Uri.UnescapeDataString(role.AssumeRolePolicyDocument), StringComparison.Ordinal);
        Assert.Equal("AIDADORA", (await iam.GetUserAsync(new GetUserRequest { UserName = "dora" })).User.UserId);
        var inline = (await iam.ListRolePoliciesAsync(new ListRolePoliciesRequest { RoleName = role.RoleName })).PolicyNames.Single();
        Assert.Contains("s3%3AListAllMyBuckets", (await iam.GetRolePolicyAsync(new GetRolePolicyRequest { RoleName = role.RoleName, PolicyName = inline })).PolicyDocument, StringComparison.Ordinal);
        var attached = (await iam.ListAttachedRolePoliciesAsync(new ListAttachedRolePoliciesRequest { RoleName = role.RoleName })).AttachedPolicies.Single();
        var version = (await iam.GetPolicyAsync(new GetPolicyRequest { PolicyArn = attached.PolicyArn })).Policy.DefaultVersionId;
        Assert.Contains("2012-10-17", (await iam.GetPolicyVersionAsync(new GetPolicyVersionRequest { PolicyArn = attached.PolicyArn, VersionId = version })).PolicyVersion.Document, StringComparison.Ordinal);
        Assert.Equal("NoSuchEntity 404", await CodeAsync(() => iam.GetRoleAsync(new GetRoleRequest { RoleName = "nobody" })));
    }

    [Fact]
    public async Task IAM_gives_policies_in_pages()
    {
        using var iam = AwsTalk.Iam(aws);
        for (var i = 0; i < 5; i++) aws.Iam().Inline("lab-GeneralInstanceRole", $"more-{i}", "{}");
        var (names, marker) = (new List<string>(), (string?)null);
        do
        {
            var page = await iam.ListRolePoliciesAsync(new ListRolePoliciesRequest { RoleName = "lab-GeneralInstanceRole", MaxItems = 2, Marker = marker });
            names.AddRange(page.PolicyNames);
            marker = page.IsTruncated == true ? page.Marker : null;
        }
        while (marker is not null);
        Assert.Equal(6, names.Distinct().Count());
    }

    [Fact]
    public async Task EC2_describes_the_instance()
    {
        using var ec2 = AwsTalk.Ec2(aws);
        var reservation = (await ec2.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = [SampleAws.InstanceId] })).Reservations.Single();
        var instance = reservation.Instances.Single();
        Assert.Equal(("111122223333", "10.0.0.144", SampleAws.PublicIp, "running"), (reservation.OwnerId, instance.PrivateIpAddress, instance.PublicIpAddress, instance.State.Name.Value));
        Assert.Equal("lab-general-1", instance.Tags.Single(static tag => tag.Key == "Name").Value);
        Assert.Equal("eni-0b6f14a2c93d58e07", instance.NetworkInterfaces.Single().NetworkInterfaceId);
        Assert.Equal("InvalidInstanceID.NotFound 400", await CodeAsync(() => ec2.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = ["i-00000000000000000"] })));
        Assert.Equal("InvalidInstanceID.Malformed 400", await CodeAsync(() => ec2.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = ["nonsense"] })));
        Assert.Equal("412 DryRunOperation", await TryDryAsync());
        aws.Deny("ec2:DescribeInstances");
        Assert.Equal("403 UnauthorizedOperation", await TryDryAsync());
    }

    private async Task<string> TryDryAsync()
    {
        using var http = new HttpClient();
        using var answer = await http.SendAsync(AwsHand.Signed(aws, "ec2", "POST", "/", "Action=DescribeInstances&DryRun=true&Version=2016-11-15"u8.ToArray()));
        return $"{(int)answer.StatusCode} {aws.Calls[^1].Outcome}";
    }

    [Fact]
    public async Task Detective_has_a_finished_investigation_with_every_kind_of_indicator()
    {
        using var client = AwsTalk.Detective(aws);
        var listed = (await client.ListIndicatorsAsync(new ListIndicatorsRequest { GraphArn = day.Detective.GraphArn, InvestigationId = day.Investigation.Id })).Indicators;
        Assert.Equal(8, listed.Select(static one => one.IndicatorType.Value).Distinct().Count());
        Assert.Equal(1080, listed[0].IndicatorDetail.TTPsObservedDetail.APIFailureCount);
        Assert.Equal("Ashburn, United States", listed[2].IndicatorDetail.ImpossibleTravelDetail.EndingLocation);
        Assert.Equal(SampleAws.PublicIp, listed.Single(static one => one.IndicatorDetail.RelatedFindingDetail is not null).IndicatorDetail.RelatedFindingDetail.IpAddress);
    }

    [Fact]
    public async Task The_bucket_has_the_evidence()
    {
        using var s3 = AwsTalk.S3(aws);
        var folders = await s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = SampleAws.BucketName, Prefix = "AWSLogs/111122223333/", Delimiter = "/" });
        Assert.Equal(["AWSLogs/111122223333/CloudTrail/", "AWSLogs/111122223333/vpcflowlogs/"], folders.CommonPrefixes);
        Assert.Equal(475, day.Bucket.Keys.Count);
    }
}
