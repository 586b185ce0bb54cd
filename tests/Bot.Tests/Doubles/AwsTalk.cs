using Amazon.Detective;
using Amazon.EC2;
using Amazon.GuardDuty;
using Amazon.IdentityManagement;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SecurityToken;
using Amazon.SQS;
using ChatOps.TestKit.Aws;

namespace ChatOps.Bot.Doubles;

/// <summary>The SDK, pointed at the double: S3 and STS are genuine, the others too where their packages can be had.</summary>
internal static class AwsTalk
{
    public static AmazonS3Client S3(AwsDouble aws, AWSCredentials? credentials = null, string region = AwsDouble.Region) => new(credentials ?? Key, Set(aws, new AmazonS3Config { ForcePathStyle = true }, region));

    public static AmazonSecurityTokenServiceClient Sts(AwsDouble aws, AWSCredentials? credentials = null) => new(credentials ?? Key, Set(aws, new AmazonSecurityTokenServiceConfig(), AwsDouble.Region));

    public static AmazonGuardDutyClient GuardDuty(AwsDouble aws, AWSCredentials? credentials = null, string region = AwsDouble.Region, int retries = 0) => new(credentials ?? Key, Set(aws, new AmazonGuardDutyConfig(), region, retries));

    public static AmazonDetectiveClient Detective(AwsDouble aws, AWSCredentials? credentials = null) => new(credentials ?? Key, Set(aws, new AmazonDetectiveConfig()));

    public static AmazonSQSClient Sqs(AwsDouble aws) => new(Key, Set(aws, new AmazonSQSConfig()));

    public static AmazonIdentityManagementServiceClient Iam(AwsDouble aws) => new(Key, Set(aws, new AmazonIdentityManagementServiceConfig()));

    public static AmazonEC2Client Ec2(AwsDouble aws, AWSCredentials? credentials = null) => new(credentials ?? Key, Set(aws, new AmazonEC2Config()));

    public static AWSCredentials Key { get; } = new BasicAWSCredentials(AwsDouble.KeyId, AwsDouble.Secret);

    public static T Set<T>(AwsDouble aws, T config, string region = AwsDouble.Region, int retries = 0)
        where T : ClientConfig
    {
        config.ServiceURL = aws.Address.ToString();
        config.AuthenticationRegion = region;
        config.MaxErrorRetry = retries;
        config.Timeout = TimeSpan.FromSeconds(20);
        return config;
    }
}
