using Amazon.Runtime;
using Amazon.S3;
using Amazon.SecurityToken;
using ChatOps.TestKit.Aws;

namespace ChatOps.Bot.Doubles;

/// <summary>The genuine SDK, pointed at the double.</summary>
internal static class AwsTalk
{
    public static AmazonS3Client S3(AwsDouble aws, AWSCredentials? credentials = null, string region = AwsDouble.Region) => new(credentials ?? Key, Set(aws, new AmazonS3Config { ForcePathStyle = true }, region));

    public static AmazonSecurityTokenServiceClient Sts(AwsDouble aws, AWSCredentials? credentials = null) => new(credentials ?? Key, Set(aws, new AmazonSecurityTokenServiceConfig(), AwsDouble.Region));

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
