using Amazon.EC2.Model;
using Amazon.Runtime;

namespace Amazon.EC2;

public partial interface IAmazonEC2 : IAmazonService, IDisposable
{
    Task<DescribeInstancesResponse> DescribeInstancesAsync(DescribeInstancesRequest request, CancellationToken cancellationToken = default);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonEC2Config();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        awsCredentials is null ? new AmazonEC2Client((AmazonEC2Config)clientConfig) : new AmazonEC2Client(awsCredentials, (AmazonEC2Config)clientConfig);
}
