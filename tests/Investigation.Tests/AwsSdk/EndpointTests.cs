using Amazon;
using Amazon.Detective;
using Amazon.EC2;
using Amazon.GuardDuty;
using Amazon.GuardDuty.Model;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.SQS;

namespace ChatOps.Investigation.AwsSdk;

public sealed class EndpointTests
{
    public static TheoryData<ClientConfig, string, bool, bool, string> Hosts => new()
    {
        { new AmazonGuardDutyConfig(), "us-east-1", false, false, "https://guardduty.us-east-1.amazonaws.com" },
        { new AmazonGuardDutyConfig(), "cn-north-1", false, false, "https://guardduty.cn-north-1.amazonaws.com.cn" },
        { new AmazonGuardDutyConfig(), "us-east-1", true, false, "https://guardduty-fips.us-east-1.amazonaws.com" },
        { new AmazonGuardDutyConfig(), "us-east-1", false, true, "https://guardduty.us-east-1.api.aws" },
        { new AmazonDetectiveConfig(), "us-east-1", false, false, "https://api.detective.us-east-1.amazonaws.com" },
        { new AmazonDetectiveConfig(), "us-east-1", true, false, "https://api.detective-fips.us-east-1.amazonaws.com" },
        { new AmazonDetectiveConfig(), "us-east-1", false, true, "https://detective.us-east-1.api.aws" },
        { new AmazonSQSConfig(), "cn-northwest-1", false, true, "https://sqs.cn-northwest-1.api.amazonwebservices.com.cn" },
        { new AmazonEC2Config(), "us-gov-east-1", false, false, "https://ec2.us-gov-east-1.amazonaws.com" },
        { new AmazonIdentityManagementServiceConfig(), "eu-west-3", false, false, "https://iam.amazonaws.com" },
        { new AmazonIdentityManagementServiceConfig(), "eu-west-3", true, false, "https://iam-fips.amazonaws.com" },
        { new AmazonIdentityManagementServiceConfig(), "cn-northwest-1", false, false, "https://iam.cn-north-1.amazonaws.com.cn" },
        { new AmazonIdentityManagementServiceConfig(), "us-gov-east-1", false, false, "https://iam.us-gov.amazonaws.com" },
    };

    [Theory]
    [MemberData(nameof(Hosts), DisableDiscoveryEnumeration = true)]
    public void Each_partition_has_its_hosts(ClientConfig config, string region, bool fips, bool dualStack, string expected)
    {
        (config.RegionEndpoint, config.UseFIPSEndpoint, config.UseDualstackEndpoint) = (RegionEndpoint.GetBySystemName(region), fips, dualStack);

        config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(new ListDetectorsRequest())).URL.ShouldBe(expected);
    }

    [Theory]
    [InlineData("eu-west-3", "us-east-1/iam/aws4_request")]
    [InlineData("cn-northwest-1", "cn-north-1/iam/aws4_request")]
    [InlineData("us-gov-east-1", "us-gov-west-1/iam/aws4_request")]
    public async Task IAM_is_signed_for_its_partition(string region, string expected)
    {
        var line = new Line().Says("<R/>");
        using var client = new AmazonIdentityManagementServiceClient(Line.Keys, line.For<AmazonIdentityManagementServiceConfig>(region));

        await client.GetUserAsync(new GetUserRequest());

        line.Only.Scope.ShouldBe(expected);
    }

    [Fact]
    public async Task An_address_of_one_s_own_is_used_and_signed_for_the_region_that_is_named()
    {
        var line = new Line().Says("{}");
        var config = new AmazonGuardDutyConfig { ServiceURL = "http://127.0.0.1:4566", AuthenticationRegion = "ap-south-1", HttpClientFactory = line };
        using var client = new AmazonGuardDutyClient(Line.Keys, config);

        await client.GetDetectorAsync(new GetDetectorRequest { DetectorId = "d" });

        (line.Only.Uri.AbsoluteUri, line.Only.Scope).ShouldBe(("http://127.0.0.1:4566/detector/d", "ap-south-1/guardduty/aws4_request"));
    }

    [Fact]
    public async Task A_session_s_token_is_sent_along_and_signed()
    {
        var line = new Line().Says("{}");
        using var client = new AmazonGuardDutyClient(new SessionAWSCredentials("AKIDEXAMPLE", "not-a-secret", "token"), line.For<AmazonGuardDutyConfig>());

        await client.ListDetectorsAsync(new ListDetectorsRequest());

        line.Only.Headers["X-Amz-Security-Token"].ShouldBe("token");
        line.Only.Headers["Authorization"].ShouldContain("x-amz-security-token");
    }
}
